import pytest
from inline_snapshot import snapshot

from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.store.toml.file import BrokenFileError, parse_toml
from clientkit.kernel.store.toml.validation_messages import dotted, field_at, model_at, nearest


def told(text, model):
    """Every mistake as its line, what is wrong, and what would be right."""
    with pytest.raises(BrokenFileError) as broken:
        parse_toml("f", text, model)
    return "\n".join(f"{p.line}: {p.message}\n   {p.hint}" for p in broken.value.problems) + "\n"


def test_mistakes_in_settings():
    text = """\
[you]
nam = "Dewi"
email = "dewi at studio"
[defaults]
language = "de"
currency = "rupiah"
timezone = "Jakarta"
[calendar]
working_days = []
hours_per_day = "many"
[[calendar.days_off]]
day = 2026-12-25T10:00:00
[policies]
answer_within = -1
report_day = "friday"
[feedback]
csat_scale = 7
[git]
commit = "perhaps"
[money]
"""
    assert told(text, Settings) == snapshot("""\
1: 'you.name' is missing
   For instance: name = "Dewi Lestari"
2: unknown key 'you.nam'; did you mean 'name'?
   \n\
3: 'you.email' is not of the form that it must have: 'dewi at studio'
   For instance: email = "dewi@studio.example"
5: 'defaults.language' must be 'en' or 'id', not 'de'
   For instance: language = "id"
6: 'defaults.currency' is not of the form that it must have: 'rupiah'
   For instance: currency = "IDR"
7: 'defaults.timezone': 'Jakarta' is not a time zone; write one such as Asia/Jakarta or Europe/London
   For instance: timezone = "Asia/Jakarta"
9: 'calendar.working_days' must not be empty
   For instance: working_days = ["mon", "tue", "wed", "thu", "fri"]
10: 'calendar.hours_per_day' must be a number, not 'many'
   For instance: hours_per_day = 8
12: 'calendar.days_off.1.day' must be a date such as 2026-11-16, without a time, not 2026-12-25 10:00:00
   For instance: day = 2026-12-25
14: 'policies.answer_within' must be 0 or more, not -1
   For instance: answer_within = 1
15: 'policies.report_day' must be 'mon', 'tue', 'wed', 'thu', 'fri', 'sat' or 'sun', not 'friday'
   For instance: report_day = "fri"
17: 'feedback.csat_scale' must be 5 or 10, not 7
   For instance: csat_scale = 5
19: 'git.commit' must be true or false, not 'perhaps'
   For instance: commit = true
20: unknown key 'money'; known here: version, you, defaults, calendar, policies, report, terms, feedback, survey, mail, git, brand, signature
   \n\
""")  # noqa: E501 - one line of what is printed


def test_mistakes_in_a_client():
    text = """\
version = 2
name = "two\\nlines"
kind = 5
since = 1
tags = ["a", 1, true]
advocate = 3
preferences = "mail"
notes = false
colour = "red"

[[contacts]]
id = "rina wijaya"
name = "Rina"
language = "Indonesian"
[[contacts]]
"""
    assert told(text, Client) == snapshot("""\
1: version 2 of this file needs a newer clientkit
   Update clientkit; the file is kept as it is.
2: 'name': has a control character (U+000A) at position 4; type it on one line
   For instance: name = "PT Kopi Nusantara"
3: 'kind' must be 'person', 'company', 'government', 'nonprofit' or 'internal', not 5
   For instance: kind = "company"
4: 'since' must be a date such as 2026-11-16, without a time, not 1
   For instance: since = 2026-03-01
5: 'tags.2' must be a text in quotes, not 1
   For instance: tags = ["retail", "bandung"]
5: 'tags.3' must be a text in quotes, not true
   For instance: tags = ["retail", "bandung"]
6: 'advocate' must be true or false, not 3
   For instance: advocate = true
7: 'preferences' must be a table, not 'mail'
   \n\
8: 'notes' must be a text in quotes, not false
   For instance: notes = "Met at the Bandung design fair."
9: unknown key 'colour'; did you mean 'country'?
   \n\
12: 'contacts.1.id' is not of the form that it must have: 'rina wijaya'
   For instance: id = "rina"
14: 'contacts.1.language' must be 'en' or 'id', not 'Indonesian'
   For instance: language = "en"
15: 'contacts.2.id' is missing
   For instance: id = "rina"
15: 'contacts.2.name' is missing
   For instance: name = "Rina Wijaya"
""")


