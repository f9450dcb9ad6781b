"""How the findings of an agreement look: one line each, as compilers print them."""

from clientkit.agreements.lint.check import ScopeCheck
from clientkit.agreements.lint.finding import Finding
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say, say_json


def show_scope_check(checked: ScopeCheck, *, as_json: bool) -> None:
    """Findings on stdout, waived ones with their reason; the sum on stderr."""
    if as_json:
        say_json("scope-check", checked)
        return
    for one in checked.findings:
        say(_line(one))
    errors, standing = len(checked.errors), len(checked.standing)
    waived = len(checked.findings) - standing
    if not checked.findings:
        say("Nothing found: it can be sent.", error=True)
        return
    counts = [_counted(errors, "error"), _counted(standing - errors, "warning"), f"{waived} waived"]
    say(f"{', '.join(counts)}.", error=True)
    if standing:
        say("  Let one stand with a reason: add [[waivers]] with code and reason to project.toml", error=True)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _line(one: Finding) -> str:
    place = f"{one.file}:{one.line}" if one.line else one.file
    if one.waived:
        law = f" ({one.law})" if one.law else ""
        return one_line(f"{place}: waived: {one.message}{law}: {one.waived} [{one.code}]")
    return one_line(f"{place}: {one.severity}: {one.advice} [{one.code}]")
