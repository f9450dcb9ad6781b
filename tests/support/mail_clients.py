"""Replies to a survey as the mail programs of clients really write them, in English and Indonesian."""

import base64
import html
import quopri
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import quote

STUDIO = "dewi@studio.example"
RINA = "rina@kopi.example"
SURVEY_MESSAGE = "<survey-1.ck@studio.example>"

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "subject": "Re: One question about Web shop",
        "was": "One question about Web shop",
        "wrote": "wrote:",
        "original": "Original Message",
        "original_small": "Original message",
        "forwarded": "From,Sent,To,Subject",
        "samsung": "From,Date,To,Subject",
        "iphone": "Sent from my iPhone",
        "galaxy": "Sent from my Galaxy",
        "outlook": "Get Outlook for Android<https://aka.ms/AAb9ysg>",
        "yahoo": "Sent from Yahoo Mail on Android",
        "greeting": "Dear Ms Wijaya,",
        "opening": "Web shop is in your hands now. May we ask you one question? It takes less than a minute.",
        "question": "How likely are you to recommend us to a friend or colleague?",
        "ends": "0 = not at all likely, 10 = extremely likely",
        "hint": "If no mail opens, reply to this one with your number in this line:",
        "line": "Score: ___",
        "more": "If you have another minute, add a sentence to the same mail: what would have made it a 10?",
        "kept": "Answers count until 31 December 2026.",
        "closing": "Kind regards,",
    },
    "id": {
        "subject": "Re: Satu pertanyaan tentang Toko daring",
        "was": "Satu pertanyaan tentang Toko daring",
        "wrote": "menulis:",
        "original": "Pesan Asli",
        "original_small": "Pesan asli",
        "forwarded": "Dari,Dikirim,Kepada,Subjek",
        "samsung": "Dari,Tanggal,Kepada,Perihal",
        "iphone": "Dikirim dari iPhone saya",
        "galaxy": "Dikirim dari Galaxy saya",
        "outlook": "Dapatkan Outlook untuk Android<https://aka.ms/AAb9ysg>",
        "yahoo": "Dikirim dari Yahoo Mail di Android",
        "greeting": "Yth. Ibu Rina Wijaya,",
        "opening": "Hasil pekerjaan Toko daring sudah kami serahkan kepada Ibu.",
        "question": "Seberapa besar kemungkinan Ibu merekomendasikan kami kepada rekan atau kenalan?",
        "ends": "0 = sama sekali tidak mungkin, 10 = sangat mungkin",
        "hint": "Apabila surel tidak terbuka, balas surel ini dan isikan angkanya pada baris berikut:",
        "line": "Skor: ___",
        "more": "Apabila berkenan, tambahkan satu kalimat: apa yang perlu kami perbaiki agar nilainya menjadi 10?",  # noqa: E501 - a line of a mail, as it is written
        "kept": "Jawaban dapat kami terima sampai dengan 31 Desember 2026.",
        "closing": "Salam hormat,",
    },
}


class Written(NamedTuple):
    """A reply: what is typed above the quote, in which language, and what is typed into the survey's line."""

    text: str
    language: str = "en"
    inline: str = ""
    below: str = ""

    @property
    def words(self) -> Mapping[str, str]:
        return WORDS[self.language]


def survey_lines(written: Written, *, links: bool) -> list[str]:
    """The survey as a reply quotes it, with its score links where the program makes text of HTML."""
    words = written.words
    token = "CK-" + "7F3KQ2" * 5 + "XY"
    scores = [
        f"{score} <mailto:{STUDIO}?subject={quote(f'[{token}] NPS {score}', safe='')}>" for score in range(11)
    ]
    line = words["line"].replace("___", written.inline) if written.inline else words["line"]
    shown = scores if links else []
    rest = [words["ends"], words["hint"], "", line, "", words["more"], words["kept"], "", words["closing"]]
    return [words["greeting"], "", words["opening"], "", words["question"], "", *shown, *rest, "Dewi Lestari"]


def marked(lines: list[str], mark: str = "> ") -> str:
    return "\n".join((mark + line).rstrip() for line in lines)


def head(written: Written, names: str, *, bold: bool = False) -> str:
    """The quoted head of a mail in the order of Outlook."""
    when = {"en": "Tuesday, 17 November 2026 09:12", "id": "Selasa, 17 November 2026 09.12"}[written.language]
    values = (f"Dewi Lestari <{STUDIO}>", when, f"Rina Wijaya <{RINA}>", written.words["was"])
    star = "*" if bold else ""
    return "\n".join(
        f"{star}{name}:{star} {value}" for name, value in zip(names.split(","), values, strict=True)
    )


