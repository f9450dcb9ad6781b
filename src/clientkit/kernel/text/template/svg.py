"""The templates that pictures are drawn with: all text escaped, numbers with one decimal at most."""

from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from clientkit.kernel.text.template.sources import shipped_templates


@cache
def svg_template(name: str) -> Template:
    """The shipped template of a picture: `gantt`, `score`, `series`."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["n"] = _number
    return environment.from_string((shipped_templates() / "svg" / f"{name}.svg.j2").read_text("utf-8"))


def _number(value: float) -> str:
    """A coordinate with one decimal where it has one."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")
