"""What a record says in one line, and whose word it is."""

from collections.abc import Callable, Mapping
from typing import Any

Fields = Mapping[str, Any]
"""A record's fields by their names."""

SCORES = {"csat": "CSAT", "nps": "NPS", "ces": "CES"}

REST = ("text", "note", "reason", "outcome")
"""What is said of a kind without a sentence of its own."""


def _done(one: Fields, _told: str) -> str:
    return f"{one['text']}{_also(_hours(one.get('hours')))}"


def _hours_spent(one: Fields, _told: str) -> str:
    return _joined(f"{_hours(one['hours'])} of work", one.get("text"))


def _due(one: Fields, _told: str) -> str:
    return f"{one['text']}{_also(one.get('due') and 'by {}'.format(one['due']))}"


def _ask(one: Fields, _told: str) -> str:
    return f"{one['text']}{_also(' or '.join(one.get('options') or ()))}"


def _blocked(one: Fields, _told: str) -> str:
    return f"{one['text']}{_also(one.get('unblocks') and 'needs: {}'.format(one['unblocks']))}"


def _moved(one: Fields, told: str) -> str:
    return _joined(f"{_quoted(told)} is moved to {one['due']}", one["reason"])


def _dropped(one: Fields, told: str) -> str:
    return _joined(f"{_quoted(told)} is dropped", one["reason"])


def _resolved(one: Fields, told: str) -> str:
    return _joined(_quoted(told), one.get("text") or "it is settled")


def _status(one: Fields, _told: str) -> str:
    return _joined(f"{one['dimension']} is {one['light']}", one["reason"])


def _criterion(one: Fields, told: str) -> str:
    met = "met" if one["met"] else "not met"
    return _joined(f"{told}, criterion {one['number']}: {met}", one.get("note"))


def _reached(one: Fields, told: str) -> str:
    return _joined(f"{told} is reached", one.get("note"))


def _milestone_moved(one: Fields, told: str) -> str:
    return _joined(f"{told} is moved to {one['due']} ({one['cause']})", one["reason"])


def _accepted(one: Fields, _told: str) -> str:
    return f"version {one['version']} of the agreement is accepted ({one['how']})"


def _state(one: Fields, _told: str) -> str:
    return _joined(f"the project is {one['state']}", one.get("note"))


def _promise_ended(one: Fields, told: str) -> str:
    return _joined(f"{_quoted(told)} is {one['outcome']}", one.get("note"))


def _feedback(one: Fields, _told: str) -> str:
    scores = [f"{name} {one[key]}" for key, name in SCORES.items() if one.get(key) is not None]
    return _joined(", ".join(scores), one.get("comment"))


def _consent(one: Fields, _told: str) -> str:
    return _joined(f"{one['purpose']}: {'yes' if one['given'] else 'no'}", one.get("evidence"))


def _survey(one: Fields, _told: str) -> str:
    return f"asked {one['contact']} for {SCORES[one['question']]} ({one['occasion']})"


def _mail(one: Fields, _told: str) -> str:
    what = " ".join(filter(None, (one["document"], one.get("week") or one.get("month"))))
    became = {"failed": ", which failed", "unknown": ", and nobody knows whether it went"}
    return (
        f"{what} to {', '.join(one['recipients'])}: {one['subject']}{became.get(one.get('outcome', ''), '')}"
    )


def _log(one: Fields, _told: str) -> str:
    return f"{one['text']} ({one['channel']})"


SENTENCES: Mapping[str, Callable[[Fields, str], str]] = {
    "done": _done,
    "hours": _hours_spent,
    "next": _due,
    "promise": _due,
    "ask": _ask,
    "blocked": _blocked,
    "plan_moved": _moved,
    "plan_dropped": _dropped,
    "resolved": _resolved,
    "status": _status,
    "criterion": _criterion,
    "milestone_done": _reached,
    "milestone_moved": _milestone_moved,
    "acceptance": _accepted,
    "project_state": _state,
    "promise_ended": _promise_ended,
    "feedback": _feedback,
    "consent": _consent,
    "survey": _survey,
    "mail_sending": _mail,
    "log": _log,
}
"""By kind of record; the second argument is what it is about: the text of another record, or a title."""


def sentence(one: Fields, told: str = "") -> str:
    """What a record says; of a kind that has no sentence, the words in it."""
    say = SENTENCES.get(str(one["kind"]))
    if say:
        return say(one, told)
    about = _quoted(told) if told else ""
    return _joined(about, "; ".join(str(one[name]) for name in REST if one.get(name)))


def speaker(one: Fields, asked: str = "") -> str:
    """Whose word a record is: you, a contact, or the client; `asked` is the kind of what it answers."""
    kind, contact = one["kind"], str(one.get("contact") or "client")
    if kind == "acceptance":
        return str(one["accepted_by"])
    theirs = (
        kind in {"feedback", "consent"}
        or (kind == "log" and one.get("incoming"))
        or (kind == "promise" and one.get("owner") == "client")
        or (kind == "resolved" and asked == "ask")
    )
    return contact if theirs else "you"


def _joined(*parts: str | None) -> str:
    return ": ".join(part for part in parts if part)


def _also(text: str | None) -> str:
    return f" ({text})" if text else ""


def _hours(hours: Any) -> str | None:
    return None if hours is None else f"{float(hours):g} h"


def _quoted(text: str) -> str:
    return f"'{text}'" if text else "what is not here any more"
