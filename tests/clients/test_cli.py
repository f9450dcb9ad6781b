import json
import re

import pytest
from inline_snapshot import snapshot

from clientkit.errors import ExitCode
from clientkit.kernel.store.toml.client_file import read_client

HOSTILE = {
    "markup": "[bold]Kopi[/bold] [/x] <b>&amp;</b> | `a` $(b)",
    "quotes": "\"Kopi\" 'Enak' \\ \\n",
    "formula": '=HYPERLINK("https://evil.example")',
    "bidi": "Kopi \u202eipok\u202c",
    "invisible": "Ko\u200bpi\u2060\ufeff",
    "wide": "東京コーヒー株式会社",
    "arabic": "قهوة",
    "marks": "Z\u0351\u0363a\u0346lgo",
    "emoji": "Kopi ☕️👩\u200d💻",
    "line separator": "Kopi\u2028Nusantara",
}


def file_of(studio, client="kopi"):
    return studio.client_file(client).read_text(encoding="utf-8")


# --- add


def test_a_client_is_added_with_what_was_given(empty_studio, run):
    ran = run(
        *("client", "add", "PT Kopi Nusantara", "--slug", "kopi", "--kind", "company"),
        *("--contact", "Rina Wijaya <rina@kopi.example>", "--contact", "Rina Sari"),
        *("--contact", "budi@kopi.example"),
        *("--language", "en", "--currency", "SGD", "--country", "ID"),
    )

    assert (ran.code, ran.out) == (0, "kopi\n")
    assert ran.err == snapshot("""\
PT Kopi Nusantara is kept in clients/kopi/client.toml. Next:
  clientkit project add kopi "Web shop" --from website
""")
    client = read_client(empty_studio, "kopi").value.model_dump(mode="json", exclude_defaults=True)
    assert client == snapshot(
        {
            "name": "PT Kopi Nusantara",
            "since": "2026-11-21",
            "currency": "SGD",
            "country": "ID",
            "contacts": [
                {"id": "rina", "name": "Rina Wijaya", "email": "rina@kopi.example"},
                {"id": "rina2", "name": "Rina Sari"},
                {"id": "budi", "name": "budi@kopi.example", "email": "budi@kopi.example"},
            ],
        }
    )


def test_language_and_currency_come_from_the_workspace(empty_studio, run):
    added = json.loads(run("client", "add", "Kopi", "--json").out)

    assert added["kind"] == "client"
    assert {key: added["data"]["value"][key] for key in ("language", "currency", "since")} == {
        "language": "id",
        "currency": "IDR",
        "since": "2026-11-21",
    }


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("PT Kopi Nusantara", "kopi-nusantara"),
        ("Café Müller & Söhne GmbH", "cafe-muller-sohne"),
        ("Dewi's", "dewis"),
        ("PT", "pt"),
        ("The Inc", "the-inc"),
        ("Ørsted ÆØÅ Łódź ß", "orsted-aeoa-lodz-ss"),
        ("x" * 500, "x" * 40),
        ("../../etc/passwd", "etc-passwd"),
        ("Cafe\u0301", "cafe"),
    ],
)
def test_the_folders_name_is_made_from_the_display_name(empty_studio, run, name, slug):
    assert run("client", "add", name).out == f"{slug}\n"
    assert empty_studio.clients() == [slug]


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_any_name_comes_back_as_it_was_typed(empty_studio, run, name):
    assert run("client", "add", name, "--slug", "kopi").code == 0

    listed = json.loads(run("client", "list", "--json").out)["data"]
    shown, table = run("client", "show", "kopi"), run("client", "list")
    assert [row["name"] for row in listed] == [name]
    for screen in (shown.out, table.out):
        assert screen.isprintable() or not set(screen) & set("\x1b\u202e\u202c\u200e\u2028\ufeff\u2060")
        assert len(screen.splitlines()) == len(screen.split("\n")) - 1
    assert run("check").code == 0


