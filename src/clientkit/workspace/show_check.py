"""How findings look: one line each, as compilers print them."""

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say, say_json
from clientkit.workspace.check import Checked


def show_checked(checked: Checked, *, as_json: bool) -> None:
    """`file:line: severity: message [code] hint` for each finding; the sum on stderr."""
    if as_json:
        say_json("check", checked)
        return
    for problem in checked.problems:
        hint = f" {problem.hint}" if problem.hint else ""
        said = problem.message if problem.message.endswith(("?", ".")) else f"{problem.message}."
        say(one_line(f"{problem.place}: {problem.severity}: {said}{hint} [{problem.code}]"))
    found = len(checked.problems)
    files = f"{checked.files} {'file' if checked.files == 1 else 'files'}"
    say(f"{files} read, {f'{found} found wrong' if found else 'all well'}.", error=True)
