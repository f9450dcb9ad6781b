"""Who types where it is no person: the program that `CLIENTKIT_AGENT` names, and what it may not do."""

import os

from clientkit.errors import RefusedError

LONGEST = 60
"""Letters of an agent's name that are kept."""


def acting_agent() -> str | None:
    """The name of the agent that runs this command, on one line; None where a person does."""
    given = os.environ.get("CLIENTKIT_AGENT")
    if not given:
        return None
    return "".join(filter(str.isprintable, " ".join(given.split())))[:LONGEST].strip() or "agent"


def refuse_agent(what: str, hint: str) -> None:
    """Refuse what only a person may.

    Raises:
        RefusedError: an agent runs this command.
    """
    if agent := acting_agent():
        raise RefusedError(f"{agent} may not {what}: that is a person's to do. Nothing was done.", hint)