def gmail_web(written: Written) -> str:
    dated = {
        "en": "On Tue, Nov 17, 2026 at 9:12\u202fAM Dewi Lestari <dewi@studio.example> wrote:",
        "id": "Pada Sel, 17 Nov 2026 pukul 09.12 Dewi Lestari <dewi@studio.example>\nmenulis:",
    }
    return f"{written.text}\n\n{dated[written.language]}\n\n{marked(survey_lines(written, links=True))}\n{written.below}"  # noqa: E501 - a line of a mail, as it is written


def gmail_phone(written: Written) -> str:
    dated = {
        "en": "On Tue, Nov 17, 2026, 09:12 Dewi Lestari <dewi@studio.example> wrote:",
        "id": "Pada tanggal Sel, 17 Nov 2026 09.12, Dewi Lestari <dewi@studio.example> menulis:",
    }
    return f"{written.text}\n\n{dated[written.language]}\n\n{marked(survey_lines(written, links=True))}\n{written.below}"  # noqa: E501 - a line of a mail, as it is written


def outlook_desktop(written: Written) -> str:
    return f"{written.text}\n\n{head(written, written.words['forwarded'])}\n\n" + "\n".join(
        survey_lines(written, links=True)
    )


def outlook_old(written: Written) -> str:
    return (
        f"{written.text}\n\n-----{written.words['original']}-----\n{head(written, written.words['forwarded'])}\n\n"  # noqa: E501 - a line of a mail, as it is written
        + ("\n".join(survey_lines(written, links=False)))
    )


def outlook_web(written: Written) -> str:
    return f"{written.text}\n{'_' * 32}\n{head(written, written.words['forwarded'])}\n\n" + "\n".join(
        survey_lines(written, links=True)
    )


def outlook_phone(written: Written) -> str:
    return (
        f"{written.text}\n\n{written.words['outlook']}\n{'_' * 32}\n"
        f"{head(written, written.words['forwarded'], bold=True)}\n\n"
    ) + "\n".join(survey_lines(written, links=True))


def apple_mail(written: Written) -> str:
    dated = {
        "en": "On 17 Nov 2026, at 09.12, Dewi Lestari <dewi@studio.example> wrote:",
        "id": "Pada 17 Nov 2026, pukul 09.12, Dewi Lestari <dewi@studio.example> menulis:",
    }
    quoted = marked(survey_lines(written, links=True))
    return f"{written.text}\n\n> {dated[written.language]}\n> \n{quoted}\n{written.below}"


def iphone(written: Written) -> str:
    dated = {
        "en": "On Nov 17, 2026, at 9:12 AM, Dewi Lestari <dewi@studio.example> wrote:",
        "id": "Pada 17 Nov 2026, pukul 09.12, Dewi Lestari <dewi@studio.example> menulis:",
    }
    sign = written.words["iphone"]
    return f"{written.text}\n\n{sign}\n\n> {dated[written.language]}\n> \n> \ufeff{marked(survey_lines(written, links=True))}"  # noqa: E501 - a line of a mail, as it is written


def thunderbird(written: Written) -> str:
    dated = {
        "en": "On 17/11/2026 09:12, Dewi Lestari wrote:",
        "id": "Pada 17/11/2026 09.12, Dewi Lestari menulis:",
    }
    quoted = marked(survey_lines(written, links=False))
    return f"{written.text}\n\n{dated[written.language]}\n{quoted}\n{written.below}"


def thunderbird_below(written: Written) -> str:
    """Thunderbird as many set it: the answer is typed under the quote."""
    dated = {
        "en": "On 17/11/2026 09:12, Dewi Lestari wrote:",
        "id": "Pada 17/11/2026 09.12, Dewi Lestari menulis:",
    }
    return f"{dated[written.language]}\n{marked(survey_lines(written, links=False))}\n\n{written.text}"


def yahoo_web(written: Written) -> str:
    dated = {
        "en": "    On Tuesday, November 17, 2026 at 09:12:33 AM GMT+7, Dewi Lestari <dewi@studio.example> wrote:  ",  # noqa: E501 - a line of a mail, as it is written
        "id": "    Pada Selasa, 17 November 2026 09.12.33 WIB, Dewi Lestari <dewi@studio.example> menulis:  ",
    }
    quoted = " \n ".join(survey_lines(written, links=False))
    return f" {written.text}\n{dated[written.language]}\n \n {quoted}  "


