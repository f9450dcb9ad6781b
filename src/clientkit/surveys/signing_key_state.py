"""Whether this machine can verify answers to surveys, and with which key."""

import hashlib
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.workspace import Workspace
from clientkit.surveys.signing_key import VARIABLE, survey_key


class KeyState(Model):
    """The survey key of this machine, without the key."""

    source: Literal["environment", "file", "none"] = Field(description="environment, file or none")
    place: str = Field(description="the variable or the file that holds it; where it would lie, without one")
    fingerprint: str = Field(description="first 12 hex digits of its SHA-256, to compare two machines by")


def state_of_key(workspace: Workspace, environment: Mapping[str, str]) -> KeyState:
    """Where the key comes from.

    Raises:
        InvalidDataError: what is there is no key.
    """
    key = survey_key(workspace, environment)
    from_environment = bool(environment.get(VARIABLE, "").strip())
    return KeyState(
        source="none" if key is None else "environment" if from_environment else "file",
        place=VARIABLE if from_environment else workspace.relative(workspace.survey_key_file),
        fingerprint=hashlib.sha256(key).hexdigest()[:12] if key else "",
    )
