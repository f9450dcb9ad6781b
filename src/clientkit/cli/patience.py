"""How long a low score may wait in this workspace; what is promised by default where it cannot be read."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from clientkit.cli.session import Session
from clientkit.errors import ClientkitError

if TYPE_CHECKING:
    from clientkit.actions.following import Patience
    from clientkit.model.feedback import Feedback


def patience_of(session: Session) -> "Patience":
    """Hours and zone; an answer that was kept is told even where the settings are broken."""
    from clientkit.actions.following import Patience
    from clientkit.model.workspace import SurveySettings

    zone = session.zone  # says in a notice that the settings cannot be read
    try:
        return Patience(session.settings.survey.follow_up_hours, zone)
    except ClientkitError:
        return Patience(SurveySettings().follow_up_hours, zone)


def tell_low_among(session: Session, client: str, answers: Collection[str]) -> None:
    """Say on stderr which of a client's answers, by their ids, call for a follow-up that nobody began."""
    from clientkit.actions.following import low_scores
    from clientkit.cli.show.following import tell_low, tell_whose

    for one in low_scores(session.workspace, client, session.now, patience_of(session)):
        if one.feedback.id in answers and one.state == "open":
            tell_whose(one.feedback)
            tell_low(one.feedback, one.due)


def tell_what_next(session: Session, record: "Feedback") -> None:
    """Say on stderr what an answer calls for: a follow-up where it is low, a question where it is glad."""
    if record.calls_for == "follow-up":
        from clientkit.actions.following import due_of
        from clientkit.cli.show.following import tell_low

        tell_low(record, due_of(record, patience_of(session)))
    elif record.calls_for == "request":
        from clientkit.actions.consents import read_consents
        from clientkit.cli.show.following import tell_glad

        tell_glad(record, read_consents(session.workspace, record.client))
