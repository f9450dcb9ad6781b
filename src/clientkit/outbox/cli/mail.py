"""`clientkit mail`: letters to clients, and what comes back."""

from clientkit.kernel.screen.lazy_commands import group
from clientkit.outbox.cli.draft import draft
from clientkit.outbox.cli.send import list_, send, settle
from clientkit.replies.cli import read

app = group("Mail to clients: drafts, sending, and the answers that come back.")
app.callback()(lambda: None)  # a group, however few commands it has
app.command("draft")(draft)
app.command("send")(send)
app.command("list")(list_)
app.command("settle")(settle)
app.command("read")(read)
