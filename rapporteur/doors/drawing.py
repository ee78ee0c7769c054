"""Fields of a form, drawn by code: to the byte what Django's own templates for them make.

A page with one question took a third of its time to draw its one field, for which Django walks
through five to nine templates, and a list of States through five hundred. What is not drawn here is
left to Django. `tests/doors/test_drawing.py` holds each of these against its template. ADR 0136.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import renderers
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape

Named = Mapping[str, Any]


def shown(value: Any) -> str:
    """Return a value as a template shows it: in the language of the page, and escaped."""
    plain = value if isinstance(value, (str, Promise)) else localize(value)
    return conditional_escape(str(plain) if isinstance(plain, Promise) else plain)


def attributes(given: Named | None) -> str:
    """Return attributes as a tag has them; True stands alone, False is left out."""
    found = ""
    for name, value in (given or {}).items():
        if value is not False:
            found += f" {conditional_escape(name)}"
            if value is not True:
                found += f'="{conditional_escape(value)}"'
    return found


def field(context: Named) -> str:
    one = context["field"]
    begins, ends, label = "", "", ""
    if one.use_fieldset:
        told = one.aria_describedby
        told = f' aria-describedby="{conditional_escape(told)}"' if told else ""
        begins, ends = f"<fieldset{told}>\n  ", "</fieldset>"
    if one.label:
        label = one.legend_tag() if one.use_fieldset else one.label_tag()
    text = ""
    if one.help_text:
        name = f' id="{conditional_escape(one.auto_id)}_helptext"' if one.auto_id else ""
        text = f'<div class="helptext"{name}>{one.help_text}</div>'
    return f"{begins}{label}\n\n{text}\n{one.errors}\n{one}{ends}"


def label(context: Named) -> str:
    if not context["use_tag"]:
        return shown(context["label"])
    tag = context["tag"]
    return f"<{tag}{attributes(context['attrs'])}>{shown(context['label'])}</{tag}>"


def errors(context: Named) -> str:
    if not context["errors"]:
        return ""
    name = context["errors"].field_id
    name = f' id="{conditional_escape(name)}_error"' if name else ""
    lines = "".join(f"<li>{shown(one)}</li>" for one in context["errors"])
    return f'<ul class="{conditional_escape(context["error_class"])}"{name}>{lines}</ul>'


def entry(widget: Named) -> str:
    value = "" if widget["value"] is None else f' value="{conditional_escape(widget["value"])}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{attributes(widget["attrs"])}>'


def text_area(widget: Named) -> str:
    name, inside = conditional_escape(widget["name"]), widget["value"]
    inside = shown(inside) if inside else ""
    return f'<textarea name="{name}"{attributes(widget["attrs"])}>\n{inside}</textarea>'


def select(widget: Named) -> str:
    found = f'<select name="{conditional_escape(widget["name"])}"{attributes(widget["attrs"])}>'
    for group, options, _place in widget["optgroups"]:
        if group:
            found += f'\n  <optgroup label="{shown(group)}">'
        for one in options:
            value = conditional_escape(one["value"])
            found += f'\n  <option value="{value}"{attributes(one["attrs"])}>'
            found += f"{shown(one['label'])}</option>\n"
        if group:
            found += "\n  </optgroup>"
    return f"{found}\n</select>"


def choices(widget: Named) -> str:
    """Draw what is chosen by a mark before each line: one of them, or several."""
    given = {name: widget["attrs"].get(name) for name in ("id", "class")}
    found = f"<div{attributes({name: value for name, value in given.items() if value})}>"
    for group, options, _place in widget["optgroups"]:
        found += f"\n  <div><label>{shown(group)}</label>" if group else ""
        found += "".join(f"<div>\n    {choice(one)}\n\n</div>" for one in options)
        found += "\n  </div>" if group else ""
    return f"{found}\n</div>"


def choice(option: Named) -> str:
    """Draw one line of those, inside its label where it has one."""
    if not option["wrap_label"]:
        return f"{entry(option)}\n"
    name = option["attrs"].get("id")
    name = f' for="{conditional_escape(name)}"' if name else ""
    return f"<label{name}>{entry(option)}\n {shown(option['label'])}</label>"


FORMS: Mapping[str, Callable[[Named], str]] = {
    "django/forms/field.html": field,
    "django/forms/label.html": label,
    "django/forms/errors/list/default.html": errors,
}
WIDGETS: Mapping[str, Callable[[Named], str]] = {
    f"django/forms/widgets/{name}.html": draw
    for draw, names in (
        (entry, ("text", "hidden")),
        (text_area, ("textarea",)),
        (select, ("select",)),
        (choices, ("radio",)),
    )
    for name in names
}


def drawn(template: str, context: Named) -> str | None:
    """Return what a template of Django's makes of a context; None where it is not drawn here."""
    if draw := WIDGETS.get(template):
        return draw(context["widget"]).strip()
    if draw := FORMS.get(template):
        return draw(context).strip()
    return None


class Drawn(renderers.DjangoTemplates):
    """Draws fields by code, and leaves to Django's templates whatever is not a plain field."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        found = drawn(template_name, context)
        return super().render(template_name, context, request) if found is None else found