def test_composed_and_decomposed_letters_are_one_name(empty_studio, run):
    run("client", "add", "  Cafe\u0301  ")

    assert read_client(empty_studio, "cafe").value.name == "Caf\u00e9"
    assert 'name = "Caf\u00e9"' in file_of(empty_studio, "cafe")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("",), "'name' must not be empty"),
        (("  \u3000 ",), "'name' must not be empty"),
        (("x" * 10_000,), "'name' must have at most 500 characters"),
        (("two\nlines",), "'name': has a control character (U+000A) at position 4"),
        (("\x1b[31mred",), "'name': has a control character (U+001B) at position 1"),
        (("half \udcff",), "'name' must be text in UTF-8"),
        (("東京",), "'東京' cannot name a client: use a-z"),
        (("☕",), "'☕' cannot name a client"),
        (("Con",), "'Con' cannot name a client"),
        (("Kopi", "--slug", "con"), "'con' cannot name a client: Windows keeps that name for a device."),
        (("Kopi", "--slug", "Kopi Enak"), "Try --slug kopi-enak"),
        (("Kopi", "--slug", "../kopi"), "Try --slug kopi"),
        (("Kopi", "--slug", "-kopi"), "Try --slug kopi"),
        (("Kopi", "--slug", "x" * 64), "at most 63"),
        (("Kopi", "--kind", "shop"), "'kind' must be 'person', 'company', 'government', 'nonprofit'"),
        (("Kopi", "--language", "fr"), "'language' must be 'en' or 'id', not 'fr'"),
        (("Kopi", "--currency", "rp"), "'currency' is not of the form that it must have: 'rp'"),
        (("Kopi", "--country", "Indonesia"), "'country' is not of the form"),
        (("Kopi", "--contact", ""), "'' is not a contact.\n  Write it as 'Rina Wijaya <rina@kopi.example>'."),
        (("Kopi", "--contact", "<rina@kopi.example>"), "is not a contact"),
        (("Kopi", "--contact", "Rina <rina@kopi.example> x"), "is not a contact"),
        (("Kopi", "--contact", "Rina <rina@kopi.example"), "is not a contact"),
        (("Kopi", "--contact", "Rina <rina>"), "Contact 'Rina <rina>': 'email' is not of the form"),
        (("Kopi", "--contact", "R <a@b\r\nBcc: c@d>"), "'email' is not of the form"),
        (("Kopi", "--contact", " " * 20_000 + "<<"), "is not a contact"),
        (("-Kopi",), "No such option: -K"),
        ((), "Missing argument"),
    ],
)
def test_what_cannot_be_a_client_is_told_and_nothing_is_made(empty_studio, run, words, said):
    ran = run("client", "add", *words)

    assert ran.code == ExitCode.USAGE
    assert ran.out == ""
    assert said in ran.err
    assert not empty_studio.clients_dir.exists()


def test_a_name_with_a_leading_dash_goes_after_two_of_them(empty_studio, run):
    assert run("client", "add", "--", "-Kopi").out == "kopi\n"


def test_two_clients_with_one_short_name_are_refused(studio, run):
    before = file_of(studio)

    ran = run("client", "add", "CV Kopi")

    assert ran.code == ExitCode.REFUSED
    assert ran.err == (
        "Error: There is a client called kopi already.\n"
        "  Look at it: clientkit client show kopi; or name this one otherwise with --slug.\n"
    )
    assert file_of(studio) == before


def test_a_folder_of_somebody_else_is_not_filled(empty_studio, run):
    folder = empty_studio.client_dir("kopi")
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine")

    ran = run("client", "add", "Kopi")

    assert ran.code == ExitCode.REFUSED
    assert ran.err.startswith("Error: clients/kopi exists already; nothing was written.\n")
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


# --- list and show


def test_the_list(studio, run):
    run("client", "add", "Harbour Bakery", "--slug", "harbour", "--language", "en", "--kind", "person")

    assert run("client", "list").out == snapshot("""\
CLIENT   NAME               KIND     STAGE     LAST CONTACT  OPEN  CONTACT
harbour  Harbour Bakery     person   prospect  none             0
kopi     PT Kopi Nusantara  company  prospect  none             0  Rina Wijaya <rina@kopi.example>
""")


