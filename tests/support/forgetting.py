"""A sample studio in git in which a person is named wherever a name can stand, and what is left of them."""

import base64
import json
import os
import shutil
import zlib
from pathlib import Path

import pytest

from support.git_repositories import git
from support.trusted import trust

PLANTED = (
    "Rina Wijaya",
    "rina@kopinusantara.example",
    "+62 811 0000 0001",
    "Desainnya terasa seperti kedai kami sendiri.",
)
"""The name, the address, the number and the words of the contact `rina` of the sample."""

NAMES = ("rina wijaya", "rina@kopinusantara.example", "0811-0000-0001".replace("-", ""), "kedai kami sendiri")


FORGET = ("client", "forget", "kopi", "--contact", "rina", "--history", "--yes")


def a_studio_in_git(root: Path) -> Path:
    """The sample, committed."""
    git(root, "config", "user.name", "Dewi Lestari")
    git(root, "config", "user.email", "dewi@studio.example")
    keep(root, "The sample")
    trust(root)
    return root


def keep(root: Path, subject: str, **identity: str) -> None:
    """Commit all of it."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", subject, env={**os.environ, **identity})


def plant(root: Path) -> None:
    """Name the contact `rina` in twenty places of git and of the work tree, in many spellings."""
    notes = root / "notes.md"
    notes.write_text("Rina Wijaya called; RINA WIJAYA again; mail Rina@KopiNusantara.example\n")
    (root / "wide.txt").write_bytes("Wijaya, Rina <rina@kopinusantara.example>".encode("utf-16"))
    (root / "mail.eml").write_text(
        "Subject: =?utf-8?B?UmluYSBXaWpheWE=?=\nContent-Transfer-Encoding: quoted-printable\n\n"
        "Rina=20Wij=\naya\n"
    )
    packed = base64.encodebytes(
        b"A letter that Rina Wijaya wrote, rina@kopinusantara.example, in March."
    ).decode()
    (root / "attachment.txt").write_text(packed)
    (root / "paper.pdf").write_bytes(
        b"%PDF-1.4\n1 0 obj\n<</Length 9>>\nstream\n"
        + zlib.compress(b"(Rina Wijaya) Tj")
        + b"\nendstream\n%%EOF"
    )
    (root / "link.html").write_text("<a href='mailto:rina%40kopinusantara.example'>Rina&nbsp;Wijaya</a>")
    (root / "data.json").write_text(json.dumps({"said": "Rina\u00a0Wijaya", "tel": "+62-811-0000-0001"}))
    (root / "rina-wijaya.txt").write_text("nothing\n")
    keep(root, "Notes of Rina Wijaya", GIT_AUTHOR_NAME="RINA WIJAYA", GIT_AUTHOR_EMAIL=PLANTED[1])
    git(root, "checkout", "--quiet", "-b", "draft-rina-wijaya")
    notes.write_text("+62 811 0000 0001\n")
    keep(root, "The number of rina, +62 811 0000 0001")
    git(root, "tag", "-a", "for-Rina", "-m", "Seen by Rina Wijaya")
    git(root, "notes", "add", "-m", "Rina Wijaya said yes", "HEAD")
    notes.write_text("Rina Wijaya, put away\n")
    git(root, "stash", "push", "--quiet", "-m", "words of Rina Wijaya")
    keep(root, "Amended for Rina Wijaya")
    git(root, "commit", "--quiet", "--amend", "--allow-empty", "-m", "Amended")
    git(root, "config", "branch.draft-rina-wijaya.description", "what Rina Wijaya wants")
    (root / ".git" / "COMMIT_EDITMSG").write_text("Rina Wijaya\n")
    (root / ".git" / "FETCH_HEAD").write_text("0123 branch 'rina' of rina@kopinusantara.example\n")
    drafts = root / ".clientkit" / "drafts" / "clients" / "kopi" / "client.toml" / "0123456789ab"
    drafts.mkdir(parents=True)
    (drafts / "client.toml").write_text('name = "Rina Wijaya"\n')
    (root / ".clientkit" / "undo").write_text('["kopi", [], "x", "", 0, 1, "Rina Wijaya"]\n')


def still_named(root: Path, names=NAMES) -> list[str]:
    """Where a simple search, with no help of ours, still finds them; what is agreed is left out."""
    found = []
    paths = dict(
        line.partition(" ")[::2]
        for line in git(root, "rev-list", "--objects", "--all", "--reflog").splitlines()
    )
    ids = git(
        root, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)"
    ).splitlines()
    for name, kind in (line.split() for line in ids):
        command = ("cat-file", "-p", name) if kind == "tree" else ("cat-file", kind, name)
        data = git(root, *command, encoding="latin-1")
        if "/agreements/" not in paths.get(name, "") and _names(data, names):
            found.append(f"{kind} {name} {paths.get(name, '')}")
    for path in root.rglob("*"):
        inside = path.relative_to(root).as_posix()
        ours = path.is_file() and "/agreements/" not in inside and not inside.startswith(".git/objects")
        if ours and _names(path.read_bytes().decode("latin-1") + "\n" + inside, names):
            found.append(inside)
    return found


def _names(text: str, names) -> bool:
    flat = " ".join(text.casefold().replace("-", " ").split())
    return any(name in flat or name in text.casefold() for name in names)


def old_clones(sample, chance, number):
    """Clones from before, each with something of its own that a person may have done there."""
    for turn in range(number):
        clone = sample.parent / f"clone{turn}"
        git(sample.parent, "clone", "--quiet", str(sample), str(clone))
        for _ in range(chance.randint(1, 3)):
            path = clone / chance.choice(
                ["clients/kopi/client.toml", "clients/harbour/client.toml", "notes.md", "clientkit.toml"]
            )
            with path.open("a") as file:
                file.write(f"# {chance.random()}\n")
            identity = {"GIT_AUTHOR_NAME": "D", "GIT_AUTHOR_EMAIL": "d@x.example"}
            identity |= {"GIT_COMMITTER_NAME": "D", "GIT_COMMITTER_EMAIL": "d@x.example"}
            keep(clone, "Elsewhere", **identity)
        yield clone


def every_merge_is_found(run, sample, chance, number):
    clones = list(old_clones(sample, chance, number))
    assert run(*FORGET).code == 0
    assert run("check").code == 0
    whole = sample.parent / "whole"
    sample.rename(whole)
    for clone in clones:
        shutil.rmtree(sample, ignore_errors=True)
        shutil.copytree(whole, sample, symlinks=True)
        side = chance.choice([(), ("-X", "ours"), ("-X", "theirs"), ("-s", "ours")])
        git(sample, "fetch", "--quiet", str(clone))
        git(sample, "merge", "--quiet", "--allow-unrelated-histories", *side, "FETCH_HEAD", check=False)
        found = run("-C", sample, "check")
        assert (found.code, "[erased]" in found.out) == (1, True), (clone, side, found)


@pytest.fixture(scope="session")
def made_in_git(tmp_path_factory):
    return tmp_path_factory.mktemp("in-git") / "sample"


@pytest.fixture
def in_git(run, tmp_path, monkeypatch, made_in_git):
    """The sample, all of it committed; the test stands in it."""
    if not made_in_git.exists():
        run("demo", made_in_git)
        a_studio_in_git(made_in_git)
    root = tmp_path / "sample"
    shutil.copytree(made_in_git, root, symlinks=True)
    trust(root)
    monkeypatch.chdir(root)
    return root
