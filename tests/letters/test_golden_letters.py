"""Every letter as its reader gets it, byte for byte: `golden/<language>.json` holds facts, `.txt` the mails.

After a change that is meant, write them anew and read all letters in one go, for their tone:

    CLIENTKIT_UPDATE_GOLDEN=1 pytest tests/letters/test_golden_letters.py; git diff tests/letters/golden
"""

import json
import os
from pathlib import Path

import pytest

from clientkit.documents.cover_letter import cover
from clientkit.documents.registry import record_letters
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.text.mail_text import mail_text
from clientkit.kernel.text.template.sources import find_template
from clientkit.letters.document import LetterDocument
from clientkit.letters.tone import tone_findings

GOLDEN = Path(__file__).parent / "golden"
FACTS = {language: json.loads((GOLDEN / f"{language}.json").read_text("utf-8")) for language in LANGUAGES}
UPDATE = os.environ.get("CLIENTKIT_UPDATE_GOLDEN") == "1"


def written(language, name):
    source = find_template(f"letter-{name.partition('.')[0]}", language, None)
    return cover(source, LetterDocument.model_validate(FACTS[language][name]), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_as_expected(language):
    letters = {name: written(language, name) for name in FACTS[language]}
    mails = [f"===== {name}: {one.subject}\n\n{mail_text(one.text)}" for name, one in letters.items()]
    expected, text = GOLDEN / f"{language}.txt", "\n".join(mails)
    if UPDATE:
        expected.write_bytes(text.encode())
    assert expected.read_bytes().decode() == text
    assert [name for name, one in letters.items() if list(tone_findings(one.text, language))] == []
    assert [line for line in text.splitlines() if len(line) > 78 and not line.startswith("=====")] == []


def test_every_letter_has_its_facts_in_each_language():
    assert len({tuple(facts) for facts in FACTS.values()}) == 1
    assert {name.partition(".")[0] for name in FACTS["en"]} == set(record_letters())
