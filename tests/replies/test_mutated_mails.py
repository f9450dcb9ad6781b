"""Twenty thousand broken mails: none of them makes reading fail, and what is read can be written down."""

from collections import Counter
from random import Random

import pytest

from clientkit.kernel.mail.message.parse import read_message
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.store.safe_read import RECORD_LIMIT
from clientkit.kernel.store.save import encode_record
from clientkit.replies.interpretation import understand
from clientkit.replies.verdict import InterpretedMail
from support.mail_bounces import a_bounce, an_absence_note, with_parts
from support.mail_clients import CLIENTS, Written, a_reply
from support.mail_mutator import mutated
from support.survey_mails import answering, known

FAST, ALL = 1_000, 20_000
SEED = 20261121
TEXTS = ("Skor: 9\n\nRapi dan cepat.", "8, because you call back", "Terima kasih \U0001f600", "")


def sound_mails() -> list[bytes]:
    replies = [
        a_reply(client, Written(text, language), **({"Subject": answering(9)} if number % 3 == 0 else {}))
        for number, client in enumerate(CLIENTS)
        for language in ("en", "id")
        for text in TEXTS
    ]
    return [
        *replies,
        a_bounce(),
        an_absence_note(),
        with_parts("Score: 9"),
        with_parts("Score: 9", first=True),
    ]


def read_mutated(first: int, last: int) -> Counter[str]:
    """How many mails got which verdict; each number is a mail of its own, whatever else is run."""
    sound, about = sound_mails(), known()
    verdicts: Counter[str] = Counter()
    for number in range(first, last):
        random = Random(SEED + number)  # noqa: S311 - mails are broken by it, not locked
        data = mutated(random, random.choice(sound))
        found = understand(read_message(data), f"mail {number}", about)
        assert InterpretedMail.model_validate_json(found.model_dump_json()) == found
        if found.comment:
            kept = Feedback.model_validate({**RECORD, "comment": found.comment, "message": found.message})
            assert len(encode_record(kept)) < RECORD_LIMIT
        verdicts[found.verdict] += 1
    return verdicts


RECORD = {"id": "rec0000001", "ts": "2026-11-21T00:00:00Z", "day": "2026-11-21", "client": "kopi"}


def test_a_thousand_broken_mails_are_read():
    verdicts = read_mutated(0, FAST)
    assert verdicts.total() == FAST
    assert min(verdicts[name] for name in ("understood", "unsure", "left")) > FAST // 50


@pytest.mark.slow
def test_twenty_thousand_broken_mails_are_read():
    assert read_mutated(FAST, ALL).total() == ALL - FAST
