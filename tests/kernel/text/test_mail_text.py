"""The plain part of a mail: what folds, what marks it has, and every golden document as one."""

from pathlib import Path

import pytest

from clientkit.kernel.text.mail_text import mail_text

GOLDEN = sorted((Path(__file__).parents[2] / "documents/golden").glob("*/expected.md"))

TEXT = """\
# Weekly report: **Shop**

Dear *Rina*, this line is far too long for a mail and has to be broken at a blank before seventy-two.

| | Milestone | Agreed |
| --- | --- | ---: |
| M1 | Design | 2 Nov |

| | |
| --- | --- |
| Client | Kopi \\| Co |

> I accept SPK-7, version 2.

1. **By Wed:** [Which?](https://kopi.example/a)
   - one
2. See <https://kopi.example>, write to [us](mailto:a@b.example?subject=x)

- [x] done
- [ ] 2 \\* 3

---

```
code | stays
```
"""

PLAIN = """\
Weekly report: Shop
===================

Dear Rina, this line is far too long for a mail and has to be broken at
a blank before seventy-two.

    Milestone  Agreed
--  ---------  ------
M1  Design     2 Nov

Client: Kopi | Co

> I accept SPK-7, version 2.

1. By Wed: Which? <https://kopi.example/a>
   - one
2. See https://kopi.example, write to us <mailto:a@b.example?subject=x>

- [x] done
- [ ] 2 * 3

------------------------------------------------------------------------

    code | stays
"""


def test_marks_go_and_lines_are_broken_at_blanks():
    assert mail_text(TEXT) == PLAIN


def test_a_table_that_is_too_wide_is_a_list():
    wide = "x" * 40
    table = f"| | What | By |\n| --- | --- | --- |\n| D1 | {wide} | {wide} |\n| D2 | Short | |\n"
    assert mail_text(table) == f"- D1 · {wide}\n  By: {wide}\n- D2 · Short\n"
    parties = f"| | Client | We |\n| --- | --- | --- |\n| Address | {wide} | {wide} |\n"
    assert mail_text(parties) == f"- Address\n  Client: {wide}\n  We: {wide}\n"


@pytest.mark.parametrize(
    "text", ["", "\n", "#", "-", "> ", "| a |\n| - |", "```\n```", "[](x)", "1.\n\n   a"]
)
def test_odd_pieces_are_no_error(text):
    assert mail_text(text).endswith("\n")


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_no_document_has_long_lines_or_marks(path):
    lines = mail_text(path.read_text("utf-8")).splitlines()
    long = [line for line in lines if len(line) > 78 and max(map(len, line.split())) < 60]
    assert long == []
    if "hostile" not in path.parent.name:
        assert not [line for line in lines if "**" in line or "|" in line]