def test_an_empty_list_says_how_to_begin(empty_studio, run):
    ran = run("client", "list")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("No client yet. Add one: clientkit client add ")


def test_wide_letters_keep_the_columns(empty_studio, run):
    run("client", "add", "東京", "--slug", "tokyo")
    run("client", "add", "Cafe\u0301 x\u0301", "--slug", "cafe")

    header, cafe, tokyo = run("client", "list").out.splitlines()
    assert cafe.index("company") - 1 == header.index("KIND") == tokyo.index("company") + 2


def test_the_card(studio, run):
    run("client", "set", "kopi", "tags=retail, bandung", "notes=a\nb")
    run("client", "consent", "kopi", "--contact", "rina", "--purpose", "referral", "--allow")
    run("project", "start", "kopi/toko")
    run("feedback", "add", "kopi/toko", "--csat", "5", "--on", "yesterday")

    assert run("client", "show", "kopi").out == snapshot("""\
PT Kopi Nusantara  (kopi)
  Kind          company, documents in Indonesian, IDR
  Stage         active, new, advocate
  Reach by      mail
  Tags          retail, bandung
  Notes         a b
  Last contact  2026-11-20
  Consent       rina allows being named as a reference, 2026-11-21
Contacts
  rina: Rina Wijaya <rina@kopi.example>
Open: nothing
Projects
  kopi/toko  active
Scores
  CSAT 5: 100 % from 1 answer, between 5 and 100 with 95 % confidence
  NPS  no answers yet
  CES  no answers yet
Health: ! act
  ! kopi/toko: work since 2026-11-21 without an accepted agreement
  · Last contact yesterday, on 2026-11-20
  · Last CSAT 5 of 5, on 2026-11-20
""")


def test_inside_a_clients_folder_the_name_may_be_left_out(studio, run, monkeypatch):
    monkeypatch.chdir(studio.client_dir("kopi"))

    assert run("client", "show").out.startswith("PT Kopi Nusantara  (kopi)\n")
    assert run("client", "set", "stage=active").out == "stage: (not set) → active\n"


def test_without_a_name_or_a_folder_one_is_asked_for(studio, run):
    ran = run("client", "show")

    assert ran.code == ExitCode.USAGE
    assert ran.err == (
        "Error: Which client? None was named.\n"
        "  Name one, for instance kopi; see them with: clientkit client list\n"
    )


def test_names_may_be_shortened_and_mistyped(studio, run):
    assert run("client", "show", "k").code == 0

    ran = run("client", "show", "kpoi")
    assert ran.code == ExitCode.NOT_FOUND
    assert ran.err == "Error: There is no client called 'kpoi'.\n  Did you mean 'kopi'?\n"


@pytest.mark.parametrize(
    "name", ["../kopi", "/etc", "kopi/../kopi", ".", "", "\x1b]0;title\x07", "x" * 10_000]
)
def test_no_name_leads_out_of_the_folder_of_clients(studio, run, name):
    ran = run("client", "show", name)

    assert ran.code == ExitCode.NOT_FOUND
    assert "\x1b" not in ran.err
    assert len(ran.err) < 300


# --- archive


def test_an_archived_client_is_left_out_of_lists_and_comes_back(studio, run):
    gone = run("client", "archive", "kopi")

    assert (gone.code, gone.out, gone.err) == (0, "", "kopi is archived.\n")
    assert run("client", "list").out == ""
    assert "prospect (archived)" in run("client", "list", "--all").out
    assert "\narchived = true\n" in file_of(studio)
    assert run("client", "archive", "kopi").err == "kopi is archived already; nothing was changed.\n"

    assert run("client", "archive", "kopi", "--back").err == "kopi is back in lists.\n"
    again = run("client", "archive", "kopi", "--back")
    assert again.err == "kopi is back in lists already; nothing was changed.\n"
    assert "kopi" in run("client", "list").out


# --- broken files


