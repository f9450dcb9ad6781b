"""A person's name as a letter greets them: the title apart, the given name first; and what is no name."""

import re
from typing import NamedTuple

_TITLES = re.compile(
    r"(?:(?:pak|bapak|bpk|ibu|bu|mas|mbak|kak|kakak|sdr|sdri|tuan|nyonya|mr|mrs|ms|miss|mx|dr|drs|dra|prof|ir|hj"
    r"|herr|frau|mme|monsieur|madame)(?:\.\s*|\s+))+(?:h\.\s*)?(?=\S)",
    re.IGNORECASE,
)
"""Forms of address that stand before a name."""

_SURNAME_FIRST = re.compile(
    r"(?P<surname>(?:(?:van|von|de|der|den|del|della|di|da|al|bin|binti|ter|ten) )*[^\W\d_][\w'\u2019-]*)"
    r"\s*,\s*(?P<given>[^\W\d_]\w*(?:[ -][^\W\d_][\w.]*){0,2})",
    re.IGNORECASE,
)
_SUFFIXES = frozenset({"Jr", "Sr", "Esq"})

_ROLES = re.compile(
    r"info|admin(istrator)?|sales|office|hello|halo|hi|contact|kontak|support|help|billing|finance|keuangan"
    r"|accounting|accounts|hrd?|marketing|team|tim|mail|email|cs|service|no-?reply|procurement|pr",
    re.IGNORECASE,
)
"""Names of addresses that nobody is called by."""


class PersonName(NamedTuple):
    """A form of address, empty where there is none, and a name."""

    title: str
    name: str


def read_name(text: str) -> PersonName:
    """A name as somebody wrote it: `Pak Bayu`, `Smith, John`; degrees after a comma stay where they are."""
    name = " ".join(text.split())
    if (found := _SURNAME_FIRST.fullmatch(name)) and _is_given(found["given"]):
        name = f"{found['given']} {found['surname']}"
    titles = _TITLES.match(name)
    if not titles:
        return PersonName("", name)
    words = ("Bapak" if word.lower().rstrip(".") == "bpk" else word for word in titles[0].split())
    return PersonName(" ".join(word[0].upper() + word[1:] for word in words), name[titles.end() :])


def is_person(name: str) -> bool:
    """Whether a person may be called by a name: by no address, and by none of the roles that have one."""
    return "@" not in name and not _ROLES.fullmatch(name)


def _is_given(words: str) -> bool:
    """Whether words behind a comma are names and no degrees: `John`, not `S.T.`, `MBA`, `Jr`."""
    first, *others = re.split(r"[ -]", words)
    spelled = len(first) > 1 and first[0].isupper() and first[1:].islower()
    return spelled and not _SUFFIXES & {first, *(word.rstrip(".") for word in others)}
