import json

import pytest
from inline_snapshot import snapshot

from clientkit.errors import ExitCode
from clientkit.kernel.store.toml.client_file import read_client


def file_of(studio, client="kopi"):
    return studio.client_file(client).read_text(encoding="utf-8")


def value(studio):
    return read_client(studio, "kopi").value


def test_keys_are_told_before_and_after(studio, run):
    words = ("kind=person", "contacts.rina.phone=+62 811", "tags=retail, bandung", "notes=", "currency=SGD")

    ran = run("client", "set", "kopi", *words)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == snapshot("""\
kind: (not set) → person
contacts.rina.phone: (not set) → +62 811
tags: (not set) → “retail”, “bandung”
currency: IDR → SGD
""")
    assert run("client", "set", "kopi", "tags=", "currency=IDR").out == snapshot("""\
tags: “retail”, “bandung” → (not set)
currency: SGD → IDR
""")


def test_changes_as_json(studio, run):
    printed = json.loads(run("client", "set", "kopi", "since=2026-01-02", "advocate=true", "--json").out)

    assert printed == {
        "schema": 1,
        "kind": "changes",
        "data": [
            {"key": "since", "before": "2026-11-21", "after": "2026-01-02"},
            {"key": "advocate", "before": None, "after": True},
        ],
    }


def test_the_file_keeps_its_comments_and_order(studio, run):
    before = file_of(studio)

    run("client", "set", "kopi", "stage=active", "preferences.channel=whatsapp", "contacts.1.title=Ibu")

    after = file_of(studio)
    assert [line for line in after.splitlines() if line not in before.splitlines()] == [
        'stage = "active"',
        'channel = "whatsapp"',
        'title = "Ibu"',
    ]
    for added in ('stage = "active"\n', 'channel = "whatsapp"\n', 'title = "Ibu"\n'):
        after = after.replace(added, "")
    assert after == before


def test_what_is_so_already_is_told_and_not_written(studio, run):
    before = studio.client_file("kopi").stat()

    ran = run("client", "set", "kopi", "currency=IDR", "notes=")

    assert (ran.code, ran.out, ran.err) == (0, "", "That is how it was; nothing was changed.\n")
    assert studio.client_file("kopi").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    ("words", "day"),
    [("today", "2026-11-21"), ("senin", "2026-11-23"), ("+3d", "2026-11-24"), ("24 dec", "2026-12-24")],
)
def test_dates_may_be_words(studio, run, words, day):
    ran = run("client", "set", "kopi", f"consent.given_on={words}")

    assert ran.out == f"consent.given_on: (not set) → {day}\n"
    assert str(value(studio).consent.given_on) == day


@pytest.mark.parametrize(
    ("pair", "key", "expected"),
    [
        ("tags=a,b", "tags", ("a", "b")),
        ("tags=a", "tags", ("a",)),
        ('tags=["a, b", "c"]', "tags", ("a, b", "c")),
        ("notes=true", "notes", "true"),
        ("notes=42", "notes", "42"),
        ("notes=2026-11-21", "notes", "2026-11-21"),
        ('notes="quoted"', "notes", "quoted"),
        ('notes=a "b" = c', "notes", 'a "b" = c'),
        ("notes=a\nb", "notes", "a\nb"),
        ("notes=1\nname = 2", "notes", "1\nname = 2"),
        ("notes=\x1b[31m", "notes", "\x1b[31m"),
        ("notes= # no comment", "notes", "# no comment"),
        ("tax_number=01.234", "tax_number", "01.234"),
        ("advocate=true", "advocate", True),
        ("timezone=Asia/Jakarta", "timezone", "Asia/Jakarta"),
    ],
)
def test_values_are_read_as_the_key_takes_them(studio, run, pair, key, expected):
    ran = run("client", "set", "kopi", pair)

    assert ran.code == 0, ran.err
    assert getattr(value(studio), key) == expected
    assert "\x1b" not in ran.out


def test_a_row_is_taken_away_and_a_list_emptied(studio, run):
    assert run("client", "set", "kopi", "contacts.rina=").code == 0
    assert value(studio).contacts == ()

    assert run("client", "set", "kopi", 'contacts=[{id = "budi", name = "Budi"}]').code == 0
    assert [contact.id for contact in value(studio).contacts] == ["budi"]
    assert run("client", "set", "kopi", "contacts=").code == 0
    assert value(studio).contacts == ()


