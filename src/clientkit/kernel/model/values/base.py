"""The base of everything clientkit knows: frozen, strict about names, cheap to define."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen value with no unknown fields; validators are built at first use, not at import.

    A default that is a model is made with `model_construct()`, because making it with a call would build
    its validator at import.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
