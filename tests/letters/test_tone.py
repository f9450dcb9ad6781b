"""What is found in a letter's words, and what is left alone."""

import pytest

from clientkit.letters.tone import tone_findings


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "You failed to send the photographs.", "blames"),
        ("id", "Seharusnya Anda mengirim foto kemarin.", "blames"),
        ("en", "We will answer ASAP.", "names no day"),
        ("id", "Kami kabari secepatnya.", "names no day"),
        ("en", "The deployment is done.", "programmers"),
        ("en", "Due to circumstances it is late. We are sorry.", "before it says sorry"),
        ("id", "Karena kesibukan, terlambat.", "before it says sorry"),
        ("en", "The new day is ____.", "gap"),
        ("en", "The new day is TBD.", "gap"),
        ("en", "word " * 201, "201 words"),
    ],
)
def test_it_is_found(language, text, said):
    assert any(said in finding for finding in tone_findings(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We are sorry: it is late, due to circumstances that we should have seen."),
        ("en", "The sooner we have it, the better. Merged colours are deployed nowhere."),
        ("id", "Mohon maaf, karena kesibukan kami terlambat."),
        ("en", "word " * 200),
        ("en", ""),
    ],
)
def test_it_is_left_alone(language, text):
    assert list(tone_findings(text, language)) == []
