"""The derived pages. One view answers the page, the htmx fragment and the next page alike."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core import clock, sheets
from core.models import SavedView
from core.register.declaration import Column, Register, Related, Row, registers
from core.register.filters import filter_controls
from core.register.listing import Ask, Page, read_page
from core.register.rows import rows_html
from core.scope import Scope
from core.ui.formats import thousands

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RELATED = 20  # rows of another register on a detail page
RESERVED = {"q", "sort", "after", "before"}


class RegisterView:
    """A view bound to one register. `scope` is what the user may see, cut to the area chosen above."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.__name__ = f"{register.key}_{type(self).__name__}"
        self.__doc__ = f"{register.title}: {type(self).__doc__}"

    def scope(self, request: HttpRequest) -> Scope:
        scope = request.user.scope(self.register.permission)  # type: ignore[union-attr]
        area = getattr(request, "area", None)
        return scope.within(area.code) if area else scope

    def ask(self, request: HttpRequest) -> Ask:
        get = request.GET
        return Ask(get, get.get("q", "").strip(), get.get("sort", ""), get.get("after", ""), get.get("before", ""))

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"{self.register.key}-{name}", args=args)


class ListPage(RegisterView):
    """The list, with search, filters, order, columns, saved views and keyset paging."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        register, ask = self.register, self.ask(request)
        page = read_page(register, self.scope(request), ask)
        context = {
            "register": register,
            "rows": rows_html(register, page.rows),
            "count": len(page.rows),
            "count_words": self._count_words(request, ask, page),
            "next_url": self._page(request, after=page.next),
            "previous_url": self._page(request, before=page.previous),
            "heads": [self._head(request, column) for column in register.columns],
            "words": ask.words,
            "searchable": register.search is not None,  # a template would call the function
            "narrowed": bool(ask.words) or any(value for key, value in request.GET.items() if key not in RESERVED),
            "list_url": self.url("list"),
            "export_url": self.url("export") if request.user.has_permission("register.export") else "",  # type: ignore[union-attr]
            "query": self._query(request),
        }
        if request.htmx:  # type: ignore[attr-defined]
            return render(request, "core/registers/table.html", context)
        context |= {
            "filters": filter_controls(register, request.GET),
            "new_url": self._new_url(request),
            "template_url": self.url("template")
            if register.save and register.importable and self._may_edit(request)
            else "",
            "views": SavedView.objects.filter(user=request.user, list_key=register.key).order_by("name"),
            "save_view_url": self.url("save-view"),
            "map_url": self.url("map") if register.map else "",
        }
        return render(request, "core/registers/list.html", context)

    def _count_words(self, request: HttpRequest, ask: Ask, page: Page) -> str:
        """How many there are in all, where that is known without counting; else how many are shown."""
        register, shown = self.register, len(page.rows)
        what = f"{register.measure}{register.noun}"
        if not (page.next or page.previous):
            return f"共 {shown} {what}"
        total = register.total(self.scope(request), request.GET) if register.total and not ask.words else None
        if total is None:
            return f"本页 {shown} {what}"
        return f"{'约' if total.about else '共'} {thousands(total.number)} {what}，本页 {shown} {register.measure}"

    def _may_edit(self, request: HttpRequest) -> bool:
        permission = self.register.edit_permission
        return bool(permission) and request.user.has_permission(permission)  # type: ignore[union-attr]

    def _new_url(self, request: HttpRequest) -> str:
        if not self._may_edit(request):
            return ""
        return (
            reverse(self.register.new_page) if self.register.new_page else self.url("new") if self.register.save else ""
        )

    def _query(self, request: HttpRequest) -> str:
        kept = request.GET.copy()
        for key in ("after", "before"):
            kept.pop(key, None)
        return kept.urlencode()

    def _page(self, request: HttpRequest, **token: str) -> str:
        (name, value), kept = next(iter(token.items())), request.GET.copy()
        for key in ("after", "before"):
            kept.pop(key, None)
        kept[name] = value
        return f"?{kept.urlencode()}" if value else ""

    def _head(self, request: HttpRequest, column: Column) -> dict[str, Any]:
        asked = request.GET.get("sort", "")
        now = "ascending" if asked == column.key else "descending" if asked == f"-{column.key}" else ""
        kept = request.GET.copy()
        for key in ("after", "before", "sort"):
            kept.pop(key, None)
        kept["sort"] = f"-{column.key}" if now == "ascending" else column.key
        return {"column": column, "sorted": now, "url": f"?{kept.urlencode()}" if column.sort else ""}


class DetailPage(RegisterView):
    """One row, by sections."""

    def __call__(self, request: HttpRequest, identity: str) -> HttpResponse:
        register = self.register
        sections = register.sections
        paths = {path for section in sections for column in section.columns for path in column.needs}
        rows = register.manager.filter(self.scope(request).q(*register.area_fields), **{register.identify: identity})
        row = rows.values(*dict.fromkeys([*register.needs, *paths])).first()
        if row is None:
            raise Http404
        heading = next(column for column in register.columns if column.link).show(row)
        may_edit = register.prefill and request.user.has_permission(register.edit_permission)  # type: ignore[union-attr]
        context = {
            "register": register,
            "heading": heading,
            "sections": [(part.title, [(c.title, c.show(row)) for c in part.columns]) for part in sections]
            or [("资料", [(c.title, c.show(row)) for c in register.columns])],
            "related": [self._related(request, related, row) for related in register.related],
            "list_url": self.url("list"),
            "edit_url": self.url("edit", identity) if may_edit else "",
            "map_url": f"{self.url('map')}?at={identity}" if register.map else "",
        }
        return render(request, "core/registers/detail.html", context)

    def _related(self, request: HttpRequest, related: Related, row: Row) -> dict[str, Any]:
        """The first rows of another register that belong to this one, as far as the user may see that register."""
        other = registers[related.register]
        asked = {related.filter: str(row[self.register.identify])}
        page = read_page(other, request.user.scope(other.permission), Ask(asked), size=RELATED)  # type: ignore[union-attr]
        return {
            "title": related.title,
            "register": other,
            "heads": [column.title for column in other.columns],
            "rows": rows_html(other, page.rows),
            "count": len(page.rows),
            "more": bool(page.next),
            "url": f"{reverse(f'{other.key}-list')}?{urlencode(asked)}",
        }


class Template(RegisterView):
    """The empty workbook to fill in."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        columns = [
            sheets.TemplateColumn(f.title, f.required, f.help, f.example, list(f.choices()) if f.choices else [])
            for f in self.register.fields
        ]
        book = io.BytesIO()
        sheets.write_template(book, title=self.register.title, columns=columns)
        response = HttpResponse(book.getvalue(), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{self.register.key}-template.xlsx"'
        return response


class SaveView(RegisterView):
    """Keep the list's filters under a name, or forget them."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name, query = request.POST.get("name", "").strip()[:40], request.POST.get("query", "")[:1000]
        if request.method == "POST" and request.POST.get("forget"):
            SavedView.objects.filter(user=request.user, list_key=self.register.key, name=name).delete()
        elif request.method == "POST" and name:
            SavedView.objects.update_or_create(
                user=request.user,
                list_key=self.register.key,
                name=name,
                defaults={"query": query, "created_at": clock.now()},
            )
        return redirect(f"{self.url('list')}?{query}")
