"""The base of everything clientkit knows: frozen, strict about names, cheap to define."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen value with no unknown fields; validators are built at first use, not at import.

    A default that is a model is made with `model_construct()`, because making it with a call would build
    its validator at import.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def from_fields(cls, source: object, **values: Any) -> Self:
        """A model of some values, and of those that `source` has by the names of the other fields."""
        names = [name for name in cls.model_fields if name not in values and hasattr(source, name)]
        return cls(**{name: getattr(source, name) for name in names}, **values)
