"""The table of the program: its commands and documents, and what rooms offer to those below them."""

from clientkit.documents.registry import Listing, install
from clientkit.kernel.screen.lazy_commands import Section, Verb

SECTIONS: tuple[Section, ...] = (
    Section(
        "Every day",
        (
            (
                "agenda",
                "What is due: promises, answers, dates, asks, each with the command that does it.",
                "agenda.cli",
            ),
            ("done", "Note something that was finished.", "progress.cli.notes:done"),
            ("next", "Note what comes next.", "progress.cli.notes:next"),
            ("ask", "Note a decision that you need from the client.", "progress.cli.notes:ask"),
            ("answer", "Close an ask with its answer, or what was blocked.", "progress.cli.notes:answer"),
            ("blocked", "Note what cannot go on.", "progress.cli.notes:blocked"),
            ("risk", "Note something that may go wrong.", "progress.cli.notes:risk"),
            ("lesson", "Note what was learned.", "progress.cli.notes:lesson"),
            ("meeting", "Write down what was decided, promised and asked at a meeting.", "meetings.cli"),
            ("week", "The weekly reports of all running projects, one after the other.", "week.cli.week"),
            (
                "overview",
                "The whole business on one screen, or on one page for a browser.",
                "overview.cli.overview:overview",
            ),
            ("undo", "Take back the last thing that was written here, or a record.", "workspace.cli.undo"),
            ("history", "What happened, in one order of time: who said what.", "archive.cli.history"),
            ("find", "Find words in all that is kept.", "archive.cli.find"),
        ),
    ),
    Section(
        "Start",
        (
            ("init", "Make a workspace: your name, money, language, working days.", "workspace.cli.init"),
            ("demo", "Make a sample workspace and look around.", "workspace.cli.demo"),
            ("config", "Settings of the workspace, and your own.", "workspace.cli.config"),
            (
                "doctor",
                "What this program has, finds and lacks here, with the remedy.",
                "workspace.cli.doctor",
            ),
            ("trust", "What a workspace may run, send and sign on this machine.", "workspace.cli.trust"),
            ("agents", "What an AI agent should know and may do, for an AGENTS.md.", "workspace.cli.agents"),
            ("check", "Read every file and tell what is wrong, with file and line.", "workspace.cli.check"),
        ),
    ),
    Section(
        "Who and what",
        (
            ("client", "Clients: who they are and whom to talk to.", "clients.cli.client"),
            ("project", "Projects: what is planned and offered.", "projects.cli"),
            (
                "milestone",
                "Milestones: the dated steps of a project, and what moves them.",
                "milestones.cli.milestone",
            ),
        ),
    ),
    Section(
        "Agree, plan, report",
        (
            ("scope", "The scope agreement of a project.", "agreements.cli.scope"),
            (
                "page",
                "One page that the client keeps: where it stands, dates, what you need from them.",
                "page.cli:page",
            ),
            ("timeline", "Milestones with their dates.", "milestones.cli.timeline"),
            (
                "progress",
                "Notes of the week listed, corrected, moved; from commits and trackers.",
                "progress.cli.progress",
            ),
            ("report", "Reports of a week, of a month, and of the end.", "reports.cli.report"),
        ),
    ),
    Section(
        "When things change or go wrong",
        (
            (
                "change",
                "What a client asks for beside the agreement: its price, its offer, its end.",
                "changes.cli.change",
            ),
            (
                "complaint",
                "Complaints: taken in, put right, confirmed by the client, and learned from.",
                "complaints.cli.complaint",
            ),
        ),
    ),
    Section(
        "Feedback",
        (
            ("feedback", "What clients say: scores and words.", "feedback.cli.feedback"),
            ("survey", "Ask by mail: one question, answered with a click.", "surveys.cli.survey"),
            ("score", "CSAT, NPS and CES, with what so few answers can tell.", "scores.cli"),
        ),
    ),
    Section(
        "Care",
        (
            ("log", "Every contact with a client: calls, meetings, messages.", "correspondence.cli"),
            ("promise", "Promises in both directions: who owes what, by when.", "promises.cli"),
        ),
    ),
    Section(
        "Send",
        (("mail", "Mail to clients: drafts, sending, and the answers that come back.", "outbox.cli.mail"),),
    ),
    Section("Shape", (("template", "The templates that documents are made from.", "templates.cli"),)),
)
"""Every command with its module, by section of the help; each is imported only when it runs."""


ADDED_VERBS: dict[str, tuple[Verb, ...]] = {
    "client": (
        Verb("list", "overview.cli.cards", after="add"),
        Verb("show", "overview.cli.cards", after="list"),
        Verb("request", "privacy.cli.data", after="consent"),
        Verb("breach", "privacy.cli.data", after="request"),
        Verb("export", "privacy.cli.paper", after="breach"),
        Verb("notice", "privacy.cli.paper", after="export"),
        Verb("forget", "privacy.cli.forget", after="notice"),
    ),
    "project": (
        Verb("show", "overview.cli.cards", after="list"),
        Verb("tick", "checklists.cli", after="close"),
    ),
    "mail": (Verb("read", "replies.cli.read", after="settle"),),
}
"""By group, the verbs that need rooms above the group's own."""

