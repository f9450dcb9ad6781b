"""Commands that are a person's alone: what one does stands beside it, and an agent is refused it."""

import shlex
from collections.abc import Callable, Collection
from typing import Any, NamedTuple, TypeVar

from clientkit.kernel.screen.output import Manner

Function = TypeVar("Function", bound=Callable[..., Any])

LEFT_OUT = ("--yes", "--resend", "--send", "--imap")
"""Options that the line of a draft does not have."""


class PersonsAct(NamedTuple):
    """What a command does that only a person may."""

    what: str
    """To follow 'may not'."""
    instead: str
    """What an agent can do; `{draft}` is the same line with the verb of a draft."""
    draft: str = ""
    """The verb that writes the draft of what this one does, where it is another."""
    given: tuple[str, ...] = ()
    """Parameters without any of which it is no such act; none: it always is."""
    unless: str = ""
    """The parameter with which it is none."""

    def refuse(self, context: Any) -> None:
        """Refuse an agent who does it.

        Raises:
            RefusedError: an agent runs this command, in this way.
        """
        from clientkit.kernel.model.values.agent import acting_agent, refuse_agent

        said = context.params
        if acting_agent() and not said.get(self.unless) and self._is_given(said):
            verb = context.info_name
            draft = [self.draft if self.draft and word == verb else word for word in Manner.words]
            line = {"draft": _typed(draft, LEFT_OUT)}
            theirs = f"for a person to type: {_typed(Manner.words, ('--yes',))}"
            refuse_agent(self.what, f"{self.instead.format(**line)}; {theirs}")

    def _is_given(self, said: Any) -> bool:
        return not self.given or any(said.get(name) for name in self.given)


def _typed(words: Collection[str], without: Collection[str]) -> str:
    return shlex.join(("clientkit", *(word for word in words if word not in without)))


def only_a_person(what: str, instead: str, **more: Any) -> Callable[[Function], Function]:
    """Mark the function of a command as doing what only a person may; see `PersonsAct`."""

    def mark(function: Function) -> Function:
        function.persons_act = PersonsAct(what, instead, **more)  # type: ignore[attr-defined] # read by `guard`
        return function

    return mark


def act_of(command: Any) -> PersonsAct | None:
    """What a command does that only a person may."""
    found: PersonsAct | None = getattr(command.callback, "persons_act", None)
    return found


def guard(command: Any) -> None:
    """Have an agent be refused before a command that is marked does anything."""
    if act := act_of(command):
        run = command.invoke

        def invoke(context: Any) -> Any:
            act.refuse(context)
            return run(context)

        command.invoke = invoke
