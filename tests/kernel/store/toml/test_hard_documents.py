"""`set` over documents that people write and few programs edit well: only what was asked differs.

`«before|after»` marks what may change; all else stays byte for byte, with any line ends and byte order mark.
"""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import RefusedError
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.store.toml.change import set_values
from clientkit.kernel.store.toml.edit import set_keys
from clientkit.kernel.store.toml.file import load, read_toml

CLIENT = [
    ("stage=lost", 'name = "A"  # the \\"name\\"\nstage = «"active"|"lost"»  # stage = "x"\n'),
    ("stage=lost", "name = 'C:\\new'\nstage\t=\t«'active'|\"lost\"»\t# tab\n"),
    ("stage=lost", '"name" = "A"\n\'stage\'="x" # no = "y"\n'.replace('"x"', '«"active"|"lost"»')),
    ("stage=lost", '"na\\u006de" = "A"\n"st\\u0061ge" = «"active"|"lost"»\n'),
    ("stage=lost", 'notes = """\nstage = "active"\n[contacts]\n"""\nname = "A"\n«|stage = "lost"\n»'),
    ("stage=lost", "notes = '''\n# stage = \"active\"\n'''\nname = \"A\"\n«|stage = \"lost\"\n»"),
    ("stage=lost", 'name = "A"\n«# stage = "active"|stage = "lost"»   # where\n# kind = "person"\n'),
    ("stage=lost", '# Rina\'s\n\n\n\nname = "A"\n«|stage = "lost"\n»\n\n\n[consent]\nquote = true\n\n\n'),
    ("stage=", 'name = "A"\n«stage = "active"  # since May\n|»# after\n'),
    ("stage=lost", 'name = "A"\r\nstage = «"active"|"lost"»\nkind = "person"\r\n'),
    ("notes=b", 'name = "A"\nnotes = «"""\na # no\n""quotes""\\\n   on"""|"b"»  # yes\nkind = "person"\n'),
    ("notes=b", 'name = "A"\nnotes = «""""quoted""""|"b"»\n'),
    ("notes=b", "name = \"A\"\nnotes = «''''quoted''''|\"b\"» # '\n"),
    ("name=é𝄞", 'name = «"A"|"é𝄞"» # ünïcode 𝄞\n'),
    ("tags=a,c", 'name = "A"\ntags = [\n  "a", # first\n«  "b", # second\n|»  # own\n  "c",\n]\n'),
    ("tags=a,b,c", 'name = "A"\ntags = [\n  "a", # first\n  "b"«|,» # second\n«|  "c"\n»  # end\n]\n'),
    ("tags=x,b", "name = 'A'\ntags = [ # all\n  «'a'|\"x\"», # [first]\n\n  'b' # \"last\"\n]\n"),
    ("tags=a", 'name = "A"\ntags = «["a", "b"]|["a"]» # two\n'),
    ("tags=a,b", 'name = "A"\ntags = «[ ]|["a", "b"]» # none\n'),
    ("tags=a", 'name = "A"\ntags = [\n  # above\n  "a"« , "b"|»\n]\n'.replace("« , ", "«, ")),
    ("preferences.hours=9-5", 'name = "A"\npreferences = { channel = "mail", hours = «"x"|"9-5"» } # in\n'),
    ("preferences.hours=9-5", 'name = "A"\npreferences = { channel = "mail"«|, hours = "9-5"» }\n'),
    ("preferences.hours=9-5", 'name = "A"\npreferences = {«|hours = "9-5"»}\n'),
    ("preferences.hours=9-5", 'name = "A"\npreferences.channel = "mail"\n«|preferences.hours = "9-5"\n»'),
    ("preferences.hours=9-5", 'name = "A"\n[preferences] # how\n«|hours = "9-5"\n»\n[consent]\n'),
    ("preferences.hours=9-5", 'name = "A"\n[ preferences ]\n  hours = «""|"9-5"»\n'),
    (
        "preferences.hours=9-5",
        'name = "A"\n# [preferences]\n# channel = "mail"\n«|\n[preferences]\nhours = "9-5"\n»',
    ),
    ("name=B", '# only\n\nname = «"A"|"B"»\n\n[[contacts]]\nname = "A"\nid = "a"\n'),
    (
        "contacts.a.name=B",
        (
            'name = "A"\n[[contacts]]\nid = "a"\nname = «"A"|"B"» # a\n[consent] # between\nquote = true\n'
            '[[contacts]] # b\nid = "b"\nname = "A"\n'
        ),
    ),
    (
        "contacts.b.title=Ibu",
        (
            'name = "A"\n[[contacts]]\nid = "a"\nname = "A" # a\n[consent] # between\nquote = true\n'
            '[[contacts]] # b\nid = "b"\nname = "A" # ask\n«|title = "Ibu"\n»\n[preferences]\n'
        ),
    ),
    (
        "contacts.b=",
        (
            'name = "A"\n[[contacts]]\nid = "a"\nname = "A" # a\n[consent] # between\nquote = true\n'
            '«[[contacts]] # b\nid = "b"\nname = "A" # ask\n|»\n[preferences]\n'
        ),
    ),
    (
        "contacts.b.name=B",
        'name = "A"\ncontacts = [\n  { id = "a", name = "}" }, # { [\n  { id = "b", name = «"]"|"B"» },\n]\n',
    ),
    ("consent.given_on=2026-03-02", 'name = "A"\nconsent.given_on = «2026-03-01|2026-03-02» # day\n'),
    ("consent.quote=", 'name = "A"\n[consent]\nsurveys = true\n«quote = true\n|»# end\n'),
]
PROJECT = [
    (
        "price.amount=2.50",
        'title = "S"\n[price]\ncurrency = "USD"\namount = «1.10|2.50» # exact\nrate = 2.0\n',
    ),
    ("price.amount=5", 'title = "S"\nprice = { currency = "IDR", amount = «1_000|5» }\n'),
    ("objective=x", 'title = "S"\nobjective = «"""\n| a | b |\n"""|"x"»\n'.replace("| a | b |", "a")),
    (
        "price.amount=5",
        'title = "S"\n[price]\ncurrency = "IDR"\n«|amount = 5\n»\n[[payments]]\nlabel = "a"\nshare = 9\n',
    ),
    (
        "milestones.M2.days=5",
        (
            'title = "S"\n[[milestones]]\nid = "M1"\ntitle = "a"\n\n[[deliverables]]\nid = "D1"\n'
            'title = "d"\n\n# the second\n[[milestones]]\nid = "M2"\ntitle = "b"\ndays = «3|5» # quick\n'
        ),
    ),
    (
        "deliverables.D1.criteria=a; c",
        (
            'title = "S"\n[[deliverables]]\nid = "D1"\ntitle = "d"\ncriteria = [\n  "a",\n'
            '  # measured\n  «"b"|"c"», # by Rina\n]\n[[milestones]]\nid = "M1"\ntitle = "a"\n'
        ),
    ),
    ("clauses.warranty=x", 'title = "S"\n[clauses] # ours\nconfidentiality = "y"\n«|warranty = "x"\n»'),
]
SETTINGS = [
    ("you.name=B", '[you]\nname = «"A"|"B"»\n'),
    ("you.name=B", 'you.name = «"A"|"B"»\nyou.email = "a@b.example"\n'),
    ("you.role=x", 'you = { name = "A"«|, role = "x"» }\n'),
    (
        "mail.smtp.host=h.example",
        '[you]\nname = "A"\n[mail]\ncopy_to = "a@b.example" # me\n«|\n[mail.smtp]\nhost = "h.example"\n»',
    ),
    (
        "mail.smtp.host=h.example",
        '[you]\nname = "A"\n[mail.smtp] # out\nport = 25\n«|host = "h.example"\n»[mail]\n',
    ),
    (
        "mail.imap.host=h.example",
        '[you]\nname = "A"\n[mail.smtp]\nport = 25\n«|\n[mail.imap]\nhost = "h.example"\n»',
    ),
    ("signature=x", '«|signature = "x"\n»# me\n[you]\nname = "A"\n'),
    (
        "calendar.working_days=mon, tue",
        '[you]\nname = "A"\n[calendar]\nworking_days = [\n  "mon",\n«|  "tue",\n»]\n',
    ),
    ("calendar.hours_per_day=7.5", '[you]\nname = "A"\n[calendar]\nhours_per_day = «8e0|7.5»\n'),
]
SHAPES = [
    *((Client, *shape) for shape in CLIENT),
    *((Project, *shape) for shape in PROJECT),
    *((Settings, *shape) for shape in SETTINGS),
]


