"""Summaries of scores, byte for byte, from the sample: `golden_summaries/<case>.md` and `.svg`.

After a change that is meant, write them anew and read the difference as the client would:

    CLIENTKIT_UPDATE_GOLDEN=1 pytest tests/scores/test_document.py; git diff tests/render/golden_summaries
"""

import os
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.picture.text_width import width
from clientkit.kernel.statistics.counts import FEW
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.scores.document import AnswerCount, MeasuredScore, ScorePeriod
from clientkit.scores.groups import ScoreQuery
from clientkit.scores.picture.layout import CANVAS, NARROW, draw
from clientkit.scores.picture.svg import COLOURS, ScoreFigure, score_svg
from clientkit.scores.summary import SummaryQuery, summarise, summary_paper
from clientkit.workspace.demo_sample import REFERENCE_DAY, sample_workspace

GOLDEN = Path(__file__).parent / "golden"
UPDATE = os.environ.get("CLIENTKIT_UPDATE_GOLDEN") == "1"
SVG = "{http://www.w3.org/2000/svg}"
SPRING = Span(None, date(2026, 4, 30))
BEFORE = Span(None, date(2025, 12, 31))

CASES = {
    f"{name}-{language}": SummaryQuery(
        ScoreQuery(Scope(client), span=span, today=REFERENCE_DAY), audience, language
    )
    for language in ("en", "id")
    for name, client, audience, span in (
        ("self", None, "self", Span()),
        ("client", "harbour", "client", Span()),
        ("few", "kopi", "client", SPRING),
        ("empty", "kopi", "client", BEFORE),
        ("nothing", None, "self", BEFORE),
    )
}


def summary(wanted):
    workspace = sample_workspace()
    return summarise(workspace, read_settings(workspace).value, wanted, REFERENCE_DAY)


@pytest.mark.parametrize("form", ["md", "svg"])
@pytest.mark.parametrize("case", CASES)
def test_summary_is_as_expected(case, form):
    found = summary(CASES[case])
    picture = score_svg(found.data, found.language).encode()
    made = summary_paper(found).made("md") if form == "md" else picture
    expected = GOLDEN / f"{case}.{form}"
    if UPDATE:
        expected.write_bytes(made)
    assert expected.read_bytes() == made


def test_every_expected_file_has_its_case():
    assert {path.stem for path in GOLDEN.iterdir()} == set(CASES)


@pytest.mark.parametrize("name", ["self", "client", "few", "empty", "nothing"])
def test_both_languages_have_the_same_sections(name):
    counts = {
        language: re.findall(r"^#+ ", (GOLDEN / f"{name}-{language}.md").read_text(), re.MULTILINE)
        for language in ("en", "id")
    }
    assert counts["en"] == counts["id"]


def test_a_client_of_a_few_people_reads_what_was_said_and_done_and_no_statistics():
    made = summary(CASES["client-en"]).data
    assert made.few
    source = find_template("score", "en", None)
    plain, counted = (
        render(source, made.model_copy(update={"few": few}).model_dump(), "en") for few in (True, False)
    )
    for word in ("true figure", "n = ", "How this is counted", "```score"):
        assert (word in plain, word in counted) == (False, True)
    assert "we came back to you" in plain or "you will hear from us within 48 hours" in plain


def test_a_clients_summary_says_nothing_of_others():
    text = summary_paper(summary(CASES["few-id"])).made("html").decode()
    assert "Harbour" not in text
    assert "Marcus" not in text
    assert "PT Kopi Nusantara" in text


def test_a_page_holds_its_picture_and_runs_nothing():
    page = summary_paper(summary(CASES["self-en"])).made("html").decode()
    assert page.count("<svg ") == 2
    assert "<script" not in page
    assert page.count("<style>") == 1
    assert "prefers-color-scheme: dark" in page


