"""A project's course as a Markdown table."""

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.markdown.escape import mark, resolve_marks
from clientkit.reports.history.document import Series
from clientkit.reports.history.words import history_words, measured, shown


def series_table(series: Series, language: Language) -> str:
    """The title and a row for each week; a week without notes says so, and has no figures of ours."""
    words, columns = history_words(language), measured(series)
    head = [words.week, words.status, *(words.measures[one] for one in columns)]
    rules = ["---", "---", *("---:" for _ in columns)]
    rows = [
        [
            row.week,
            words.lights[row.status] if row.status else ("" if row.notes else words.no_notes),
            *(shown(row, one, words) for one in columns),
        ]
        for row in series.weeks
    ]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rules, *rows))
    return f"{resolve_marks('# ' + words.course.format(title=mark(series.title)))}\n\n{table}\n"
