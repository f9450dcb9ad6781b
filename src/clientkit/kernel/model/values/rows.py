"""The rows of a list, with a type of their own: what is shown is chosen by it, an empty list too."""

from typing import Any, TypeVar, get_args

Row = TypeVar("Row")


class Rows(tuple[Row, ...]):
    """Rows in their order; `class PromiseRows(Rows[PromiseRow])` names those of one list."""

    __slots__ = ()

    @classmethod
    def row_type(cls) -> Any:
        """The type of its rows."""
        return get_args(cls.__orig_bases__[0])[0]  # type: ignore[attr-defined] # each list names it
