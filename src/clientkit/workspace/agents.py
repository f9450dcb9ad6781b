"""What a program that types for somebody should know of this workspace: a section for its AGENTS.md."""

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.screen.lazy_commands import LazyCommand
from clientkit.kernel.screen.person import act_of

READING = {
    *(
        "agenda",
        "agents",
        "check",
        "criteria",
        "diff",
        "doctor",
        "due",
        "find",
        "history",
        "kept",
        "list",
        "loop",
    ),
    *("overview", "quotes", "series", "show"),
}
"""Verbs that change nothing."""

DRAFTING = {
    *("render", "draft", "timeline export", "report week", "report month", "report close", "page"),
    *("survey ask", "survey remind", "survey mail", "complaint policy", "client notice"),
}
"""Verbs, some with their group, that write a document or a draft, which goes to nobody by itself."""


class AgentGuide(Model):
    """What there is for an agent: the section as Markdown, and each command in one of its lists."""

    text: str = Field(description="the section, as Markdown")
    reading: tuple[str, ...] = Field(description="commands that change nothing")
    drafting: tuple[str, ...] = Field(
        description="commands that write documents and drafts, and send nothing"
    )
    writing: tuple[str, ...] = Field(description="commands that write down, plan or change files")
    persons: tuple[str, ...] = Field(description="commands that only a person may type")


def agent_guide(root: Any) -> AgentGuide:
    """The section, made from the commands that there are."""
    lists: dict[str, list[str]] = {"reading": [], "drafting": [], "writing": [], "persons": []}
    partly = []
    for name, command in _commands(root):
        act, verb = act_of(command), name.rpartition(" ")[2]
        options = {one.name: one.opts[0] for one in command.params}
        if act:
            partly += [f"`{name} {options[one]}`" for one in act.given]
            partly += [f"`{name}` without `{options[act.unless]}`"] if act.unless and not act.given else []
        kind = "reading" if verb in READING else "drafting" if {verb, name} & DRAFTING else "writing"
        lists["persons" if act and not act.given else kind].append(name)
    said = {
        key: _in_groups([one for one in names if f"`{one}` " not in " ".join(partly)])
        for key, names in lists.items()
    }
    return AgentGuide(
        text=SECTION.format(**said, partly=", ".join(partly)),
        **{key: tuple(names) for key, names in lists.items()},
    )


def _in_groups(names: list[str]) -> str:
    """Names with the verbs of one group together: `client list|show`."""
    verbs: dict[str, list[str]] = {}
    for name in names:
        group, _, verb = name.rpartition(" ")
        verbs.setdefault(group or verb, []).extend([verb] if group else [])
    return ", ".join(f"`{' '.join(filter(None, (group, '|'.join(own))))}`" for group, own in verbs.items())


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, found in group.commands.items():
        real = found.load() if isinstance(found, LazyCommand) else found
        if hasattr(real, "commands"):
            yield from _commands(real, f"{before}{name} ")
        else:
            yield f"{before}{name}", real


SECTION = """\
## Clients, agreements, reports: clientkit

This folder is a `clientkit` workspace (`ck` for short): what was agreed with clients, what happened and how
they feel, as plain files in git. Set `CLIENTKIT_AGENT` to your name in the environment of every call, and
never unset it. What you write down then bears that name (`by`), and what only a person may do ends with exit
code 5 and says what to do instead.

- `clients/<client>/client.toml` and `clients/<client>/projects/<project>/project.toml` say what is planned.
  Change them with `clientkit client set` and `clientkit project set`, or in the file; then `clientkit check`.
- `clients/<client>/journal/*.jsonl` says what happened, one record on a line. Never edit it: commands add
  to it, and `clientkit undo ID` takes a record back. Nor touch `projects/<project>/agreements/`.
- `projects/<project>/documents/` holds what was made: reports, agreements, drafts of mails (`.eml`).
- A client is `acme`, a project `acme/shop`. Days: `2026-11-27`, `fri`, `+3d`. Each `--help` has examples.
- `--json` on any command prints one object, for an error too. Exit codes: 0 done, 1 a check found something,
  2 usage, 3 not found, 4 invalid data, 5 refused, 6 the outside world failed, 75 busy.
- Begin with `clientkit agenda --json` (what is due, each with the command that does it) and
  `clientkit client show`. Never invent a date, a figure or a client's words: what no record holds, ask for.

These change nothing (`check` without `--fix`): {reading}.

These write documents and drafts, and send nothing; show the person the path: {drafting}.

These write down what happened or change the plan, once a person told you so: {writing}.

Only a person types these: {persons}, {partly}.
"""
