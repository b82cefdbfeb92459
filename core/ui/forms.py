"""Django forms in the `.f` markup of the screens: every form of the product looks and fails the same way.

`FORM_RENDERER` names `FormRenderer`; `{{ form }}` and `{{ form.field.as_field_group }}` then use
`components/form.html` and `components/field.html`. Two attributes may be set on a form field before rendering:
`source` (where a prefilled value comes from, shown under the control) and `todo` (True: the user has to type it).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import renderers
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property

from core import clock
from core.errors import UserError
from core.ui.dates import NotADay, parse_day

_SELECTS = (forms.Select, forms.SelectMultiple)
_WITHOUT_CLASS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.HiddenInput)


class FieldInForm(BoundField):
    """A bound field that gives its control the class of the stylesheet and its error a way out."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if not isinstance(widget, _WITHOUT_CLASS) or isinstance(widget, forms.SelectMultiple):
            look = "form-select" if isinstance(widget, _SELECTS) else "form-control"
            attrs["class"] = f"{look} {widget.attrs.get('class', '')}".strip()
        return attrs

    @property
    def one_of(self) -> bool:
        """A choice drawn as `.pick` or a list of ticks: a group of controls, so its label is a legend."""
        return isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def tick(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def mend(self) -> str:
        """The value that the failed check proposes instead, or empty."""
        problems = self.form.errors.as_data().get(self.name, [])
        return next((str(p.params["mend"]) for p in problems if p.params and "mend" in p.params), "")


class FormRenderer(renderers.DjangoTemplates):
    """Finds the project's templates first, then Django's own widgets."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = FieldInForm

    @cached_property
    def engine(self) -> Any:
        directories = [settings.BASE_DIR / "templates", Path(renderers.__file__).parent / str(self.backend.app_dirname)]
        return self.backend({"APP_DIRS": True, "DIRS": directories, "NAME": "screens", "OPTIONS": {}})


class ScreenForm(forms.Form):
    """The base of the product's forms: says which field is empty by its name, and leaves checking to the server, whose
    words are better than the browser's."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, form_field in self.fields.items():
            chosen = isinstance(form_field, forms.ChoiceField)
            label = form_field.label or name
            form_field.error_messages["required"] = f"{'请选' if chosen else '请填'}{label}。"

    def refuse(self, error: UserError) -> None:
        """Show what a service refused, at the field it names."""
        self.add_error(error.field if error.field in self.fields else None, str(error))


class DayInput(forms.DateInput):
    """A text box: the native picker looks different on each machine. Phones show digits."""

    input_type = "text"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        plain = {"inputmode": "numeric", "placeholder": "年-月-日", "autocomplete": "off", **(attrs or {})}
        super().__init__(attrs=plain, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, typed in any usual way (core/ui/dates.py).

    `past=True` refuses days after today. A day that does not exist (11-31) is refused; the last one of that month is
    the proposal that the screen offers as a button.
    """

    widget = DayInput

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            day = parse_day(str(value), today=clock.today())
        except NotADay as problem:
            params = {"mend": problem.suggestion.isoformat()} if problem.suggestion else None
            raise ValidationError(str(problem), code="invalid", params=params) from problem
        if self.past and day > clock.today():
            raise ValidationError(
                "%(day)s 在今天（%(today)s）之后。请核对年份和月份。",
                code="future",
                params={"day": day.isoformat(), "today": clock.today().isoformat()},
            )
        return day