def yahoo_phone(written: Written) -> str:
    dated = {
        "en": "  On Tue, Nov 17, 2026 at 9:12, Dewi Lestari<dewi@studio.example> wrote:  ",
        "id": "  Pada Sel, 17 Nov 2026 pada 9:12, Dewi Lestari<dewi@studio.example> menulis:  ",
    }
    quoted = "\n".join(survey_lines(written, links=False))
    return f"{written.text}\n\n{written.words['yahoo']} \n \n{dated[written.language]} {quoted}"


def samsung(written: Written) -> str:
    return (
        f"{written.text}\n\n\n{written.words['galaxy']}\n\n\n-------- {written.words['original_small']} --------\n"  # noqa: E501 - a line of a mail, as it is written
        f"{head(written, written.words['samsung'])}\n\n"
    ) + " ".join(survey_lines(written, links=False))


def proton(written: Written) -> str:
    dated = {
        "en": "On Tuesday, November 17th, 2026 at 9:12 AM, Dewi Lestari <dewi@studio.example> wrote:",
        "id": "Pada Selasa, 17 November 2026 pukul 09.12, Dewi Lestari <dewi@studio.example> menulis:",
    }
    quoted = marked(survey_lines(written, links=False))
    return f"{written.text}\n\nSent with Proton Mail secure email.\n\n{dated[written.language]}\n\n{quoted}"


def zoho(written: Written) -> str:
    dated = {
        "en": "---- On Tue, 17 Nov 2026 09:12:33 +0700 Dewi Lestari <dewi@studio.example> wrote ----",
        "id": "---- Pada Sel, 17 Nov 2026 09:12:33 +0700 Dewi Lestari <dewi@studio.example> menulis ----",
    }
    return f"{written.text}\n\n\n\n{dated[written.language]}\n\n\n" + "\n".join(
        survey_lines(written, links=False)
    )


def roundcube(written: Written) -> str:
    dated = {
        "en": "On 2026-11-17 09:12, Dewi Lestari wrote:",
        "id": "Pada 2026-11-17 09:12, Dewi Lestari menulis:",
    }
    quoted = marked(survey_lines(written, links=False))
    return f"{written.text}\n\n{dated[written.language]}\n{quoted}\n"


def mutt(written: Written) -> str:
    dated = "On Tue, Nov 17, 2026 at 09:12:33AM +0700, Dewi Lestari wrote:"
    return f"{written.text}\n\n{dated}\n{marked(survey_lines(written, links=False))}\n\n-- \nRina Wijaya\n+62 811 000 5"  # noqa: E501 - a line of a mail, as it is written


def zimbra(written: Written) -> str:
    names = {"en": "From,Sent,To,Subject", "id": "Dari,Terkirim,Kepada,Perihal"}[written.language]
    title = {"en": "----- Original Message -----", "id": "----- Pesan Asli -----"}[written.language]
    quoted = "\n".join(survey_lines(written, links=False))
    return f"{written.text}\n\n{title}\n{head(written, names)}\n\n{quoted}"


def gmail_html(written: Written) -> str:
    dated = {
        "en": 'On Tue, Nov 17, 2026 at 9:12\u202fAM Dewi Lestari &lt;<a href="mailto:x">dewi@studio.example</a>&gt; wrote:',  # noqa: E501 - a line of a mail, as it is written
        "id": 'Pada Sel, 17 Nov 2026 pukul 09.12 Dewi Lestari &lt;<a href="mailto:x">dewi@studio.example</a>&gt; menulis:',  # noqa: E501 - a line of a mail, as it is written
    }
    return (
        f'<div dir="ltr">{in_divs(written.text)}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{dated[written.language]}<br></div>'
        f'<blockquote class="gmail_quote" style="margin:0 0 0 .8ex">{survey_html(written)}</blockquote></div>'
    )


def outlook_html(written: Written) -> str:
    names = written.words["forwarded"].split(",")
    values = ("Dewi Lestari", "17 November 2026 09:12", "Rina Wijaya", written.words["was"])
    rows = "<br>".join(f"<b>{name}:</b> {value}" for name, value in zip(names, values, strict=True))
    return (
        "<html><head><style>p.MsoNormal {margin:0cm; font-size:11.0pt}</style><!--[if gte mso 9]><xml>1</xml><![endif]-->"  # noqa: E501 - a line of a mail, as it is written
        f"</head><body lang=EN-GB><div class=WordSection1>{in_paragraphs(written.text)}<p class=MsoNormal>&nbsp;</p>"  # noqa: E501 - a line of a mail, as it is written
        "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        f"<p class=MsoNormal>{rows}</p></div></div>{survey_html(written)}</div></body></html>"
    )


