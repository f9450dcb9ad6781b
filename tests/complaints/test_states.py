"""Every command on every state of a complaint: done or refused as designed, and nothing closes by itself."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from clientkit.complaints.actions import ClientWord, add_option, choose, confirm, escalate
from clientkit.complaints.case import Case
from clientkit.complaints.cases import find_complaint
from clientkit.complaints.intake import note_complaint
from clientkit.complaints.lessons import LessonChange, learn
from clientkit.complaints.rules import ALLOWED, require_step
from clientkit.errors import RefusedError
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import Workspace
from support.complaints import CASE, STATES, Story

_numbers = count(1)


def stamp(day: date = date(2026, 12, 18)) -> Stamp:
    return Stamp(id=f"new{next(_numbers):07d}", ts=datetime(2026, 12, 18, tzinfo=UTC), day=day)


COMMANDS: dict[str, Callable[[Workspace], object]] = {
    "note": lambda at: note_complaint(at, stamp(), CASE, {"feels": "tired"}),
    "option": lambda at: add_option(at, stamp(), CASE, {"text": "Money back", "due": date(2026, 12, 30)}),
    "choose": lambda at: choose(at, stamp, CASE, 1, ClientWord("rina", "call")),
    "confirm yes": lambda at: _confirm(at, "yes"),
    "confirm no": lambda at: _confirm(at, "no"),
    "confirm silent": lambda at: _confirm(at, "silent"),
    "learn": lambda at: learn(
        at, stamp(), CASE, "Old list", "Two read it", LessonChange(no_change="It is so")
    ),
    "escalate": lambda at: escalate(at, stamp(), CASE, "A mediator", None),
}


def _confirm(workspace: Workspace, answer: str) -> Case:
    settings = read_settings(workspace).value
    return confirm(workspace, settings, stamp(), CASE, answer, None, ClientWord())


REACHES = {
    ("offered", "choose"): "agreed",
    ("put-right", "confirm yes"): "confirmed",
    ("put-right", "confirm no"): "understood",
    ("silent", "confirm yes"): "confirmed",
    ("final", "confirm yes"): "confirmed",
    **{(state, "confirm no"): "understood" for state in ("confirmed", "silent", "final", "closed")},
    **{(state, "learn"): "closed" for state in ("confirmed", "silent", "final")},
}
"""Where a command leads that changes the state; every other one leaves it as it is."""


def test_every_command_on_every_state(studio):
    for state in STATES:
        for verb, act in COMMANDS.items():
            Story().to(state).write(studio)
            assert find_complaint(studio, CASE).state == state
            silent_too_early = (state, verb) == ("put-right", "confirm silent")
            if state in ALLOWED[verb] and not silent_too_early:
                act(studio)
                after = find_complaint(studio, CASE)
                assert after.state == REACHES.get((state, verb), state), (state, verb)
                assert (after.state == "closed") <= bool(after.outcome and after.lesson)
            else:
                with pytest.raises(RefusedError) as refused:
                    act(studio)
                assert "clientkit " in refused.value.hint, (state, verb)
                assert find_complaint(studio, CASE).state == state


def test_every_letter_on_every_state_names_the_missing_step(studio):
    for state in STATES:
        Story().to(state).write(studio)
        case = find_complaint(studio, CASE)
        for letter in ("acknowledge", "options", "put-right", "last-word", "final"):
            if state not in ALLOWED[letter]:
                with pytest.raises(RefusedError, match=f"'{letter}' does not fit") as refused:
                    require_step(case, letter)
                assert "clientkit " in refused.value.hint


def test_silence_has_to_last_after_the_last_word(studio):
    story = Story().to("put-right")
    for letter in ("put-right", "last-word"):
        story.write(studio)
        with pytest.raises(RefusedError, match=f"the letter '{letter}' did not"):
            _confirm(studio, "silent")
        story.letter(letter, days=1)
    story.write(studio)
    settings = read_settings(studio).value
    last = story.day.date()
    with pytest.raises(RefusedError, match="10 working days"):
        confirm(studio, settings, stamp(last.replace(day=17)), CASE, "silent", None, ClientWord())
    case = confirm(studio, settings, stamp(last.replace(day=18)), CASE, "silent", None, ClientWord())
    assert (case.state, case.outcome) == ("silent", "silent")


def test_who_wrote_since_the_last_word_is_not_silent(studio):
    story = Story().to("put-right").letter("put-right", days=1).letter("last-word", days=1)
    story.add("log", days=1, channel="mail", text="Sebentar, kami cek", incoming=True, no_answer=True)
    story.write(studio)
    settings = read_settings(studio).value
    late = stamp(story.day.date() + timedelta(days=40))
    with pytest.raises(RefusedError, match="They wrote on 2026-11-05, so it is no silence") as refused:
        confirm(studio, settings, late, CASE, "silent", None, ClientWord())
    assert f"complaint confirm {CASE} yes" in refused.value.hint
    story.letter("last-word", days=1).write(studio)
    assert confirm(studio, settings, late, CASE, "silent", None, ClientWord()).outcome == "silent"


def test_a_no_or_a_broken_promise_opens_a_round_and_the_clock_stood_still_meanwhile(studio):
    story = Story().to("offered").agreed(days=7).kept(days=1).word("no", days=6)
    story.write(studio)
    case = find_complaint(studio, CASE)
    assert (case.state, case.round, case.options, len(case.pauses)) == ("understood", 2, [], 2)
    broken = Story().to("agreed").kept(outcome="broken")
    broken.write(studio)
    case = find_complaint(studio, CASE)
    assert (case.state, case.round, case.choice) == ("understood", 2, None)


def test_a_reply_after_the_end_opens_it_again_and_wants_a_lesson_of_its_own(studio):
    incoming = {"channel": "mail", "incoming": True, "text": "Masih salah"}
    Story().to("closed").add("log", days=3, no_answer=True, **incoming).write(studio)
    assert find_complaint(studio, CASE).state == "closed"
    Story().to("closed").add("log", days=3, **incoming).write(studio)
    case = find_complaint(studio, CASE)
    assert (case.state, case.round, case.lesson) == ("understood", 2, None)


def test_an_option_is_offered_once_it_was_told_and_chosen_while_its_day_is_ahead(studio):
    story = Story().to("offered").add("complaint_option", number=2, text="Later", due="2026-11-05")
    story.write(studio)
    with pytest.raises(RefusedError, match="never offered"):
        choose(studio, stamp, CASE, 2, ClientWord())
    story.letter("options").write(studio)
    with pytest.raises(RefusedError, match="which is over"):
        choose(studio, stamp, CASE, 2, ClientWord())


def test_blame_comes_after_the_first_option(studio):
    Story().to("understood").write(studio)
    with pytest.raises(RefusedError, match="solution before blame"):
        note_complaint(studio, stamp(), CASE, {"whose": "us"})
    Story().to("offered").write(studio)
    assert note_complaint(studio, stamp(), CASE, {"whose": "us"}).whose == "us"
