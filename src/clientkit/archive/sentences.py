"""What a record says in one line, and whose word it is."""

import re
from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]
"""A record's fields by their names."""

SCORES = {"csat": "CSAT", "nps": "NPS", "ces": "CES"}

SENTENCES: Mapping[str, str] = {
    "done": "{text}[ ({hours} h)]",
    "hours": "{hours} h of work[: {text}]",
    "next": "{text}[ (by {due})]",
    "promise": "{text}[ (by {due})]",
    "ask": "{text}[ ({options})]",
    "blocked": "{text}[ (needs: {unblocks})]",
    "plan_moved": "{told} is moved to {due}: {reason}",
    "plan_dropped": "{told} is dropped: {reason}",
    "status": "{dimension} is {light}: {reason}",
    "criterion": "{title}, criterion {number}: {met}[: {note}]",
    "milestone_done": "{title} is reached[: {note}]",
    "milestone_moved": "{title} is moved to {due} ({cause}): {reason}",
    "acceptance": "version {version} of the agreement is accepted ({how})",
    "project_state": "the project is {state}[: {note}]",
    "project_dropped": "the project comes to nothing ({reason})[: {note}]",
    "client_ended": "the relation ended ({reason})[: {note}][; to be asked again on {again}]",
    "client_back": "they are back[: {note}]",
    "promise_ended": "{told} is {outcome}[: {note}]",
    "feedback": "[{scores}][: {comment}]",
    "consent": "{purpose}: {given}[ ({evidence})]",
    "survey": "asked {contact} for {question} ({occasion})",
    "mail_sending": "{document}[ {week}][ {month}] to {recipients}: {subject}[, {became}]",
    "log": "{text} ({channel})",
    "resolved": "{told}: {settled}",
    "survey_reminded": "reminded of the question",
    "snoozed": "{put_off}[: {note}]",
    "change": "CO-{number}: {text}[ ({channel})]",
    "change_assessed": "{told}: {classed}[, {currency} {price}][, {days} working days][: {because}]",
    "change_ended": "{told} is {outcome}[ by {accepted_by}][, version {version}][: {reason}]",
    "question": "asked {contact} to {purpose}: {topic}",
    "question_answered": "{answer} ({text})",
    "evidence": "{file} is kept for version {version}[: {note}]",
    "complaint": "{text}[ ({channel})][; wants: {wants}]",
    "complaint_noted": "{told}[: {restated}][; cause: {root}][; {whose}][; upheld: {upheld}]",
    "complaint_option": "option {number}: {text} (by {due})",
    "complaint_choice": "chose a way to put right {told}[ ({how})]",
    "complaint_word": "{answer} to {told}[: {text}]",
    "complaint_lesson": "{text}[: {prevention}][ ({changed})][ (nothing changed: {reason})]",
    "complaint_escalated": "{told} is with {body}[: {note}]",
    "privacy_request": "wants {wants} of their data[: {note}]",
    "privacy_answered": "what was asked of their data is done[: {note}]",
    "breach": "{exposed}: {text} (open since {since})[; {remedy}]",
    "ticked": "{item} of the checklist[: {state}][: {note}]",
}
"""By kind of record; what stands in brackets is left out where it would be empty."""

REST = "[{told}][: {text}][: {note}][: {reason}][: {outcome}]"
"""What is said of a kind without a sentence of its own."""

_OPTIONAL = re.compile(r"\[([^{\]]*\{(\w+)\}[^\]]*)\]")


def sentence(record: Record, told: str = "", title: str = "") -> str:
    """What a record says; `told` is the text of what it is about, `title` that of its milestone."""
    values = {**record, "told": f"'{told}'" if told else "", "title": title or "what is not here any more"}
    scores = ((name, record.get(key)) for key, name in SCORES.items())
    values["scores"] = ", ".join(f"{name} {score}" for name, score in scores if score is not None)
    until = record.get("until")
    values["put_off"] = f"put off until {until}" if until else "nothing is left to do about it"
    values["settled"] = record.get("text") or "it is settled"
    values["question"] = SCORES.get(str(record.get("question")), "")
    values["became"] = {"failed": "which failed", "unknown": "and nobody knows whether it went"}.get(
        str(record.get("outcome"))
    )
    for name, words in (("met", ("not met", "met")), ("given", ("no", "yes"))):
        values[name] = words[bool(record.get(name))]
    if record.get("hours"):
        values["hours"] = f"{float(record['hours']):g}"
    for name, between in (("options", " or "), ("recipients", ", ")):
        values[name] = between.join(record.get(name) or ())
    template = SENTENCES.get(str(record["kind"]), REST)
    shown = _OPTIONAL.sub(lambda part: part[1] if values.get(part[2]) else "", template)
    return shown.format_map(values).removeprefix(": ")


def speaker(record: Record, asked: str = "") -> str:
    """Whose word it is: you, an agent, a contact, the client; `asked` is the kind of what it answers."""
    kind, contact = record["kind"], str(record.get("contact") or "client")
    if record.get("accepted_by"):
        return str(record["accepted_by"])
    theirs = (
        kind
        in {
            "feedback",
            "consent",
            "change",
            "complaint",
            "complaint_choice",
            "complaint_word",
            "question_answered",
            "privacy_request",
        }
        or (kind == "log" and record.get("incoming"))
        or (kind == "promise" and record.get("owner") == "client")
        or (kind == "resolved" and asked == "ask")
    )
    return contact if theirs else str(record.get("by") or "you")
