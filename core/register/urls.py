"""URLs of every register: list, template, export, detail."""

from __future__ import annotations

from django.urls import URLPattern, path

from core.permission import permitted
from core.register import entry, exporting, mapping, views
from core.register.declaration import Register, registers


def patterns_of(register: Register) -> list[URLPattern]:
    """The pages that a declaration brings with it."""
    look = permitted(register.permission)
    one = "<uuid:identity>" if register.identify == "uid" else "<str:identity>"
    made = [
        path(f"{register.key}/", look(views.ListPage(register)), name=f"{register.key}-list"),
        path(
            f"{register.key}/export/",
            permitted("register.export")(exporting.Export(register)),
            name=f"{register.key}-export",
        ),
        path(f"{register.key}/views/", look(views.SaveView(register)), name=f"{register.key}-save-view"),
    ]
    if register.map:
        tile = f"{register.key}/tiles/<int:zoom>/<int:x>/<int:y>.mvt"
        made.append(path(f"{register.key}/map/", look(mapping.MapPage(register)), name=f"{register.key}-map"))
        made.append(path(tile, look(mapping.Tile(register)), name=f"{register.key}-tile"))
        card = f"{register.key}/{one}/card/"
        made.append(path(card, look(mapping.Card(register)), name=f"{register.key}-card"))
    if register.page is None:
        made.append(path(f"{register.key}/{one}/", look(views.DetailPage(register)), name=f"{register.key}-detail"))
    if register.save:
        change = permitted(register.edit_permission)
        made.insert(1, path(f"{register.key}/new/", change(entry.NewRow(register)), name=f"{register.key}-new"))
        if register.importable:
            template = path(
                f"{register.key}/template.xlsx", change(views.Template(register)), name=f"{register.key}-template"
            )
            made.insert(1, template)
        if register.prefill:
            edit = path(f"{register.key}/{one}/edit/", change(entry.EditRow(register)), name=f"{register.key}-edit")
            made.append(edit)
    return made


urlpatterns = [pattern for register in registers for pattern in patterns_of(register)]
