"""The label that a survey prints is read off its template, in every language and of one's own."""

from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.replies.printed_words import printed_labels


def test_every_language_prints_a_label():
    assert printed_labels(None) == {"en": "score", "id": "skor"}
    assert set(printed_labels(None)) == set(LANGUAGES)


def test_a_template_of_one_s_own_prints_its_own(tmp_path):
    (tmp_path / "id").mkdir()
    (tmp_path / "id" / "survey.md.j2").write_text("# Tanya\n\n**Penilaian: ____**\n", encoding="utf-8")
    assert printed_labels(tmp_path) == {"en": "score", "id": "penilaian"}
