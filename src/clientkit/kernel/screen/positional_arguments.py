"""What the words of a command mean whose first one, the name, may be left out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.model.values.references import ProjectRef

if TYPE_CHECKING:
    from clientkit.kernel.screen.session import Session


def name_and_pairs(words: Sequence[str], *, may_be_empty: bool = False) -> tuple[str | None, list[str]]:
    """The name, if the first word is none of `key=value`, and the pairs.

    Raises:
        UsageError: there is no pair, and one was needed.
    """
    name = None if "=" in words[0] else words[0]
    pairs = list(words if name is None else words[1:])
    if not pairs and not may_be_empty:
        raise UsageError("Nothing to set.", "Add key=value, for instance stage=active")
    return name, pairs


def key_values(pairs: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    """What was typed as `key=value`, by its key; an empty value takes the key away.

    Raises:
        UsageError: a word is no pair, or there is no such key.
    """
    given = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"{pair[:80]!r} is no key=value.", f"Write it so: {key[:40]}=…, in quotes.")
        if key.strip() not in known:
            raise UsageError(f"There is no key {key[:40]!r} here.", f"Keys are {', '.join(known)}.")
        given[key.strip()] = value
    return given


def name_and_text(words: Sequence[str], what: str) -> tuple[str | None, str]:
    """The name, if there are two words, and the text.

    Raises:
        UsageError: more than two words, as the text was not put in quotes; or the text came first.
    """
    if len(words) == 1:
        return None, words[0]
    if len(words) == 2:  # noqa: PLR2004 - name and text
        first, second = words
        if " " in first.strip() and " " not in second:
            raise UsageError(
                f"{first[:80]!r} is no name: the name comes first, then {what}.",
                f'Write it so: {second[:80]} "{first[:80]}"',
            )
        return first, second
    raise UsageError(
        f"There are {len(words)} words where a project and {what} are expected.", f"Put {what} in quotes."
    )


def name_and_file(words: Sequence[str]) -> tuple[str | None, str]:
    """The name, if there are two words, and the file; of two words the one that is a file is the file.

    Raises:
        UsageError: more than two words.
    """
    if len(words) == 1:
        return None, words[0]
    if len(words) == 2:  # noqa: PLR2004 - name and file
        first, second = words
        return (second, first) if _is_file(first) and not _is_file(second) else (first, second)
    raise UsageError(
        f"There are {len(words)} words where a name and a file are expected.",
        "For instance: kopi answers.csv",
    )


def _is_file(word: str) -> bool:
    return word == "-" or Path(word).expanduser().exists()


def name_and_id(words: Sequence[str], what: str, example: str = "M2") -> tuple[str | None, str]:
    """The project, if there are two words, and the id; of two words the one with a slash is the project.

    Raises:
        UsageError: the id is missing, or there are more than two words.
    """
    if len(words) == 1 and "/" not in words[0]:
        return None, words[0]
    if len(words) == 1:
        raise UsageError(
            f"{words[0]} is a project; {what} is missing.",
            f"Write it after the project: {words[0]} {example}",
        )
    if len(words) == 2:  # noqa: PLR2004 - project and id
        first, second = words
        return (second, first) if "/" in second and "/" not in first else (first, second)
    raise UsageError(
        f"There are {len(words)} words where a project and {what} are expected.",
        f"For instance: kopi/toko {example}",
    )


def name_light_and_reason(words: Sequence[str]) -> tuple[str | None, str, str]:
    """The project, if there are three words, the light, and the reason.

    Raises:
        UsageError: too few or too many words; the reason was not put in quotes.
    """
    if len(words) not in {2, 3}:
        raise UsageError(
            f"There {'is one word' if len(words) == 1 else f'are {len(words)} words'} where a project, "
            "amber or red, and a reason are expected.",
            "Put the reason in quotes: kopi/toko amber 'The provider is silent'",
        )
    if len(words) == 2 and "/" in words[0]:  # noqa: PLR2004 - light and reason
        raise UsageError(
            "The reason is missing: the client reads it.",
            f"Write it behind, in quotes: {words[0]} {words[1]} 'The provider is silent'",
        )
    *name, light, reason = words
    return (name[0] if name else None), light, reason


def project_and_text(session: "Session", words: Sequence[str], what: str) -> tuple[ProjectRef, str]:
    """The project, named or stood in, and the text.

    Raises:
        UsageError: no project is known, or the text is missing or was not put in quotes.
        NotFoundError: there is no such project.
    """
    name, text = name_and_text(words, what)
    if name is None and _is_project(session, text):
        raise UsageError(f"{text} is a project; {what} is missing.", "Write it after the project, in quotes.")
    try:
        return session.project(name), text
    except NotFoundError as error:
        error.hint = f"If {name!r} is part of {what}, put all of it in quotes. {error.hint}"
        raise


def _is_project(session: "Session", text: str) -> bool:
    client, slash, project = text.partition("/")
    workspace = session.workspace
    return bool(slash) and client in workspace.clients() and project in workspace.projects(client)
