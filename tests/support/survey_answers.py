"""What the page on reading answers speaks of: two surveys that were asked, and the mails that came in."""

import re
from pathlib import Path

from clientkit.kernel.store.save import encode_record
from support.survey_mails import KEY, a_survey
from support.trusted import trust


def answers_by_mail(page: Path, studio: Path) -> None:
    """Put the page's mbox, its surveys and the key that they were signed with into a studio."""
    mails = re.search(
        r"^```\n(From marcus.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert mails is not None
    (studio / "inbox.mbox").write_text(mails[1], encoding="utf-8")
    marcus = a_survey(
        id="svmarcus01", client="harbour", project=None, contact="marcus", message="<m@x.example>"
    )
    rina = a_survey("csat", 5, id="svrina0001", message="<rina.ck@studioselasar.example>")
    for survey in (marcus, rina):
        journal = studio / "clients" / survey.client / "journal" / "asked.jsonl"
        journal.write_bytes(encode_record(survey) + b"\n")
    private = studio / ".clientkit"
    private.mkdir(exist_ok=True)
    (private / "survey.key").write_bytes(KEY + b"\n")
    (private / "survey.key").chmod(0o600)
    trust(studio)