def a_measured(name="nps", periods=(), counts=None, **fields):
    """A question with an answer of each value, unless told otherwise."""
    lowest, highest = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7)}[name]
    counts = counts or dict.fromkeys(range(lowest, highest + 1), 1)
    return MeasuredScore(
        **{
            "name": name,
            "is_usual": True,
            "lowest": lowest,
            "highest": highest,
            "responses": sum(counts.values()),
            "people": sum(counts.values()),
            "answers": (),
            "score": 4.0,
            "low": 1.0,
            "high": 7.0,
            "method": "mid-p",
            "best": 2,
            "worst": 0,
            "best_from": {"csat": 4, "nps": 9, "ces": 5}[name],
            "distribution": tuple(
                AnswerCount(value=v, count=c) for v, c in sorted(counts.items(), reverse=True)
            ),
            "periods": tuple(periods),
            "change": None,
            **fields,
        }
    )


def a_period(key, score=4.0, low=1.0, high=7.0):
    return ScorePeriod(key=key, responses=FEW, people=FEW, score=score, low=low, high=high)


def a_document(*scores, client=""):
    data = summary(CASES["nothing-en"]).data
    return data.model_copy(update={"scores": scores, "client": client})


def months(count):
    return [a_period(f"{2024 + at // 12}-{at % 12 + 1:02d}") for at in range(count)]


DOCUMENTS = {
    "many months": a_document(a_measured("ces", months(30)), a_measured("csat", months(7))),
    "many answers": a_document(a_measured(counts={9: 1_000_000, 0: 3})),
    "one answer": a_document(a_measured("csat", counts={5: 1, 4: 0, 3: 0, 2: 0, 1: 0})),
    "gaps": a_document(
        a_measured("nps", [a_period("2025"), a_period("2026", None, None, None), a_period("2027", 100.0)])
    ),
    "a long name": a_document(a_measured(), client="PT " + "Kopi Nusantara " * 20),
    "a hostile name": a_document(a_measured(), client="</svg><script>alert(1)</script>&]]>"),
    "four questions": a_document(
        *(a_measured(name, months(3)) for name in ("csat", "nps", "ces")),
        a_measured("csat", is_usual=False, highest=10, counts=dict.fromkeys(range(1, 11), 2)),
    ),
}


def boxes(drawing):
    """The room of every text of a picture."""
    labels = [drawing.title] if drawing.title else []
    for panel in drawing.panels:
        labels += [panel.name, panel.figure, *(one.label for one in panel.legend)]
        labels += [label for row in panel.rows for label in (row.label, row.number)]
        if panel.course:
            labels += [*panel.course.ticks, *(label for _, label in panel.course.grid)]
    return [(label.text, label.box) for label in labels]


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("wide", [CANVAS, NARROW])
def test_no_text_lies_over_another_or_leaves_the_picture(document, language, wide):
    drawing = draw(document, "Scores", language, wide)
    found = boxes(drawing)
    for at, (text, box) in enumerate(found):
        assert box.x >= 0, text
        assert box.right <= wide, text
        assert 0 <= box.y < box.bottom <= drawing.height, text
        for other, beside in found[at + 1 :]:
            apart = (
                box.right <= beside.x
                or beside.right <= box.x
                or box.bottom <= beside.y
                or beside.bottom <= box.y
            )
            assert apart, (text, other)


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_picture_is_well_formed_and_tells_all_in_words(document):
    for svg in (score_svg(document, "en"), *ScoreFigure(document, "id").as_page_svg().parts):
        root = ET.fromstring(svg)  # noqa: S314 - our own picture
        assert root.find(f"{SVG}title").text
        told = root.find(f"{SVG}desc").text
        assert all(str(one.responses) in told for one in document.scores)
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "text"}


def test_a_course_leaves_out_what_has_no_answers():
    (panel,) = draw(DOCUMENTS["gaps"], "", "en").panels
    assert len(panel.course.dots) == 2
    assert panel.course.lines == ()
    assert [label.text for label in panel.course.ticks] == ["2027", "2026", "2025"]


def test_tones_differ_in_lightness():
    """Printed in grey, the bars can still be told apart."""

    def grey(colour):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    for surroundings in (0, 1):
        best, rest, paper = (grey(COLOURS[name][surroundings]) for name in ("best", "rest", "paper"))
        assert abs(best - rest) > 60
        assert abs(rest - paper) > 25


def test_a_legend_is_as_wide_as_its_words():
    (panel,) = draw(DOCUMENTS["many answers"], "", "id").panels
    assert all(one.label.x + width(one.label.text, 11) < CANVAS for one in panel.legend)