DOCUMENTS: tuple[Listing, ...] = (
    Listing("scope", "clientkit.agreements.document:SCOPE", "mail-scope"),
    Listing("timeline", "clientkit.milestones.document:TIMELINE", "mail-timeline"),
    Listing("report", "clientkit.reports.document:WEEKLY", "mail-report"),
    Listing("month", "clientkit.reports.document:MONTHLY", "mail-month"),
    Listing("closing", "clientkit.reports.document:CLOSING", "mail-closing"),
    Listing("page", "clientkit.page.document:PAGE", "mail-page"),
    Listing("change", "clientkit.changes.document:CHANGE", "mail-change"),
    Listing("diff", "clientkit.agreements.document:COMPARISON"),
    Listing("mail-file", "clientkit.documents.cover_letter:FILE_LETTER_KIND"),
    Listing("survey", "clientkit.surveys.document:SURVEY"),
    Listing("score", "clientkit.scores.document:SUMMARY"),
    Listing("overview", "clientkit.overview.document:OVERVIEW"),
    Listing("complaint-policy", "clientkit.complaints.document:POLICY"),
    Listing("privacy-notice", "clientkit.privacy.notice.document:NOTICE"),
    Listing("export", "clientkit.privacy.export.page:EXPORT"),
    Listing("letter-answer", "clientkit.letters.document:ANSWER"),
    Listing("letter-reminder", "clientkit.letters.document:REMINDER"),
    Listing("letter-bad-news", "clientkit.letters.document:BAD_NEWS"),
    Listing("letter-new-date", "clientkit.letters.document:NEW_DATE"),
    Listing("letter-welcome", "clientkit.letters.document:WELCOME"),
    Listing("letter-further-work", "clientkit.letters.document:FURTHER_WORK"),
    Listing("letter-review", "clientkit.letters.document:REVIEW"),
    Listing("letter-summary", "clientkit.letters.document:SUMMARY"),
    Listing("letter-decline", "clientkit.letters.document:DECLINE"),
    Listing("letter-testimonial", "clientkit.letters.document:TESTIMONIAL"),
    Listing("letter-case-study", "clientkit.letters.document:CASE_STUDY"),
    Listing("letter-referral", "clientkit.letters.document:REFERRAL"),
    Listing("letter-thanks", "clientkit.letters.document:THANKS"),
    Listing("letter-greeting", "clientkit.letters.document:GREETING"),
    Listing("letter-win-back", "clientkit.letters.document:WIN_BACK"),
    Listing("letter-leaving", "clientkit.letters.document:LEAVING"),
    Listing("letter-farewell", "clientkit.letters.document:FAREWELL"),
    Listing("letter-price-increase", "clientkit.letters.document:PRICE_INCREASE"),
    Listing("letter-acknowledge", "clientkit.letters.document:ACKNOWLEDGE"),
    Listing("letter-options", "clientkit.letters.document:OPTIONS"),
    Listing("letter-put-right", "clientkit.letters.document:PUT_RIGHT"),
    Listing("letter-last-word", "clientkit.letters.document:LAST_WORD"),
    Listing("letter-final", "clientkit.letters.document:FINAL"),
    Listing("letter-privacy-answer", "clientkit.letters.document:PRIVACY_ANSWER"),
    Listing("letter-breach", "clientkit.letters.document:BREACH"),
)
"""Every document, with the template of its covering letter, and what else is made from a template."""

WRITERS = {"eml": "clientkit.outbox.cli.letter:write_eml"}
"""Formats of documents that a room writes itself, with the function that does."""

install(DOCUMENTS, WRITERS)


HOOKS = {
    "survey_answer": "surveys.outcomes",
    "end_promise": "promises.actions",
    "follow": "feedback.follow_ups",
    "reach_milestone": "milestones.reschedule",
    "record_letter": "letters.actions",
    "draft_paper": "outbox.cli.letter",
    "open_rows": "checklists.queries",
    "hand_overs": "checklists.queries",
    "pipeline": "overview.pipeline",
    "read_acceptance": "replies.acceptance",
    "answer_request": "privacy.requests",
}
"""By its name, the module of each function that a room offers to one below it."""

DUES = (
    *(
        "correspondence.due",
        "promises.due",
        "progress.due",
        "milestones.due",
        "agreements.due",
        "changes.due",
        "complaints.due",
    ),
    *("reports.due", "outbox.due", "checklists.due", "letters.occasions", "feedback.due", "surveys.due"),
    "privacy.due",
)
"""The modules that say what is due of a client; each has a function `dues_of`."""
