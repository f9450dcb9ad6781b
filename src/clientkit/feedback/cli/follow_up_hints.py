"""How long a low score may wait in this workspace; what is promised by default where it cannot be read."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from clientkit.errors import ClientkitError
from clientkit.kernel.screen.session import Session

if TYPE_CHECKING:
    from clientkit.feedback.follow_ups import Patience
    from clientkit.kernel.model.records.feedback import Feedback


def patience_of(session: Session) -> "Patience":
    """Hours and zone; an answer that was kept is told even where the settings are broken."""
    from clientkit.feedback.follow_ups import Patience
    from clientkit.kernel.model.files.settings import SurveySettings

    zone = session.zone  # says in a notice that the settings cannot be read
    try:
        return Patience(session.settings.survey.follow_up_hours, zone)
    except ClientkitError:
        return Patience(SurveySettings().follow_up_hours, zone)


def tell_low_among(session: Session, client: str, answers: Collection[str]) -> None:
    """Say on stderr which of a client's answers, by their ids, call for a follow-up that nobody began."""
    from clientkit.feedback.follow_ups import low_scores
    from clientkit.feedback.show.follow_ups import tell_low, tell_whose

    for one in low_scores(session.workspace, client, session.now, patience_of(session)):
        if one.feedback.id in answers and one.state == "open":
            tell_whose(one.feedback)
            tell_low(one.feedback, one.due)


def tell_what_next(session: Session, record: "Feedback") -> None:
    """Say on stderr what an answer calls for: a follow-up where it is low, a question where it is glad."""
    if record.calls_for == "follow-up":
        from clientkit.feedback.follow_ups import due_of
        from clientkit.feedback.show.follow_ups import tell_low

        tell_low(record, due_of(record, patience_of(session)))
    elif record.calls_for == "request":
        from clientkit.clients.consent import read_consents
        from clientkit.feedback.show.follow_ups import tell_glad

        tell_glad(record, read_consents(session.workspace, record.client))