def test_projects_are_set_by_the_ids_of_their_rows(studio, run):
    path = studio.project_file("kopi", "toko")
    path.write_text(path.read_text() + '\n[[milestones]]\nid = "M1"\ntitle = "Design"\n')

    ran = run("project", "set", "toko", "milestones.M1.days=8", "timeline.start=mon", "price.amount=1250.50")

    assert ran.out == (
        "milestones.M1.days: (not set) → 8\n"
        "timeline.start: (not set) → 2026-11-23\n"
        "price.amount: (not set) → 1250.50\n"
    )
    assert "\namount = 1250.50\n" in path.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("stag=active",), "There is no key 'stag'.\n  Did you mean 'stage'?\n"),
        (("contacts.rina.mail=x",), "There is no key 'contacts.1.mail'.\n  Did you mean 'email'?\n"),
        (("preference.note=x",), "There is no key 'preference.note'.\n  Did you mean 'preferences'?\n"),
        (("preferences.zzz=x",), "There is no key 'preferences.zzz'.\n  Known here: channel, hours, note\n"),
        (("name.first=x",), "There is no key 'name.first'."),
        (("contacts.rino.name=x",), "names no row: there is none called 'rino'.\n  Known: rina\n"),
        (("contacts.9.name=x",), "names no row"),
        ((f"contacts.{'9' * 5_000}.name=x",), "names no row"),
        (("tags.1=x",), "There is no key 'tags.1'."),
        (
            ("contacts.rina=x",),
            "'contacts.1' is one entry of a list; set the whole list, or one of its keys.",
        ),
        (
            ("advocate=maybe",),
            "'advocate' must be true or false, not 'maybe'.\n  For instance: advocate = true\n",
        ),
        (
            ("since=someday",),
            "'since' must be a date such as 2026-11-16, not 'someday'.\n  For instance: since = 20",
        ),
        (
            ("stage=won",),
            "'stage' must be 'prospect', 'onboarding', 'active', 'dormant' or 'lost', not 'won'.",
        ),
        (("contacts.rina.roles=boss",), "'contacts.1.roles' must be 'signer', "),
        (("contacts.rina.id=",), "Nothing was changed: 'contacts.1.id' is missing."),
        (("name=",), "Nothing was changed: 'name' is missing."),
        (("name=two\nlines",), "'name': has a control character (U+000A)"),
        (("notes=half \udcff",), "'notes' must be text in UTF-8"),
        ((f"legal_name={'9' * 5_000}",), "'legal_name' must have at most 500 characters"),
        ((f"version={'9' * 5_000}",), "'version'"),
        (("preferences=mail",), "'preferences' must be a table, not 'mail'."),
        (("=x",), "'' is not a key."),
        ((".=x",), "'.' is not a key."),
        (("stage=active", "kind"), "'kind' is not of the form key=value."),
        ((), "Nothing to set."),
    ],
)
def test_what_cannot_be_set_is_told_and_nothing_is_changed(studio, run, words, said):
    before = file_of(studio)

    ran = run("client", "set", "kopi", *words)

    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert said in ran.err
    assert len(ran.err) < 400
    assert file_of(studio) == before


def test_all_or_nothing_is_set(studio, run):
    before = file_of(studio)

    assert run("client", "set", "kopi", "stage=active", "kind=nothing").code == ExitCode.USAGE
    assert file_of(studio) == before


def test_a_name_is_not_taken_for_a_key(studio, run):
    assert run("client", "set", "stage=active").err.startswith("Error: Which client? None was named.\n")
    assert run("client", "set").code == ExitCode.USAGE


def test_a_list_of_texts_with_commas_stands_apart_by_semicolons(studio, run):
    done = run("project", "set", "kopi/toko", "assumptions=The data, and the scripts exist; No travel")
    assert done.out == "assumptions: (not set) → “The data, and the scripts exist”, “No travel”\n"


def test_a_row_of_a_list_that_has_none_yet(studio, run):
    done = run("project", "set", "kopi/toko", "milestones.M1.days=3")
    assert done.code == 2
    assert "There is no [[milestones]] yet" in done.err


def test_contacts_are_added_beside_those_that_are_there(studio, run):
    done = run("client", "set", "kopi", "--contact", "Rina Putri <putri@kopi.example>", "--contact", "Budi")
    assert (
        done.out
        == "contacts.rina2: (not set) → Rina Putri <putri@kopi.example>\ncontacts.budi: (not set) → Budi\n"
    )
    assert "budi: Budi" in run("client", "show", "kopi").out
    assert run("client", "set", "kopi", "--contact", "no <mail").code == 2
    assert run("client", "set", "kopi").code == 2
