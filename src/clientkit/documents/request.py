"""Which document is to be made."""

from dataclasses import dataclass

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.week import IsoWeek


@dataclass(frozen=True)
class DocumentRequest:
    """Which document of which project, and how."""

    document: str
    client: str
    project: str
    language: Language | None = None
    week: IsoWeek | None = None
    month: Month | None = None
    about: str | None = None
    """Which one of its kind, where a project has several: `CO-1`."""
    greeted: tuple[str, ...] = ()
    """Ids of the contacts that it goes to and greets; who its letters go to by role, when empty."""
    full: bool = False
    """Whether a report tells all, beyond the one page that is sent; it is a file of its own then."""

    @property
    def ref(self) -> ProjectRef:
        """The project that it is about."""
        return ProjectRef(self.client, self.project)
