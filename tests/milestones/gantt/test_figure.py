"""Charts as pictures: well-formed whatever they say, nothing active in them, told in words too."""

import re
import subprocess
import sys
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings

from clientkit.kernel.model.files.calendar_settings import DayOff
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.milestones.gantt.chart import DaySpan
from clientkit.milestones.gantt.figure import GanttFigure
from clientkit.milestones.gantt.look import COLOURS
from support.charts import TITLES, a_chart, a_row, charts

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "defs", "pattern", "clipPath", "rect", "path", "g", "text"}
ATTRIBUTES = re.compile(
    "class|role|aria-(?:labelledby|describedby)|width|height|viewBox|id|[xyd]|rx|fill|clip-path"
    "|stroke(?:-width|-dasharray|-linejoin)?|paint-order|(?:pattern)?[tT]ransform|patternUnits"
    "|font-(?:family|size|weight)|text-anchor"
)


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own picture


def texts(svg):
    return [element.text for element in parsed(svg).iter(f"{SVG}text")]


def everything():
    """A chart that shows all that a chart can show."""
    day, before = date(2026, 11, 20), date(2026, 11, 18)
    return a_chart(
        *(a_row(f"M{n}", status=status) for n, status in enumerate(("done", "running", "late", "planned"))),
        a_row(
            "M5", status="waiting", owner="client", slip=3, baseline=DaySpan(day, day), title="Photos " * 20
        ),
        a_row("M6", DaySpan(day, day), status="planned", is_point=True, owner="client"),
        a_row("M7", DaySpan(day, day), is_point=True, baseline=DaySpan(before, before)),
        days_off=(DayOff(day=date(2026, 11, 17), name="Libur <&>"), DayOff(day=date(2026, 11, 19))),
    )


@settings(max_examples=60)
@given(charts())
def test_every_picture_is_well_formed_with_nothing_active_in_it(chart):
    for svg in (GanttFigure(chart).as_svg(), *GanttFigure(chart).as_print_svg().parts):
        elements = list(parsed(svg).iter())
        assert {element.tag.removeprefix(SVG) for element in elements} <= ELEMENTS
        assert all(ATTRIBUTES.fullmatch(name) for element in elements for name in element.attrib)
        references = re.findall(r'="url\((.*?)\)', svg)
        assert set(references) <= {"#gantt-stripes", "#gantt-titles"}


@given(TITLES)
@example("</svg><script>alert(1)</script>")
@example("]]>&amp;\"'")
@example("\ufffe\uffff\x00\x1b\ud800")
def test_any_title_is_text(title):
    chart = a_chart(a_row(title=title.translate({0xFFFE: "�", 0xFFFF: "�", 0xD800: "�", 0: "�", 0x1B: "�"})))
    root = parsed(GanttFigure(chart).as_svg())
    assert f"M1 {chart.rows[0].title} (We)" in "".join(root.find(f"{SVG}desc").itertext())


def test_the_same_chart_gives_the_same_bytes_in_another_process_too():
    code = (
        "import sys; from support.charts import a_chart;"
        "from clientkit.milestones.gantt.figure import GanttFigure;"
        "sys.stdout.buffer.write(GanttFigure(a_chart()).as_svg().encode())"
    )
    environment = {
        "PATH": "/usr/bin",
        "PYTHONPATH": "tests",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
    }
    elsewhere = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert elsewhere.stdout.decode() == GanttFigure(a_chart()).as_svg()


def test_a_picture_names_itself_and_tells_every_milestone():
    late = a_row(
        "M2",
        title="Photos",
        owner="client",
        status="waiting",
        baseline=DaySpan(date(2026, 11, 12), date(2026, 11, 12)),
    )
    root = parsed(GanttFigure(a_chart(a_row(), late)).as_svg())
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == root.find(f"{SVG}title").get("id")
    assert root.get("aria-describedby") == root.find(f"{SVG}desc").get("id")
    assert root.find(f"{SVG}title").text == "Gantt chart: Web shop"
    assert root.find(f"{SVG}desc").text == (
        "Today: 21 November 2026."
        " M1 Design approved (We): 16\N{EN DASH}27 November 2026; under way."
        " M2 Photos (You): 16\N{EN DASH}27 November 2026; waiting for you;"
        " originally agreed: 12 November 2026."
    )


