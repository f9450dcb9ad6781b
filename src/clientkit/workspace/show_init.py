"""What `init` says when it is done."""

from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.output import say, say_json
from clientkit.workspace.init import Setup


def show_setup(setup: Setup, *, as_json: bool) -> None:
    """The folder on stdout, what was made and what to do next on stderr."""
    if as_json:
        say_json("setup", setup)
        return
    say(visible(setup.root))
    if setup.note:
        say(f"Note: {visible(setup.note)}", error=True)
    if not setup.made:
        say("It is a workspace already; nothing was changed.", error=True)
        return
    say(f"Made: {', '.join(setup.made)}", error=True)
    say("Your settings, each explained, are in clientkit.toml. Next:", error=True)
    say(f"  cd {visible(setup.root)}", error=True)
    say(
        '  clientkit client add "PT Kopi Nusantara" --slug kopi --contact "Rina Wijaya <rina@kopi.example>"',
        error=True,
    )
