"""What is there on this machine: versions, paths, the workspace and what it needs; nothing is changed."""

import os
import platform
import shutil
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from pydantic import Field

from clientkit.errors import ClientkitError, NotFoundError
from clientkit.kernel.calendar.public_holidays import known_place
from clientkit.kernel.mail.server.password import Kind, account, keyring_command, variable
from clientkit.kernel.model.files.mail_settings import Server
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.files.user import UserSettings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.extras import add_command
from clientkit.kernel.screen.bug_report import bugs_folder
from clientkit.kernel.store.git import is_inside_repository, run_git
from clientkit.kernel.store.machine.trust import trust_file
from clientkit.kernel.store.machine.user_settings import user_settings_file
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.toml.file import read_toml
from clientkit.kernel.store.workspace import FoundBy, Workspace, device_name, locate_workspace
from clientkit.version import __version__
from clientkit.workspace.trust import trust_now

State = Literal["ok", "off", "missing"]

FOUND_BY: Mapping[FoundBy, str] = {
    "flag": "named by -C",
    "environment": "named by CLIENTKIT_WORKSPACE",
    "folder": "found upwards from where you stand",
    "user": "named by your own settings",
}

OFF_FOR_GIT = {
    "core.hooksPath": "hooks",
    "commit.gpgsign": "signing",
    "core.fsmonitor": "the file system monitor",
}
"""Settings of the user's git that commits by this program do not follow."""

ADDED = (
    ("typst", "Typst", "pdf", "PDF"),
    ("keyring", "keyring", "keyring", "passwords of the desktop"),
    ("git-filter-repo", "git-filter-repo", "history", "forgetting in git's history"),
)
"""What can be added: the package, its name, the extra, and what is not there without it."""


class DoctorFinding(Model):
    """One thing that was looked at."""

    part: str = Field(description="program, paths, workspace, git or mail")
    name: str = Field(description="what was looked at")
    state: State = Field(description="ok, off (not in use, and not needed) or missing (needed)")
    text: str = Field(description="what was found")
    mend: str = Field("", description="what to type")


class Examination(Model):
    """All that was looked at."""

    findings: tuple[DoctorFinding, ...] = Field(description="one for each thing")


def examine(start: Path, environment: Mapping[str, str], chosen: Path | None) -> Examination:
    """Look at the program, its paths, the workspace, git and mail."""
    return Examination(
        findings=(
            *_program(),
            *_paths(environment),
            *_workspace(start, environment, chosen),
        )
    )


def _program() -> Iterator[DoctorFinding]:
    yield _ok("Program", "clientkit", __version__)
    yield _ok("Program", "Python", f"{platform.python_version()} on {platform.system()} {platform.release()}")
    try:
        yield _ok("Program", "git", run_git(Path.home(), ["version"]).removeprefix("git version ").strip())
    except (ClientkitError, RuntimeError, OSError):
        yield DoctorFinding(part="Program", name="git", state="off", text="not found", mend="Install git.")
    for package, name, extra, lost in ADDED:
        try:
            yield _ok("Program", name, version(package))
        except PackageNotFoundError:
            text = f"not installed: no {lost}"
            yield DoctorFinding(part="Program", name=name, state="off", text=text, mend=add_command(extra))


def _paths(environment: Mapping[str, str]) -> Iterator[DoctorFinding]:
    path = user_settings_file(environment)
    try:
        if path is not None and path.exists():
            read_toml(Workspace(path.parent, "config"), path, UserSettings)
            yield _ok("Paths", "own settings", str(path))
        else:
            text, mend = f"{path or 'no home folder is known'} (not there)", "clientkit config edit --own"
            yield DoctorFinding(part="Paths", name="own settings", state="off", text=text, mend=mend)
    except ClientkitError as error:
        yield _missing("Paths", "own settings", error)
    try:
        kept = sorted(bugs_folder().glob("*.txt"))
        yield _ok(
            "Paths", "own mistakes", f"{len(kept)} kept, the last in {kept[-1]}" if kept else "none kept"
        )
        yield _ok("Paths", "trust", str(trust_file()))
    except ClientkitError as error:
        yield _missing("Paths", "trust", error)


def _workspace(start: Path, environment: Mapping[str, str], chosen: Path | None) -> Iterator[DoctorFinding]:
    try:
        root, found_by = locate_workspace(start, environment, chosen)
    except NotFoundError as error:
        if chosen or environment.get("CLIENTKIT_WORKSPACE"):
            yield _missing("Workspace", "folder", error)
        else:
            text, mend = "none here", "clientkit init DIR, or: clientkit config set user.workspace=DIR"
            yield DoctorFinding(part="Workspace", name="folder", state="off", text=text, mend=mend)
        return
    workspace = Workspace(root, device_name(environment))
    yield _ok("Workspace", "folder", f"{root} ({FOUND_BY[found_by]})")
    yield _ok("Workspace", "device", workspace.device)
    if not os.access(root, os.W_OK):
        text, mend = "cannot be written: reading works", f"Look at its rights: ls -ld {root}"
        yield DoctorFinding(part="Workspace", name="rights", state="missing", text=text, mend=mend)
    try:
        settings = read_settings(workspace).value
    except ClientkitError as error:
        yield _missing("Workspace", "settings", error)
        return
    yield _ok("Workspace", "settings", f"{settings.you.name}, {settings.defaults.timezone}")
    yield _holidays(settings)
    yield from _trust(workspace)
    yield from _git(workspace, settings)
    yield from _mail(settings, environment)


