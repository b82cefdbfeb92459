"""URLs of every register: list, template, export, detail."""

from __future__ import annotations

from django.urls import URLPattern, path

from core.permission import permitted
from core.register import views
from core.register.declaration import Register, registers


def patterns_of(register: Register) -> list[URLPattern]:
    """The pages that a declaration brings with it."""
    look = permitted(register.permission)
    made = [
        path(f"{register.key}/", look(views.ListPage(register)), name=f"{register.key}-list"),
        path(
            f"{register.key}/export/",
            permitted("register.export")(views.Export(register)),
            name=f"{register.key}-export",
        ),
        path(f"{register.key}/views/", look(views.SaveView(register)), name=f"{register.key}-save-view"),
    ]
    if register.page is None:
        made.append(
            path(f"{register.key}/<str:identity>/", look(views.DetailPage(register)), name=f"{register.key}-detail")
        )
    if register.save:
        change = permitted(register.edit_permission)
        made.insert(1, path(f"{register.key}/new/", change(views.NewRow(register)), name=f"{register.key}-new"))
        made.insert(
            1, path(f"{register.key}/template.xlsx", change(views.Template(register)), name=f"{register.key}-template")
        )
    return made


urlpatterns = [pattern for register in registers for pattern in patterns_of(register)]
