"""Version and addresses of the project, in the one place that the program and its metadata read."""

__version__ = "0.1.0"

SOURCE = DOCUMENTATION = ISSUES = ""
"""Pages of the project. Whoever publishes it fills them in; an empty one is named nowhere."""

FILES = PICTURES = ""
"""What stands before the path of a file of the repository, and before that of a picture, on the web."""


def addresses() -> str:
    """The lines at the end of each help; empty where no address was filled in."""
    pages = {"Documentation": DOCUMENTATION, "Report a mistake": ISSUES}
    return "\n".join(f"{name}: {page}" for name, page in pages.items() if page)