def both(marked):
    parts = re.compile(r"«([^«»|]*)\|([^«»|]*)»")
    return parts.sub(r"\1", marked), parts.sub(r"\2", marked)


WRITTEN = {
    "lines": lambda text: text,
    "crlf": lambda text: re.sub("\r?\n", "\r\n", text),
    "bom": lambda text: f"\ufeff{text}",
    "both": lambda text: "\ufeff" + re.sub("\r?\n", "\r\n", text),
    "no last line end": lambda text: text.removesuffix("\n").removesuffix("\r"),
}


def test_there_are_shapes_enough():
    assert len(SHAPES) >= 40
    assert {model for model, *_ in SHAPES} == {Client, Project, Settings}


@pytest.mark.parametrize("form", WRITTEN)
@pytest.mark.parametrize("model", [Client, Project, Settings])
def test_only_what_was_asked_differs(studio, model, form):
    path = {
        Client: studio.client_file("kopi"),
        Project: studio.project_file("kopi", "toko"),
        Settings: studio.settings_file,
    }[model]
    for shape, pair, marked in SHAPES:
        if shape is model:
            before, after = map(WRITTEN[form], both(marked))
            path.write_bytes(before.encode())

            set_values(studio, read_toml(studio, path, model), [pair], date(2026, 11, 21))

            assert path.read_bytes().decode() == after, (pair, before)


