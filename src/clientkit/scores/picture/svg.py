"""A picture of scores as SVG: for a page, or alone; the same summary gives the same bytes."""

from dataclasses import dataclass

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.picture.figure import Png, Svg, png_of
from clientkit.kernel.text.figure import SCORE
from clientkit.kernel.text.template.svg import svg_template
from clientkit.scores.document import ScoreDocument
from clientkit.scores.picture.layout import CANVAS, NARROW, draw
from clientkit.scores.picture.words import in_sentences, title_of

PRINT_FONT = "Libertinus Serif"
"""The letters of printed documents, which come with Typst."""

COLOURS = {
    "text": ("#1d2733", "#d8e1ea"),
    "quiet": ("#5f6f82", "#93a3b5"),
    "rule": ("#d5dde6", "#2c3948"),
    "paper": ("#ffffff", "#151d27"),
    "best": ("#22609f", "#82b8ee"),
    "rest": ("#c9ddf2", "#27425f"),
    "worst": ("#9c4a1a", "#f0a070"),
}
"""The colours on white and in the dark; they differ in lightness, and the worst is striped beside."""


def score_svg(document: ScoreDocument, language: Language) -> str:
    """The picture on its own, with its colours for the dark."""
    return _svg(document, language, alone=True)


@dataclass(frozen=True)
class ScoreFigure:
    """The picture in every form that a paper takes."""

    document: ScoreDocument
    language: Language

    def as_page_svg(self) -> Svg:
        """For a page, whose style sheet colours it and shows the one for its width."""
        return Svg((self._drawn(), self._drawn(NARROW)), self._words, _style_sheet())

    def as_print_svg(self) -> Svg:
        """For paper, in the colours on white."""
        return Svg((self._drawn().replace("system-ui, sans-serif", PRINT_FONT),), self._words)

    def as_png(self) -> Png:
        """For a mail, as large on a telephone as elsewhere."""
        return png_of(self._drawn(NARROW), self._words, NARROW)

    def as_markdown(self) -> str:
        """Nothing: the tables say it."""
        return ""

    def _drawn(self, wide: float = CANVAS) -> str:
        return _svg(self.document, self.language, wide)

    @property
    def _words(self) -> str:
        return in_sentences(self.document, self.language)


def _svg(document: ScoreDocument, language: Language, wide: float = CANVAS, *, alone: bool = False) -> str:
    title = title_of(document, language)
    return svg_template("score").render(
        it=draw(document, title if alone else "", language, wide),
        id=SCORE if wide == CANVAS else f"{SCORE}-narrow",
        alone=alone,
        title=title,
        description=in_sentences(document, language),
        colours=COLOURS,
    )


def _style_sheet() -> str:
    """Classes for both surroundings, and the picture as wide as its page."""
    light, dark = (
        "\n".join(
            f".score-{name} {{ fill: {pair[at]}; }} .score-{name}-edge {{ stroke: {pair[at]}; }}"
            for name, pair in COLOURS.items()
        )
        for at in (0, 1)
    )
    return (
        "figure { margin: 1.4em 0; }\n"
        ".score, .score-narrow { display: block; width: 100%; height: auto; font-family: inherit; }\n"
        ".score-narrow { display: none; max-width: 320px; }\n"
        "@media screen and (max-width: 44rem) {\n"
        "  .score { display: none; }\n  .score-narrow { display: block; }\n}\n"
        f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"
        "@media print { figure { break-inside: avoid; } }\n"
    )
