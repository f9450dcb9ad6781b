"""What a mail is held against in tests: Rina of kopi was asked one question on 17 November."""

from datetime import UTC, date, datetime
from typing import Any

from clientkit.kernel.mail.message.parse import read_message
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.survey import SurveyAsked
from clientkit.questions.token import in_subject, sign
from clientkit.replies.interpretation import understand
from clientkit.replies.printed_words import printed_labels, sent_words
from clientkit.replies.survey_index import AskedSurvey, SurveyIndex
from clientkit.replies.verdict import InterpretedMail, ReplyContext
from support.mail_clients import RINA, STUDIO, SURVEY_MESSAGE

KEY = b"akeyoffortylettersthatisonlyusedintests0"
SURVEY = "sv00000001"
OURS = sent_words(None, Settings.model_validate({"you": {"name": "Dewi Lestari", "email": STUDIO}}))
ASKED_ON, EXPIRES, TODAY = date(2026, 11, 17), date(2026, 12, 31), date(2026, 11, 21)


def a_survey(question: str = "nps", scale: int = 10, **fields: Any) -> SurveyAsked:
    """The record of a question to Rina."""
    return SurveyAsked.model_validate(
        {
            "id": SURVEY,
            "ts": datetime(2026, 11, 17, 2, tzinfo=UTC),
            "day": ASKED_ON,
            "client": "kopi",
            "project": "toko",
            "question": question,
            "scale": scale,
            "contact": "rina",
            "occasion": "delivery",
            "language": "id",
            "expires": EXPIRES,
            "message": SURVEY_MESSAGE,
            **fields,
        }
    )


def known(
    question: str = "nps", scale: int = 10, answer: Feedback | None = None, **fields: Any
) -> ReplyContext:
    """All that is known; `fields` replace parts of it, such as the key or today."""
    language = fields.pop("language", "en")
    survey = AskedSurvey(
        a_survey(question, scale, language=language),
        RINA,
        "Rina Wijaya",
        (SURVEY_MESSAGE,),
        answer,
        answer is None,
        printed_labels(None)[language],
    )
    everything = SurveyIndex(
        surveys={SURVEY: survey},
        by_message={SURVEY_MESSAGE: survey},
        open_of={} if answer else {RINA: (survey,)},
        read=frozenset(),
        sent={},
        people={("kopi", RINA): "rina"},
        own=frozenset({STUDIO}),
        words=OURS,
    )
    values = {"index": everything, "key": KEY, "today": TODAY, "zone": UTC, **fields}
    return ReplyContext(**values)


def understood(data: bytes, about: ReplyContext | None = None) -> InterpretedMail:
    """What a mail says."""
    return understand(read_message(data), "mail", about or known())


def answering(score: object, question: str = "NPS", **fields: Any) -> str:
    """The subject of a score link."""
    values = {"survey": SURVEY, "contact": "rina", "expires": EXPIRES, **fields}
    token = sign(values.pop("key", KEY), values["survey"], values["contact"], values["expires"])
    return f"{in_subject(token)} {question} {score}"