@pytest.mark.parametrize(
    ("text", "location", "line"),
    [
        ('name = "A"\n\n[[contacts]]\nid = "a"\n', ("name", "below"), 1),
        ('name = "A"\ntags = ["a"]\n', ("tags", 3), 2),
        ('name = "A"\n\nx = 1\n', ("x", "y", "z"), 3),
    ],
)
def test_what_would_touch_more_is_refused_with_its_line(text, location, line):
    with pytest.raises(RefusedError) as refused:
        set_keys(text, {location: "b"}, "clients/a/client.toml")

    assert refused.value.message == (
        f"clients/a/client.toml:{line} cannot be edited in place without touching other lines."
    )


# --- lists of several lines, any

WORDS = st.text("ab#,\"']\\é", max_size=3)
COMMENTS = st.sampled_from(["", " # one", "  #,two]", ' # "'])


@st.composite
def written_lists(draw):
    """A list of several lines with comments beside and between its entries, and its entries."""
    words = draw(st.lists(WORDS, max_size=5))
    lines = []
    for number, word in enumerate(words):
        own = draw(st.sampled_from(["", "  # own\n", "\n"]))
        comma = "," if number + 1 < len(words) or draw(st.booleans()) else ""
        entry = set_keys("", {("x",): word}).removeprefix("x = ").removesuffix("\n")
        lines.append(f"{own}  {entry}{comma}{draw(COMMENTS)}\n")
    end = draw(st.sampled_from(["", "  # end", "  # end\n"]))
    return f"x = [\n{''.join(lines)}{end}\n]\n", words


@given(written_lists(), st.data())
def test_a_list_keeps_the_lines_of_what_stays(written, data):
    text, words = written
    kept = [word for word in words if data.draw(st.booleans())]
    new = data.draw(st.lists(WORDS, max_size=2)) if data.draw(st.booleans()) else []

    edited = set_keys(text, {("x",): [*kept, *new]})

    assert load(edited) == {"x": [*kept, *new]}
    assert edited.count("# own") == text.count("# own")
    assert edited.count("# end") == text.count("# end")
    if kept == words and not new:
        assert edited == text
