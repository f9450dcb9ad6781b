"""The place that templates run in: plain values, named filters, no objects, nothing random."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from difflib import get_close_matches
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from clientkit.model.workspace import Language
from clientkit.render.data import Fields
from clientkit.render.escape import mark
from clientkit.render.filters import format_number, language_filters
from clientkit.render.prose import mark_prose

REPEAT_LIMIT = 10_000
"""Characters or items that `*` may make out of a text or a list."""
POWER_LIMIT = 64

KEPT_FILTERS = (
    "abs batch capitalize count default d dictsort first groupby int items last length list lower map max"
    " min reject rejectattr replace reverse select selectattr slice sort sum title trim truncate unique upper"
).split()
"""Jinja's own filters that stay. Left out: what is random (`random`, `lipsum`), what lets text through
unescaped (`safe`), what makes floats (`float`, `round`) and what grows text without limit (`center`)."""

TEXT_METHODS = frozenset({"lower", "upper", "title", "capitalize", "strip", "lstrip", "rstrip", "split",
    "splitlines", "startswith", "endswith", "replace", "removeprefix", "removesuffix", "count", "find"})  # fmt: skip
FIELD_METHODS = frozenset({"items", "keys", "values", "get"})
DATE_ATTRIBUTES = frozenset({"year", "month", "day", "isoformat", "isoweekday"})
"""What templates may use of the values they get; everything else of them is out of reach."""


class MissingFieldError(UndefinedError):
    """A template uses a field that its data do not have."""

    def __init__(self, field: str, near: str | None) -> None:
        super().__init__(f"the field '{field}' is missing")
        self.field = field
        self.near = near


class MissingField(StrictUndefined):
    """What a template gets for a name without a value: using it says which field is missing."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Any] = UndefinedError,
    ) -> None:
        known = exc is UndefinedError and hint is None
        super().__init__(hint, obj, name, _missing_field(obj, str(name)) if known else exc)


def _missing_field(owner: Any, name: str) -> Any:
    if isinstance(owner, Fields):
        near = get_close_matches(name, owner, n=1)
        prefix = f"{owner.path}." if owner.path else ""
        return lambda _message: MissingFieldError(prefix + name, prefix + near[0] if near else None)
    return lambda _message: (
        MissingFieldError(name, None)
        if owner is missing
        else UndefinedError(f"'{name}' is asked of {_described(owner)}")
    )


def _described(value: Any) -> str:
    return "an empty value" if value is None else f"a value of type {type(value).__name__}"


class _JoiningCodeGenerator(CodeGenerator):
    """Compiles `a ~ b` so that data beside finished Markdown is still marked as data."""

    @optimizeconst
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - the name Jinja calls
        self.write("environment.glue(context, (")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for one language: strict, sandboxed, every printed value marked as data."""

    code_generator_class = _JoiningCodeGenerator
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, language: Language, **options: Any) -> None:
        super().__init__(
            undefined=MissingField,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            # not for HTML: it makes macros and blocks return Markup, which tells finished
            # Markdown from data; `finalize` leaves nothing for Jinja's own escaping to do
            autoescape=True,
            finalize=printed,
            **options,
        )
        self.language: Language = language
        kept = {name: _of_plain_text(self.filters[name]) for name in KEPT_FILTERS}
        self.filters = kept | language_filters(language) | {"prose": prose, "join": join, "trim": trim}
        self.globals = {name: self.globals[name] for name in ("range", "namespace")}

    def glue(self, context: Context, parts: tuple[Any, ...]) -> str:
        """What `~` makes: plain text of plain values, else Markdown with its data marked."""
        if any(isinstance(part, Markup) for part in parts):
            return Markup("").join(printed(context, part) for part in parts)
        return "".join(str(part) for part in parts)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field goes before a method of the same name: `totals.items` is the field."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use an attribute: for data, only what is named in this module."""
        allowed = _attributes_of(obj)
        return super().is_safe_attribute(obj, attr, value) if allowed is None else attr in allowed

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """An operator that could grow without limit, or mix data with Markdown, within bounds.

        Raises:
            SecurityError: it would do either.
        """
        if operator == "+" and (isinstance(left, Markup) or isinstance(right, Markup)):
            return self.glue(context, (left, right))
        if operator == "*":
            _check_repeat(left, right)
            _check_repeat(right, left)
        if operator == "**" and (abs(left) > POWER_LIMIT or abs(right) > POWER_LIMIT):
            raise SecurityError(f"a power with a number above {POWER_LIMIT}")
        if operator == "%" and isinstance(left, str):
            raise SecurityError("text is not formatted with %; use ~ to join")
        return super().call_binop(context, operator, left, right)


def _attributes_of(value: Any) -> frozenset[str] | None:
    from datetime import date

    if isinstance(value, Markup | list | int | Decimal):
        return frozenset()
    if isinstance(value, str):
        return TEXT_METHODS
    if isinstance(value, dict):
        return FIELD_METHODS
    return DATE_ATTRIBUTES if isinstance(value, date) else None


def _check_repeat(sequence: Any, times: Any) -> None:
    if isinstance(sequence, str | list) and len(sequence) * times > REPEAT_LIMIT:
        raise SecurityError(f"a text or a list repeated to more than {REPEAT_LIMIT:,}")


@pass_context
def printed(context: Context, value: Any) -> Any:
    """A value as the document shows it, marked as data.

    Raises:
        TypeError: it is nothing that can stand in a document: an empty value, yes or no, a list.
    """
    if isinstance(value, Markup | MissingField):
        return Markup(str(value))  # a missing field raises here
    if isinstance(value, str):
        return Markup(mark(value))
    if isinstance(value, Decimal):
        environment: Any = context.environment
        return Markup(format_number(value, environment.language))
    if value is None or isinstance(value, bool | list | dict):
        kind = "an empty value (None)" if value is None else f"a value of type {type(value).__name__}"
        raise TypeError(f"prints {kind}; test it with 'if', or join it first")
    return Markup(mark(str(value)))


def prose(value: Any, level: int = 2) -> Markup:
    """Text that is Markdown by design; its headings come below `level`.

    Raises:
        TypeError: it is not text.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        raise TypeError(f"'prose' takes text from the data, not {_described(value)}")
    return Markup(mark_prose(value, level))


@pass_context
def join(context: Context, values: Iterable[Any], separator: Any = "") -> str:
    """Values with a separator between them: plain text of plain values, else Markdown."""
    parts: list[Any] = []
    for value in values:
        parts += [separator, value] if parts else [value]
    environment: Any = context.environment
    joined: str = environment.glue(context, tuple(parts))
    return joined


def trim(value: str) -> str:
    """A text, or finished Markdown, without blanks around it."""
    return value.strip()


def _of_plain_text(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that refuses finished Markdown, in which it could undo or forge an escape."""

    @wraps(function)
    def guarded(*arguments: Any, **named: Any) -> Any:
        if any(isinstance(value, Markup) for value in (*arguments, *named.values())):
            raise TypeError("a filter is used on finished text; use it on the value that goes into it")
        return function(*arguments, **named)

    return guarded
