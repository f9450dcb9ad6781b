"""The rows of a list, with a type of their own: what is shown is chosen by it, an empty list too."""

from typing import TypeVar

Row = TypeVar("Row")


class Rows(tuple[Row, ...]):
    """Rows in their order; `class PromiseRows(Rows[PromiseRow])` names those of one list."""

    __slots__ = ()