def outlook_web_html(written: Written) -> str:
    names = written.words["forwarded"].split(",")
    values = ("Dewi Lestari", "17 November 2026 09:12", "Rina Wijaya", written.words["was"])
    rows = "<br>".join(f"<b>{name}:</b> {value}" for name, value in zip(names, values, strict=True))
    return (
        f'<div class="elementToProof">{in_divs(written.text)}</div><div id="appendonsend"></div>'
        f'<hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">{rows}'  # noqa: E501 - a line of a mail, as it is written
        f"</font><div>&nbsp;</div></div>{survey_html(written)}"
    )


def apple_html(written: Written) -> str:
    return (
        f'<html><head></head><body>{in_divs(written.text)}<br id="lineBreakAtBeginningOfMessage"><div><br>'
        '<blockquote type="cite"><div>On 17 Nov 2026, at 09.12, Dewi Lestari &lt;dewi@studio.example&gt; wrote:</div>'  # noqa: E501 - a line of a mail, as it is written
        f"<br><div>{survey_html(written)}</div></blockquote></div></body></html>"
    )


def yahoo_html(written: Written) -> str:
    return (
        f'<div class="ydp1yahoo-style-wrap"><div dir="ltr">{in_divs(written.text)}</div><div><br></div></div>'
        '<div id="ydp2yahoo_quoted_1" class="ydp2yahoo_quoted"><div>On Tuesday, November 17, 2026 at 09:12:33 AM '  # noqa: E501 - a line of a mail, as it is written
        f"GMT+7, Dewi Lestari wrote:</div><div><br></div>{survey_html(written)}</div>"
    )


TEXT: Mapping[str, Callable[[Written], str]] = {
    "gmail-web": gmail_web,
    "gmail-phone": gmail_phone,
    "outlook-desktop": outlook_desktop,
    "outlook-old": outlook_old,
    "outlook-web": outlook_web,
    "outlook-phone": outlook_phone,
    "apple-mail": apple_mail,
    "iphone": iphone,
    "thunderbird": thunderbird,
    "thunderbird-below": thunderbird_below,
    "yahoo-web": yahoo_web,
    "yahoo-phone": yahoo_phone,
    "samsung": samsung,
    "proton": proton,
    "zoho": zoho,
    "roundcube": roundcube,
    "mutt": mutt,
    "zimbra": zimbra,
}
HTML: Mapping[str, Callable[[Written], str]] = {
    "gmail-html": gmail_html,
    "outlook-html": outlook_html,
    "outlook-web-html": outlook_web_html,
    "apple-html": apple_html,
    "yahoo-html": yahoo_html,
}
CLIENTS = (*TEXT, *HTML)


def in_divs(text: str) -> str:
    return "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.split("\n"))


def in_paragraphs(text: str) -> str:
    return "".join(
        f"<p class=MsoNormal>{html.escape(line) or '&nbsp;'}<o:p></o:p></p>" for line in text.split("\n")
    )


def survey_html(written: Written) -> str:
    lines = survey_lines(written, links=False)
    links = " ".join(
        f'<a href="mailto:{STUDIO}?subject=%5BCK-X%5D%20NPS%20{score}">{score}</a>' for score in range(11)
    )
    return (
        "".join(f"<p>{html.escape(line)}</p>" for line in lines[:5])
        + f"<p>{links}</p>"
        + "".join(f"<p>{html.escape(line)}</p>" for line in lines[5:])
    )


def a_reply(client: str, written: Written, number: int = 1, **fields: str | None) -> bytes:
    """A whole mail as a client's program sends it; `fields` replace headers, or take them away with None."""
    headers: dict[str, str | None] = {
        "From": f"Rina Wijaya <{RINA}>",
        "To": f"Dewi Lestari <{STUDIO}>",
        "Subject": written.words["subject"],
        "Date": "Wed, 18 Nov 2026 10:30:00 +0700",
        "Message-ID": f"<reply-{client}-{number}@kopi.example>",
        "In-Reply-To": SURVEY_MESSAGE,
        "References": SURVEY_MESSAGE,
        "MIME-Version": "1.0",
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    if client in HTML:
        body, encoding, kind = HTML[client](written), "quoted-printable", "text/html"
    else:
        body, kind = TEXT[client](written), "text/plain"
        encoding = "base64" if client in {"outlook-web", "outlook-phone"} else "quoted-printable"
    data = body.encode()
    packed = base64.encodebytes(data) if encoding == "base64" else quopri.encodestring(data)
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    lines += [f"Content-Type: {kind}; charset=utf-8", f"Content-Transfer-Encoding: {encoding}", "", ""]
    return "\r\n".join(lines).encode() + packed.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
