"""How a what-if looks: the question, the answer in a sentence, and every milestone before and after."""

from clientkit.kernel.screen.output import put, say, say_json
from clientkit.milestones.scenario import WhatIf
from clientkit.milestones.show.milestone import shift_table
from clientkit.milestones.show.milestone_days import dated, shifted, working_days


def show_what_if(answer: WhatIf, *, as_json: bool) -> None:
    """Sentence and table on stdout; that nothing was written on stderr."""
    if as_json:
        say_json("what-if", answer)
        return
    say(f"What if {_question(answer)}?")
    say(_answer(answer))
    if answer.without_buffer and answer.late:
        say(
            f"Without buffers and on time it would end on {dated(answer.end_on_time)}; "
            f"the delay moves that by {working_days(answer.delay)}."
        )
    say("")
    put(shift_table(answer.milestones))
    say("This is a what-if: nothing was written.", error=True)


def _question(answer: WhatIf) -> str:
    parts = [f"{one.milestone} ends {shifted(one.days)}" for one in answer.late]
    if answer.without_buffer:
        parts.append("no buffer is planned")
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)


def _answer(answer: WhatIf) -> str:
    if answer.days:
        ends = f"{dated(answer.end_after)} instead of {dated(answer.end_before)}"
        return f"{answer.project} would end on {ends}: {shifted(answer.days)}."
    free = "" if answer.without_buffer else ": buffers and idle days take it up"
    return f"{answer.project} would still end on {dated(answer.end_after)}{free}."
