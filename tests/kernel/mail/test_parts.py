"""Parts, HTML, flowed lines, signatures, scores: the steps from a mail's bytes to what its writer says."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.mail.message.automatic_mail import automatic, bounce_of
from clientkit.kernel.mail.message.header_fields import HeaderFields
from clientkit.kernel.mail.message.mime_parts import DEPTH_LIMIT, PART_LIMIT, parts_of
from clientkit.kernel.mail.message.parse import read_message, unflowed
from clientkit.kernel.mail.reply.html_to_text import text_of_html
from clientkit.kernel.mail.reply.parts import split_reply, without_signature
from clientkit.replies.score_value import AnswerScale, value_of
from support.mail_bounces import a_bounce, with_parts

NPS = AnswerScale(0, 10)


def nested(depth: int) -> bytes:
    data = b"Content-Type: text/plain\r\n\r\nScore: 9"
    for level in range(depth):
        mark = b"b%d" % level
        data = b"Content-Type: multipart/mixed; boundary=" + mark + b"\r\n\r\n--" + mark + b"\r\n" + data
        data += b"\r\n--" + mark + b"--\r\n"
    return data


def test_multiparts_within_multiparts_are_opened_as_deep_as_anybody_nests():
    assert read_message(nested(DEPTH_LIMIT)).text == "Score: 9"
    assert "Score" not in read_message(nested(DEPTH_LIMIT + 1)).text


def test_no_more_parts_than_the_limit_are_looked_at():
    part = b"--b\r\nContent-Type: text/css\r\n\r\nx\r\n"
    data = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * (PART_LIMIT + 50)
    assert len(parts_of(data).leaves) == PART_LIMIT


def test_a_boundary_that_stands_nowhere_leaves_the_text():
    data = b"Content-Type: multipart/mixed; boundary=nowhere\r\n\r\nScore: 9\r\n"
    assert read_message(data).text.strip() == "Score: 9"


def test_a_boundary_within_a_line_parts_nothing():
    head = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    data = head + b"--b\r\n\r\nnot --b here\r\n--bc\r\n--b--\r\n--b\r\n\r\nno"
    [leaf] = parts_of(data).leaves
    assert leaf.text() == "not --b here\n--bc"


@pytest.mark.slow
def test_an_attachment_of_25_mb_costs_next_to_nothing():
    data = with_parts("Score: 9", attachment=bytes(25_000_000))
    begun = time.process_time()
    assert read_message(data).text.strip() == "Score: 9"
    assert time.process_time() - begun < 1


def test_an_attached_text_is_not_the_reply():
    data = (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Disposition: attachment\r\n\r\nScore: 1\r\n--b\r\n\r\nScore: 9\r\n--b--"
    )
    assert read_message(data).text == "Score: 9"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>one</p><p>two &amp; three</p>", "one\n\ntwo & three"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("<style>p{}</style><script>9</script>one<!-- 9 -->", "one"),
        ("<header>one</header>", "one"),
        ("a<blockquote>b<blockquote>c</blockquote></blockquote>d", "a\n\n> b\n>\n> > c\n> >\nd"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("5 < 9 and 9 > 5", "5 < 9 and 9 > 5"),
        ("<b>bo</b>ld &nbsp; x", "bold x"),
        ("&#xD800;&#0;x", "\ufffd\ufffdx"),
        ("<!-- never closed", "never closed"),
        ("", ""),
    ],
)
def test_html_becomes_the_text_that_is_seen(page, text):
    assert text_of_html(page) == text


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["<", "<!--", "<a ", "<style", "<blockquote>", "&#", "</", "<p", "On 1 "])
def test_no_page_takes_long(piece):
    begun = time.process_time()
    split_reply(text_of_html(piece * 100_000))
    assert time.process_time() - begun < 3


@given(st.text(alphabet="<>/!-pbdivlockquote =\"'& \n", max_size=300))
def test_any_page_is_some_text(page):
    assert "\n\n\n" not in text_of_html(page)


def test_flowed_paragraphs_are_made_whole():
    text = "This is a long \nparagraph that \ngoes on.\n\n> quoted \n> too\n-- \nRina"
    assert (
        unflowed(text, delete_space=False)
        == "This is a long paragraph that goes on.\n\n> quoted too\n-- \nRina"
    )
    assert unflowed("九 \n月", delete_space=True) == "九月"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Good.\n-- \nRina\n9", "Good."),
        ("Good.\n\nBest regards,\nRina\n+62 811 9", "Good."),
        ("Good.\n\nHormat saya,\nRina Wijaya", "Good."),
        ("Good.\nSent from my iPhone", "Good."),
        ("Bagus.\nDikirim dari iPhone saya", "Bagus."),
        ("Bagus.\nDikirim dari Email untuk Windows", "Bagus."),
        ("Terima kasih", "Terima kasih"),
        ("Good.\nThanks,\nRina\nPS: the cart is slow", "Good.\nThanks,\nRina\nPS: the cart is slow"),
        ("Thank you!\n\nScore: 9", "Thank you!\n\nScore: 9"),
        ("Kirim via WhatsApp saja", "Kirim via WhatsApp saja"),
    ],
)
def test_signatures_are_no_part_of_what_is_said(text, kept):
    assert "\n".join(without_signature(text.split("\n"))) == kept


@pytest.mark.parametrize(
    "line",
    [
        "On Tue, Nov 17, 2026 at 9:12 AM Dewi Lestari <dewi@studio.example> wrote:",
        "On 17/11/2026 09:12, Dewi Lestari wrote:",
        "Pada tanggal Sel, 17 Nov 2026 pukul 09.12 Dewi <dewi@studio.example> menulis:",
        "Pada Sel, 17 Nov 2026 pukul 09.12 Dewi Lestari Rahmawati\n<dewi@studio.example> menulis:",
        "On Tue, Nov 17, 2026 at 9:12 AM Dewi Lestari Rahmawati of the studio\n<dewi@studio.example>\nwrote:",
        "Dewi Lestari <dewi@studio.example> wrote:",
        "2026-11-17 9:12 GMT+07:00 Dewi Lestari wrote:",
        "Dewi Lestari wrote on 17/11/2026 09:12:",
        "-----Original Message-----",
        "-----Pesan Asli-----",
        "-------- Pesan asli --------",
        "________________________________",
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "From: Dewi\nSent: Tuesday\nTo: Rina\nSubject: One question",
        "*From:* Dewi\n*Sent:* Tuesday\n*To:* Rina",
        "Dari: Dewi\nTerkirim: Selasa\nKepada: Rina\nPerihal: Satu pertanyaan",
        "Dari: Dewi\nDikirim: Selasa\nKe: Rina\nSubjek: Satu pertanyaan",
        "---- On Tue, 17 Nov 2026 09:12:33 +0700 Dewi wrote ----",
    ],
)
def test_lines_that_introduce_a_quote(line):
    reply = split_reply(f"Good work.\n\n{line}\n\nScore: 3\nand so on")
    assert reply.above == "Good work."
    assert "Score: 3" in reply.quoted


@pytest.mark.parametrize(
    "line",
    [
        "Op di 17 nov. 2026 om 09:12 schreef Dewi Lestari <dewi@studio.example>:",
        "Am 17.11.26 um 09:12 schrieb Dewi Lestari:",
        "Le mar. 17 nov. 2026 à 09:12, Dewi Lestari <\ndewi@studio.example> a écrit :",
    ],
)
def test_a_sentence_of_any_language_above_a_marked_quote_introduces_it(line):
    assert split_reply(f"Good work.\n\n{line}\n\n> Score: 3\n> and so on").above == "Good work."


def test_a_mail_may_begin_with_what_an_editor_left():
    for before in (b"\xef\xbb\xbf", b"\r\n\r\n", b"\n"):
        assert read_message(before + b"Subject: one\r\n\r\nScore: 9").subject == "one"


@pytest.mark.parametrize(
    "line",
    [
        "From: our side all is well.",
        "On Monday we talked.",
        "On 3 December I wrote: nothing more.",
        "Dari: saya\nsalam",
        "On time, on budget.\nThat is what I wrote: it was.",
    ],
)
def test_sentences_that_introduce_nothing(line):
    assert split_reply(f"{line}\nScore: 3").above == f"{line}\nScore: 3"


def test_answers_below_and_within_a_quote_are_told_from_it():
    reply = split_reply("On 1/1/2026 Dewi wrote:\n> How?\nWell.\n> And?\nScore: 9\n-- \nRina")
    assert (reply.above, reply.below, reply.quoted) == ("", ("Well.", "Score: 9"), ("How?", "And?"))


@pytest.mark.parametrize(
    ("text", "scores", "certainty"),
    [
        ("9", (9,), "sure"),
        (" 10. ", (10,), "sure"),
        ("9/10", (9,), "sure"),
        ("9 dari 10", (9,), "sure"),
        ("*9*", (9,), "sure"),
        ("9, because it works", (9,), "sure"),
        ("9 - great", (9,), "sure"),
        ("9___", (9,), "sure"),
        ("11", (), "refused"),
        ("100", (), "refused"),
        ("11/10", (), "refused"),
        ("9-10", (9, 10), "unsure"),
        ("9 or 10", (9, 10), "unsure"),
        ("8 atau 9", (8, 9), "unsure"),
        ("9.5", (), "unsure"),
        ("8,5", (), "unsure"),
        ("4/5", (), "unsure"),
        ("nine", (9,), "unsure"),
        ("Sembilan", (9,), "unsure"),
        ("⑨", (9,), "unsure"),
        ("⑩", (10,), "unsure"),
        ("9️⃣", (9,), "unsure"),
        ("٩", (9,), "unsure"),
        ("½", (), "none"),
        ("⑳", (), "refused"),
        ("+9", (), "none"),
        ("-1", (), "none"),
        ("9 days", (), "none"),
        ("5 hari", (), "none"),
        ("9%", (), "none"),
        ("3/12/2026", (), "none"),
        ("12/11", (), "none"),
        ("9:30", (), "none"),
        ("Rp9.000", (), "none"),
        ("0811-0000-0001", (), "none"),
        ("2026", (), "none"),
        ("", (), "none"),
        ("9" * 300, (), "none"),
    ],
)
def test_values_are_scores_or_not(text, scores, certainty):
    value = value_of(text, NPS)
    assert (value.scores, value.certainty) == (scores, certainty)


@given(st.text(max_size=40), st.sampled_from([AnswerScale(0, 10), AnswerScale(1, 5), AnswerScale(1, 7)]))
def test_every_score_that_is_found_lies_on_its_scale(text, scale):
    value = value_of(text, scale)
    assert all(scale.holds(score) for score in value.scores)
    assert value.certainty != "sure" or len(value.scores) == 1


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Auto-Submitted: auto-replied", "an automatic reply"),
        ("Auto-Submitted: auto-generated", "sent by a program"),
        ("Auto-Submitted: no", ""),
        ("X-Autoreply: yes", "an automatic reply"),
        ("Precedence: auto_reply", "an automatic reply"),
        ("Precedence: bulk", "a circular"),
        ("List-Unsubscribe: <https://x>", "a circular"),
        (
            "Content-Type: multipart/report; report-type=disposition-notification",
            "a receipt that the mail was read",
        ),
        ("Content-Type: multipart/report; report-type=feedback-report", "a server's report"),
        ("X-Mailer: mutt", ""),
    ],
)
def test_mails_that_nobody_wrote(head, said):
    assert automatic(HeaderFields(head.encode()), "Re: x") == said


def test_bounces_of_older_servers_are_known_by_their_sender():
    data = (
        b"From: MAILER-DAEMON@mx.example\r\nX-Failed-Recipients: Rina@kopi.example\r\n\r\nunknown user:\r\n"
        b"Message-ID: <survey-1.ck@studio.example>\r\n"
    )
    bounce = bounce_of(read_message(data))
    assert bounce is not None
    assert (bounce.recipients, bounce.final) == (("rina@kopi.example",), True)
    assert "<survey-1.ck@studio.example>" in bounce.originals


def test_a_mail_that_was_delivered_after_all_is_no_bounce():
    assert bounce_of(read_message(a_bounce(action="delivered"))) is None
    assert bounce_of(read_message(with_parts("Hello"))) is None


def test_the_corpus_is_data_and_not_code():
    assert {path.suffix for path in (Path(__file__).parents[2] / "replies" / "corpus").iterdir()} == {".toml"}
