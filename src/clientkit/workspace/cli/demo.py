"""`clientkit demo`: a sample workspace to look around in."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption
from clientkit.kernel.screen.surroundings import believed_today, typed_path

app = group("Make a sample workspace and look around.")


@app.command("demo")
def demo(
    directory: Annotated[
        Path,
        typer.Argument(
            metavar="[DIR]", help="A new or empty folder; clientkit-demo if not given.", show_default=False
        ),
    ] = Path("clientkit-demo"),
    no_git: Annotated[bool, typer.Option("--no-git", help="Make no git repository.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a sample workspace: a studio in Yogyakarta, two clients, three projects, all their documents.

    \b
    clientkit demo
    clientkit demo ~/somewhere/else

    Its dates are moved so that they fit today. A folder that is not empty is refused.
    """
    from clientkit.kernel.screen.show import show
    from clientkit.kernel.store.workspace import Workspace
    from clientkit.workspace.demo import make_demo

    workspace = Workspace(typed_path(directory).resolve(), "sample")
    today = believed_today() or datetime.now().astimezone().date()
    show(make_demo(workspace, today, git=not no_git), "workspace", as_json=as_json)
