"""The program: `clientkit` on the command line, `python -m clientkit` in a virtual environment."""

import signal
import sys

INTERRUPTED = 130
"""What a shell expects after Ctrl-C; the same as `errors.ExitCode`, which is not loaded yet."""


def start() -> None:
    """Run the program; Ctrl-C while it is still loading ends it as quietly as later on."""
    try:
        from clientkit.main import run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left to stop: Python tidies up


if __name__ == "__main__":
    start()