def test_one_broken_client_costs_no_other(studio, run):
    run("client", "add", "Harbour Bakery", "--slug", "harbour")
    studio.client_file("kopi").write_text('name = "Kopi"\nstage = "won"\n')

    ran = run("client", "list")

    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == ["CLIENT", "harbour"]
    assert ran.err.startswith("Note: passed over clients/kopi/client.toml:2: 'stage' must be 'prospect', ")
    assert ran.err.endswith(", not 'won'\n  'clientkit check' tells more.\n")
    assert run("client", "show", "harbour").code == 0
    assert run("client", "set", "harbour", "stage=active").code == 0


@pytest.mark.parametrize("words", [("show", "kopi"), ("set", "kopi", "kind=person"), ("archive", "kopi")])
def test_a_broken_client_is_named_with_its_line_and_never_written(studio, run, words):
    broken = 'name = "Kopi"\n<<<<<<< HEAD\nstage = "active"\n=======\n>>>>>>> theirs\n'
    studio.client_file("kopi").write_text(broken)

    ran = run("client", *words)

    assert ran.code == ExitCode.INVALID_DATA
    assert ran.err.startswith(
        "Error: clients/kopi/client.toml:2: a conflict marker of git\n"
        "  Keep one side of the conflict and delete the marker lines.\n"
    )
    assert file_of(studio) == broken


def test_a_folder_without_its_file_costs_no_other(studio, run):
    (studio.clients_dir / "empty").mkdir()

    ran = run("client", "list")

    assert "kopi" in ran.out
    assert "Note: passed over clients/empty/client.toml: the file is missing\n" in ran.err
    assert run("client", "show", "empty").code == ExitCode.INVALID_DATA
    assert run("client", "add", "Empty").out == "empty\n"


def test_broken_settings_leave_lists_and_changes_working(studio, run, monkeypatch):
    monkeypatch.delenv("CLIENTKIT_TODAY")
    studio.settings_file.write_text("[you]\nname = \n")

    assert "kopi" in run("client", "list").out
    changed = run("client", "set", "kopi", "since=today")
    assert changed.code == 0
    assert "Note: passed over clientkit.toml:2: not TOML" in changed.err
    assert "days are counted in UTC" in changed.err

    added = run("client", "add", "Harbour")
    assert added.code == ExitCode.INVALID_DATA
    assert "Error: clientkit.toml:2: not TOML" in added.err


def test_outside_a_workspace_the_way_in_is_told(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    ran = run("client", "list")

    assert ran.code == ExitCode.NOT_FOUND
    assert ran.err.startswith(
        f"Error: No workspace here: there is no clientkit.toml in {tmp_path} or above it.\n"
    )
    assert "clientkit init" in ran.err
    assert run("-C", "studio", "client", "list").code == ExitCode.NOT_FOUND


def test_a_workspace_is_named_before_the_command_or_in_the_environment(studio, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert "kopi" in run("-C", studio.root, "client", "list").out
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(studio.root))
    assert "kopi" in run("client", "list").out


def test_a_date_that_is_none_in_the_environment_is_told(studio, run, monkeypatch):
    monkeypatch.setenv("CLIENTKIT_TODAY", "tomorrow")

    ran = run("client", "show", "kopi")

    assert ran.code == ExitCode.USAGE
    assert ran.err.startswith("Error: CLIENTKIT_TODAY is 'tomorrow', which is no date of these centuries.\n")


def without_colour(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("kind", ["xterm", "dumb"])
@pytest.mark.parametrize("width", [64, 80, 200])
def test_on_a_terminal_the_list_is_a_table_that_fits(studio, terminal, monkeypatch, width, kind):
    monkeypatch.setenv("TERM", kind)

    ran = terminal("client", "list", width=width)

    assert ran.code == 0
    assert max(len(line) for line in without_colour(ran.out).splitlines()) <= width
    assert "kopi" in ran.out


def test_a_dumb_terminal_gets_plain_text(studio, terminal, monkeypatch):
    monkeypatch.setenv("TERM", "dumb")

    assert "\x1b" not in terminal("client", "list").out