def test_mistakes_in_a_project():
    text = """\
title = "Toko"
assumptions = "none"
[agreement]
version = 1.5
issued = "yesterday"
[price]
amount = 100
hours = 1_000_000
tax_percent = 110
[[deliverables]]
id = "D1"
title = "Pages"
quantity = 0
price = "x"
[[payments]]
label = "Deposit"
[[milestones]]
id = "M1"
title = "Start"
days = "five"
due = 09:00:00
"""
    assert told(text, Project) == snapshot("""\
2: 'assumptions' must be a list in brackets, not 'none'
   For instance: assumptions = ["Texts exist in Indonesian"]
4: 'agreement.version' must be a whole number, not 1.5
   For instance: version = 1
5: 'agreement.issued' must be a date such as 2026-11-16, not 'yesterday'
   For instance: issued = 2026-11-09
8: 'price.hours' must be 100000 or less, not 1000000
   For instance: hours = 120
9: 'price.tax_percent' must be 100 or less, not 110
   For instance: tax_percent = 11
13: 'deliverables.1.quantity' must be more than 0, not 0
   For instance: quantity = 8
14: 'deliverables.1.price': 'x' is not an amount: write digits and one dot at most, as in 12500000 or 1250.50
   For instance: price = 9000000
15: 'payments.1': must have either share (percent) or amount, for instance share = 40
   \n\
20: 'milestones.1.days' must be a whole number, not 'five'
   For instance: days = 5
21: 'milestones.1.due' must be a date such as 2026-11-16, not 09:00:00
   For instance: due = 2026-11-27
""")


def test_ids_that_are_used_twice():
    text = 'title = "Toko"\n' + '[[milestones]]\nid = "M1"\ntitle = "Start"\n' * 2

    assert told(text, Project) == snapshot("""\
None: two milestones have the id 'M1'; give each its own
   \n\
""")


def test_a_list_that_is_too_long():
    text = 'title = "Toko"\n[[deliverables]]\nid = "D1"\ntitle = "Pages"\ncriteria = ["1"' + ', "2"' * 9 + "]"

    assert "'deliverables.1.criteria' must have at most 9 entries, not ['1', '2'" in told(text, Project)


# --- the models behind the words


@pytest.mark.parametrize(
    ("location", "said"),
    [
        (("stag",), "; did you mean 'stage'?"),
        (("preferences", "hour"), "; did you mean 'hours'?"),
        (("preferences", "xyz"), "; known here: channel, hours, note"),
        (("preference", "hours"), "; did you mean 'preferences'?"),
        (("contacts", 0, "mail"), "; did you mean 'email'?"),
        (("name", "first"), ""),
        (("name",), ""),
    ],
)
def test_the_nearest_key(location, said):
    assert nearest(Client, location) == said


def test_a_place_is_written_with_positions_counted_from_1():
    assert dotted(("milestones", 1, "days")) == "milestones.2.days"


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ((), "Client"),
        (("contacts", 0), "Contact"),
        (("consent",), "Consent"),
        (("name",), None),
        (("x",), None),
    ],
)
def test_the_model_of_a_table(location, name):
    found = model_at(Client, location)

    assert (found and found.__name__) == name


@pytest.mark.parametrize(
    ("location", "known"), [(("contacts", 0, "id"), True), (("contacts", 0, "x"), False), ((0,), False)]
)
def test_the_field_of_a_key(location, known):
    assert (field_at(Client, location) is not None) == known