def _holidays(settings: Settings) -> DoctorFinding:
    calendar = settings.calendar
    if not calendar.country:
        mend = "clientkit config set calendar.country=ID"
        return DoctorFinding(part="Workspace", name="holidays", state="off", text="none are kept", mend=mend)
    try:
        known_place(calendar.country, calendar.region)
    except ClientkitError as error:
        return _missing("Workspace", "holidays", error)
    return _ok("Workspace", "holidays", f"public ones of {calendar.country} {calendar.region}".strip())


def _trust(workspace: Workspace) -> Iterator[DoctorFinding]:
    try:
        trust = trust_now(workspace)
    except ClientkitError as error:
        yield _missing("Workspace", "trust", error)
        return
    for wish in trust.wishes:
        text = f"{'may' if wish.trusted else 'may NOT'} {wish.what}"
        is_needed = not wish.trusted and (wish.kind != "git" or read_settings(workspace).value.git.commit)
        state: State = "ok" if wish.trusted else ("missing" if is_needed else "off")
        mend = "" if wish.trusted else "clientkit trust"
        yield DoctorFinding(part="Workspace", name="trust", state=state, text=text, mend=mend)


def _git(workspace: Workspace, settings: Settings) -> Iterator[DoctorFinding]:
    if not is_inside_repository(workspace.root):
        needed: State = "missing" if settings.git.commit else "off"
        yield DoctorFinding(
            part="Git", name="repository", state=needed, text="none here", mend=f"git init {workspace.root}"
        )
        return
    commits = "each change is committed" if settings.git.commit else "commits are left to you"
    yield DoctorFinding(
        part="Git", name="commits", state="ok" if settings.git.commit else "off", text=commits,
        mend="" if settings.git.commit else "clientkit config set git.commit=true",
    )  # fmt: skip
    if not _git_setting(workspace, "user.email"):
        mend = 'git config --global user.email "dewi@studio.example"'
        state: State = "missing" if settings.git.commit else "off"
        yield DoctorFinding(
            part="Git", name="identity", state=state, text="git does not know who you are", mend=mend
        )
    off = [words for key, words in OFF_FOR_GIT.items() if _git_setting(workspace, key) not in {"", "false"}]
    text = f"commits here leave out your {', '.join(off)}" if off else "commits here follow all of them"
    yield DoctorFinding(part="Git", name="your settings", state="off" if off else "ok", text=text)


def _git_setting(workspace: Workspace, key: str) -> str:
    """What the user's own git has, which our calls overrule by the command line."""
    try:
        lines = run_git(workspace.root, ["config", "--show-scope", "--get-all", key]).splitlines()
    except ClientkitError:
        return ""
    own = [line.partition("\t")[2] for line in lines if not line.startswith("command")]
    return own[-1] if own else ""


def _mail(settings: Settings, environment: Mapping[str, str]) -> Iterator[DoctorFinding]:
    servers: tuple[tuple[Kind, Server, str], ...] = (
        ("smtp", settings.mail.smtp, "drafts are files that you send yourself"),
        ("imap", settings.mail.imap, "answers are read from files"),
    )
    for kind, server, without in servers:
        if not server.host:
            mend = f"clientkit config set mail.{kind}.host=mail.studio.example"
            yield DoctorFinding(
                part="Mail", name=kind.upper(), state="off", text=f"not set up: {without}", mend=mend
            )
            continue
        source = _password_source(server, kind, environment)
        state: State = "ok" if source else "missing"
        told = source or f"no password for {account(server)} is known"
        mend = "" if source else f"{keyring_command(server)}, or set {variable(kind)}"
        yield DoctorFinding(
            part="Mail", name=kind.upper(), state=state, text=f"{server.place}, {told}", mend=mend
        )


def _password_source(server: Server, kind: Kind, environment: Mapping[str, str]) -> str:
    """Where the password comes from; nothing is run or asked for, so a keyring may still lack it."""
    if not server.user:
        return "without a login"
    if server.password_command:
        program = server.password_command[0]
        return f"password printed by {program}" if shutil.which(program) else ""
    if environment.get(variable(kind)):
        return f"password from {variable(kind)}"
    try:
        return f"password from the keyring ({version('keyring')})"
    except PackageNotFoundError:
        return ""


def _ok(part: str, name: str, text: str) -> DoctorFinding:
    return DoctorFinding(part=part, name=name, state="ok", text=text)


def _missing(part: str, name: str, error: ClientkitError) -> DoctorFinding:
    return DoctorFinding(part=part, name=name, state="missing", text=error.message, mend=error.hint)
