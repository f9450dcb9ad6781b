"""`clientkit agents`: what a program that types for you should know."""

import typer

from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption

app = group("What an AI agent should know and may do here, for your AGENTS.md.")


@app.command("agents")
def agents(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Print a section for an AGENTS.md: what lies where, and which commands read, draft, or are yours alone.

    \b
    clientkit agents

    An agent that runs with CLIENTKIT_AGENT=name has its name in what it writes down; it can't send, accept,
    confirm, consent, erase, export or trust.
    """
    from clientkit.kernel.screen.show import show
    from clientkit.workspace.agents import agent_guide

    show(agent_guide(ctx.find_root().command), "workspace", as_json=as_json)
