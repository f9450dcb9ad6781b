"""Style files are data: however it is written, nothing is loaded, run or ended by one."""

import pytest

from clientkit.errors import InvalidDataError
from clientkit.kernel.text.brand.style_file import STYLES, check_style
from clientkit.kernel.text.template.sources import shipped_templates


@pytest.mark.parametrize("name", STYLES)
def test_the_shipped_ones_pass(name):
    check_style(name, (shipped_templates() / STYLES[name] / name).read_text("utf-8"))


REFUSED = {
    "address": ("page.css", "p { background: url(https://x.example/a.png) }"),
    "escaped": ("page.css", "p { background: \\75 rl(https://x.example) }"),
    "escaped letters": ("mail.css", "p { background: \\u\\r\\l(https://x.example) }"),
    "apart": ("mail.css", "p { background: URL (https://x.example) }"),
    "import": ("page.css", "@import 'https://x.example';"),
    "escaped import": ("page.css", "@\\69mport 'https://x.example';"),
    "set": ("page.css", "p { background: image-set('https://x.example' 1x) }"),
    "end": ("page.css", "p {} </style><script>alert(1)</script>"),
    "escaped end": ("page.css", "p {} <\\/style>"),
    "typst file": ("document.typ", '#let a = "x"\n#image(read("/etc/passwd"))'),
    "typst package": ("document.typ", '#import "@preview/x:1.0.0"'),
    "typst package in pieces": ("document.typ", '#import "@pre" + "view/x:1.0.0"'),
    "typst text": ("document.typ", '#eval("im" + "port \\"@preview/x:1.0.0\\"")'),
    "typst plugin": ("document.typ", "#plugin(bytes(()))"),
}


@pytest.mark.parametrize(("name", "text"), REFUSED.values(), ids=REFUSED)
def test_what_loads_or_runs_something_is_refused_with_its_line(name, text):
    with pytest.raises(InvalidDataError, match=r"^line 3: "):
        check_style(name, f"\n\n{text.splitlines()[-1]}")


def test_what_only_looks_alike_passes():
    check_style("page.css", 'q::before { content: "\\201C"; } .curl { color: red; } @media (width <= 9em) {}')
    check_style("document.typ", "#let important = 1\n#let spread = 2")
