"""The place that templates run in: plain values, named filters, no objects, nothing random."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined, nodes, pass_environment, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.markdown.escape import mark
from clientkit.kernel.text.markdown.prose import mark_prose
from clientkit.kernel.text.template import limits as allowed
from clientkit.kernel.text.template.data import Fields, described, wrong_kind
from clientkit.kernel.text.template.filters import format_number, language_filters


class MissingFieldError(UndefinedError):
    """A template uses a field that its data do not have; `near` is one that they have."""

    def __init__(self, field: str, near: str | None) -> None:
        super().__init__(f"the field '{field}' is missing")
        self.near = near


class UndefinedField(StrictUndefined):
    """What a template gets for a name without a value: using it says which field is missing."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: Any = UndefinedError,
    ) -> None:
        # an access that is not allowed comes with words of its own
        error: Any = exc if hint else lambda _message: _missing(obj, name)
        super().__init__(hint, obj, name, error)


def _missing(owner: Any, name: Any) -> UndefinedError:
    if owner is missing:
        return MissingFieldError(name, None)
    if not isinstance(owner, Fields):
        return UndefinedError(f"'{name}' is asked of {described(owner)}")
    prefix = f"{owner.path}." if owner.path else ""
    near = get_close_matches(str(name), owner, n=1)
    return MissingFieldError(f"{prefix}{name}", prefix + near[0] if near else None)


class _JoiningCodeGenerator(CodeGenerator):
    """Compiles `a ~ b` so that data beside finished Markdown is still marked as data."""

    @optimizeconst
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - the name Jinja calls
        self.write("environment.glue((")
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
            undefined=UndefinedField,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            # not for HTML: it makes macros and blocks return Markup, which tells finished
            # Markdown from data; `finalize` leaves nothing for Jinja's own escaping to do
            autoescape=True,
            finalize=printed,
            optimized=False,  # what is compiled once serves every language
            **options,
        )
        self.language: Language = language
        kept = {name: _of_plain_values(self.filters[name]) for name in allowed.FILTERS}
        self.filters = kept | language_filters(language) | {"prose": prose, "join": join, "trim": trim}
        self.globals = {name: self.globals[name] for name in allowed.FUNCTIONS}

    def glue(self, parts: Iterable[Any]) -> str:
        """What `~` makes: plain text of plain values, else Markdown with its data marked."""
        parts = list(parts)
        if any(isinstance(part, Markup) for part in parts):
            return _finished("".join(_as_markdown(part, self.language) for part in parts))
        return "".join(str(part) for part in parts)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field goes before a method of the same name: `totals.items` is the field."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def wrap_str_format(self, value: Any) -> None:
        """No formatting by text that might come from data: `format` is an attribute like any other."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use an attribute: for data, only what limits.py names."""
        known = _attributes_of(obj)
        return super().is_safe_attribute(obj, attr, value) if known is None else attr in known

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """An operator that could grow without limit, or mix data with Markdown, within bounds.

        Raises:
            SecurityError: it would do either.
        """
        if operator == "+" and (isinstance(left, Markup) or isinstance(right, Markup)):
            return self.glue((left, right))
        if operator == "*":
            _check_repeat(left, right)
            _check_repeat(right, left)
        if operator == "**" and max(abs(left), abs(right)) > allowed.POWER_LIMIT:
            raise SecurityError(f"a power of a number above {allowed.POWER_LIMIT} is not allowed")
        if operator == "%" and isinstance(left, str):
            raise SecurityError("text is not formatted with '%'; join it with '~'")
        return super().call_binop(context, operator, left, right)


def _attributes_of(value: Any) -> frozenset[str] | None:
    if isinstance(value, Markup | list | int | Decimal):
        return frozenset()
    if isinstance(value, str):
        return allowed.TEXT_METHODS
    if isinstance(value, dict):
        return allowed.FIELD_METHODS
    return allowed.DATE_ATTRIBUTES if isinstance(value, date) else None


def _check_repeat(sequence: Any, times: Any) -> None:
    if isinstance(sequence, str | list) and len(sequence) * times > allowed.REPEAT_LIMIT:
        raise SecurityError(f"a text or a list repeated to more than {allowed.REPEAT_LIMIT:,} is not allowed")


def _finished(markdown: str) -> Markup:
    return Markup(markdown)  # noqa: S704 - Markup stands for finished Markdown here, not for HTML


@pass_eval_context
def printed(context: EvalContext, value: Any) -> Markup:
    """A value as the document shows it, marked as data.

    Raises:
        TypeError: it is nothing that can stand in a document: an empty value, yes or no, a list.
    """
    # asking for the context keeps Jinja from escaping a template's constants for HTML as it compiles
    environment: Any = context.environment
    return _as_markdown(value, environment.language)


def _as_markdown(value: Any, language: Language) -> Markup:
    if isinstance(value, Markup):
        return value
    if isinstance(value, Decimal):
        return _finished(format_number(value, language))
    if isinstance(value, str | UndefinedField | int | date) and not isinstance(value, bool):
        return _finished(mark(str(value)))  # of a missing field, str() raises
    raise TypeError(f"prints {described(value)}; test it with 'if', or take what is in it")


def prose(value: Any, level: int = 2) -> Markup:
    """Text that is Markdown by design; its headings come below `level`.

    Raises:
        TypeError: it is not text from the data.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        raise wrong_kind("text from the data", value)
    return _finished(mark_prose(value, level))


@pass_environment
def join(environment: Any, values: Iterable[Any], separator: Any = "") -> str:
    """Values with a separator between them: plain text of plain values, else Markdown."""
    parts: list[Any] = []
    for value in values:
        parts += [separator, value] if parts else [value]
    joined: str = environment.glue(parts)
    return joined


def trim(value: str) -> str:
    """A text, or finished Markdown, without blanks around it."""
    return value.strip()


def _of_plain_values(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that refuses finished Markdown, in which it could undo or forge an escape."""

    @wraps(function)
    def guarded(*arguments: Any, **named: Any) -> Any:
        if any(isinstance(value, Markup) for value in (*arguments, *named.values())):
            raise TypeError("a filter is used on finished text; use it on the value that goes into it")
        return function(*arguments, **named)

    return guarded
