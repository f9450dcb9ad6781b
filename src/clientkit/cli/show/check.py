"""How findings look: one line each, as compilers print them."""

from clientkit.actions.check import Checked
from clientkit.cli.show.foreign import one_line
from clientkit.cli.show.json import say_json
from clientkit.cli.show.out import say


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
