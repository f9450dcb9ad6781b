"""Every field that a person can fill: in the new file, on the reference page, and read by somebody.

A field is shown in a document, or watched by the program, or named here as neither, with the reason.
"""

import re
from pathlib import Path

import pytest

from clientkit.agreements.context import scope_document
from clientkit.documents.parties import Engagement
from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.milestones.queries import plan_of
from support.full_values import changes, full_client, full_project, full_settings, leaves

FILES = {"project.toml": Project, "client.toml": Client, "clientkit.toml": Settings}
PAGE = (Path(__file__).parents[2] / "docs/reference/files.md").read_text(encoding="utf-8")
PROJECT, CLIENT, SETTINGS = full_project(), full_client(), full_settings()
_DAYS = "by the days of the milestones, which are shown"

NOT_IN_THE_AGREEMENT = {
    "version": "the format of the file",
    "language": "chooses the words of every document",
    "price.currency": "with every amount",
    "price.period": "of a retainer, whose agreement is a golden",
    "price.rate": "of work by the hour and of a retainer, whose agreements are goldens",
    "price.hours": "of work by the hour and of a retainer, whose agreements are goldens",
    "price.rollover": "of a retainer, whose agreement is a golden",
    "price.rollover_limit": "of a retainer: tests of the budget",
    "deliverables.milestone": "by the day on which it is handed over, which is shown",
    "service_levels.id": "named by the records of what is put under it",
    "duties.milestone": "by the day on which it is due, which is shown",
    "milestones.after": _DAYS,
    "milestones.not_before": _DAYS,
    "work": "read by 'complaint learn', whose rows are offered to projects of the kind",
    "checklist": "shown by 'project tick', on the card and in the agenda",
    "faq": "shown by 'page'",
    "repo": "read by 'progress from-commits'",
    "waivers": "read by 'scope check'",
}
"""Fields of a project that the agreement does not show, and what reads them."""


def agreement(project):
    engagement = Engagement(project, CLIENT, SETTINGS)
    document = scope_document(engagement, plan_of(project, SETTINGS))
    return render(find_template("scope", "en", None), document.model_dump(), "en")


SHOWN = agreement(PROJECT)


def is_named(leaf):
    return leaf in NOT_IN_THE_AGREEMENT or leaf.partition(".")[0] in NOT_IN_THE_AGREEMENT


@pytest.mark.parametrize("leaf", [leaf for leaf in leaves(Project) if not is_named(leaf)])
def test_each_field_of_a_project_is_in_its_agreement(leaf):
    def texts():
        for changed in changes(PROJECT, leaf):
            try:
                yield agreement(changed)
            except ClientkitError:
                continue

    assert any(text != SHOWN for text in texts())


def test_what_the_agreement_does_not_show_is_there():
    known = {*leaves(Project), *(leaf.partition(".")[0] for leaf in leaves(Project))}
    assert set(NOT_IN_THE_AGREEMENT) <= known


@pytest.mark.parametrize(("file", "model"), FILES.items(), ids=FILES)
def test_the_reference_has_every_field(file, model):
    part = PAGE.partition(f"generated: {file}")[2]
    part = part.partition("/generated")[0] or part
    for leaf in leaves(model):
        table, _, name = leaf.rpartition(".")
        heads = (f"`[{table}]`", f"`[[{table}]]`") if table else ("The top of the file",)
        found = [part.partition(f"#### {head}\n")[2].partition("\n####")[0] for head in heads]
        assert any(f"| `{name}` |" in one for one in found), leaf


READ_BY_NOBODY = {
    "version": "the format of the file: a newer one is refused by its reader",
    "git.commit": "read as the file has it, before the settings are",
    "feedback.satisfied_from": "read by the model itself, as the first satisfied answer",
    "consent.given_on": "kept for the person: when the client allowed it",
    "policies.update_every": "of a complaint, which has no record yet; no document prints it",
}
"""Fields that neither the program nor a template reads by name, and why."""


def test_each_field_is_read_by_the_program_or_a_template():
    house = Path(__file__).parents[2]
    model = house / "src/clientkit/kernel/model/files"
    code = [path for path in (house / "src").rglob("*.py") if model not in path.parents]
    pages = " ".join(path.read_text("utf-8") for path in (house / "templates").rglob("*.j2"))
    read = {*re.findall(r"[a-z_]+", " ".join(re.findall(r"{[{%].*?[%}]}", pages)))}
    for path in code:
        read |= {*re.findall(r"\.([a-z_]+)\b", path.read_text("utf-8"))}
    names = {leaf: leaf.rpartition(".")[2] for model in FILES.values() for leaf in leaves(model)}
    unread = {leaf for leaf, name in names.items() if name not in read}
    assert unread - READ_BY_NOBODY.keys() == set()