def test_a_picture_speaks_the_language_of_the_document():
    chart = a_chart(
        a_row(status="late", baseline=DaySpan(date(2026, 8, 3), date(2026, 8, 7)), slip=-2),
        language="id",
        is_agreed=False,
    )
    said = GanttFigure(chart).as_svg()
    for words in (
        "Bagan Gantt: Web shop",
        "lewat tenggat",
        "semula direncanakan",
        "Hari ini, 21 Nov",
        "Kami",
        "27 Nov \N{MINUS SIGN}2",
    ):
        assert words in said
    assert "3\N{EN DASH}7 Agustus 2026" in said
    assert "Agt 2026" in texts(said)


def test_years_are_written_where_a_chart_shows_more_than_one():
    assert "27 Nov" in texts(GanttFigure(a_chart()).as_svg())
    long = a_chart(a_row(), a_row("M2", DaySpan(date(2026, 11, 16), date(2028, 5, 1))))
    assert {"27 Nov 2026", "1 May 2028"} <= set(texts(GanttFigure(long).as_svg()))


def test_what_is_cut_can_be_read_whole():
    title = "Photos of forty products received, with prices and weights, from the warehouse"
    root = parsed(GanttFigure(a_chart(a_row(), a_row("M2", title=title))).as_svg())
    assert [element.text for element in root.iter(f"{SVG}title")] == ["Gantt chart: Web shop", title]


def test_days_off_say_their_name():
    titles = [element.text for element in parsed(GanttFigure(everything()).as_svg()).iter(f"{SVG}title")]
    assert "Libur <&>" in titles


def test_owner_and_status_are_not_told_by_colour_alone():
    """Of each status another sign, of the client's bars a pattern, of the owners a word."""
    svg = GanttFigure(everything()).as_svg()
    assert len(set(re.findall(r'<path transform="[^"]*" d="([^"]*)"', svg))) == 5
    client = GanttFigure(a_chart(a_row(owner="client"))).as_svg()
    assert client.count('fill="url(#gantt-stripes)"') == 2  # the bar, and the legend
    assert 'url(#gantt-stripes)"' not in GanttFigure(a_chart()).as_svg()
    assert "You" in texts(client)


def test_every_colour_is_an_attribute_and_a_class_of_the_page():
    figure = GanttFigure(everything()).as_page_svg()
    svg = "".join(figure.parts)
    classes = set(re.findall(r'class="(gantt-[a-z-]+)"', svg))
    rules = set(re.findall(r"^\.(gantt-[a-z-]+) \{", figure.css, re.MULTILINE))
    assert classes <= rules
    used = {name.removeprefix("gantt-").removesuffix("-edge") for name in classes}
    assert used == set(COLOURS)
    drawn = re.sub(r"<defs>.*?</defs>", "", svg, flags=re.DOTALL)
    assert not re.search(r"<(?:rect|path|text)(?![^>]*(?:fill|stroke)=)[^>]*>", drawn)


def test_a_page_shows_in_the_light_the_colours_of_a_picture_alone():
    css = (shipped_templates() / "svg" / "gantt.css").read_text()
    light, dark = (
        dict(re.findall(r"--gantt-([a-z-]+): (#[0-9a-f]{6});", part)) for part in css.split("@media")[:2]
    )
    assert light == {name: COLOURS[name] for name in light}
    assert dark.keys() == light.keys()
    assert not set(dark.items()) & set(light.items())


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """The ratio of WCAG 2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["done", "running", "late", "waiting", "planned", "baseline", "today"])
def test_shapes_stand_out_from_paper_and_from_days_off(name):
    css = (shipped_templates() / "svg" / "gantt.css").read_text()
    dark = dict(re.findall(r"--gantt-([a-z-]+): (#[0-9a-f]{6});", css.split("@media")[1]))
    for colours, paper in ((COLOURS, "#ffffff"), (dark, "#151d27")):
        for ground in (paper, colours["rest"], colours["holiday"]):
            assert contrast(colours[name], ground) >= (3 if ground == paper else 2.4), (name, ground)


def test_paper_has_its_own_letters_and_a_long_chart_in_parts():
    figure = GanttFigure(a_chart(*(a_row(f"M{n}") for n in range(40)))).as_print_svg()
    assert len(figure.parts) == 2
    assert all('font-family="Libertinus Serif"' in part for part in figure.parts)
    assert figure.alt.startswith(
        "Today: 21 November 2026. M0 Design approved (We): 16\N{EN DASH}27 November 2026"
    )
    assert figure.css == ""
