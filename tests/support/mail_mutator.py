"""Breaks mails in the ways that mails are broken: by bytes, by headers, by parts, by encodings; by a seed."""

from collections.abc import Callable
from random import Random

JUNK = (
    b"\0",
    b"\xff\xfe",
    b"\r",
    b"\n\n",
    b"\x1b]8;;x\x07",
    b"=?utf-8?B?////?=",
    b"=?x-unknown?Q?=FF=?=",
    b"=?utf-16?B?2AA=?=",
    b"[CK-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA] NPS 9",
    b"<!--",
    b"<blockquote>" * 40,
    b"<style>",
    b"&#xD800;&#99999999999;",
    b"> > > > > ",
    b"On 17 Nov 2026, Dewi wrote:\n",
    b"9\n",
    b"Q1: 11\n",
    b"Q1: " + b"9" * 500,
    b"-- \n",
    b"\xe2\x80\xae\xf0\x9f\x98\x80",
)
HEADERS = (
    b"Content-Type: multipart/mixed; boundary=b\r\n",
    b"Content-Type: multipart/mixed; boundary=\r\n",
    b'Content-Type: multipart/mixed; boundary="' + b"x" * 300 + b"\r\n",
    b"Content-Type: text/html\r\n",
    b"Content-Type: text/plain; charset=utf-16\r\n",
    b"Content-Type: text/plain; charset=unicode_escape\r\n",
    b"Content-Type: text/plain; charset=zlib\r\n",
    b"Content-Type: text/plain; charset=utf-7; format=flowed; delsp=yes\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Transfer-Encoding: x-uuencode\r\n",
    b"Content-Disposition: attachment\r\n",
    b"Date: Tue, 99 Nov 99999 99:99:99 +9999\r\n",
    b"Date: Fri, 31 Dec 9999 23:59:59 -1200\r\n",
    b"Date: Sat, 01 Jan 0001 00:00:00 +1400\r\n",
    b"Date: 1\r\n",
    b"Message-ID: <" + b"m" * 400 + b"@x>\r\n",
    b"Message-ID:\r\n",
    b"From: =?utf-8?B?\r\n",
    b"From: " + b"(" * 500 + b"\r\n",
    b"From: <>\r\n",
    b"Auto-Submitted: auto-replied\r\n",
    b"X-Failed-Recipients: " + b"," * 300 + b"\r\n",
    b"Subject: [CK-\r\n",
    b"Subject: " + b"=?utf-8?Q?=C3?= " * 50 + b"\r\n",
    b"References: " + b"<a@b> " * 400 + b"\r\n",
    b": no name\r\n",
    b"\xffSubject: x\r\n",
)

Mutation = Callable[[Random, bytes], bytes]


def place(random: Random, data: bytes) -> int:
    """Somewhere in a mail, in its head as often as in its body."""
    head = data.find(b"\r\n\r\n")
    return random.randrange(max(1, head if random.random() < 0.5 and head > 0 else len(data)))


def flipped(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 20)):
        if changed:
            changed[place(random, data)] = random.randrange(256)
    return bytes(changed)


def cut(random: Random, data: bytes) -> bytes:
    return data[: place(random, data)]


def shortened(random: Random, data: bytes) -> bytes:
    start = place(random, data)
    return data[:start] + data[start + random.randint(1, 300) :]


def doubled(random: Random, data: bytes) -> bytes:
    start = place(random, data)
    return data[:start] + data[start : start + random.randint(1, 800)] * random.randint(2, 5) + data[start:]


def with_junk(random: Random, data: bytes) -> bytes:
    start = place(random, data)
    return data[:start] + random.choice(JUNK) + data[start:]


def with_header(random: Random, data: bytes) -> bytes:
    return random.choice(HEADERS) + data


def without_header(random: Random, data: bytes) -> bytes:
    lines = data.split(b"\r\n")
    del lines[random.randrange(min(len(lines), 12))]
    return b"\r\n".join(lines)


def nested(random: Random, data: bytes) -> bytes:
    for depth in range(random.randint(1, 40)):
        mark = b"b%d" % (depth if random.random() < 0.8 else 0)
        head = b"From: a@b\r\nContent-Type: multipart/mixed; boundary=" + mark
        data = head + b"\r\n\r\n--" + mark + b"\r\n" + data + b"\r\n--" + mark + b"--\r\n"
    return data


def with_other_ends(random: Random, data: bytes) -> bytes:
    return data.replace(b"\r\n", random.choice((b"\n", b"\r", b"\r\r\n", b"\n\r")))


def joined(random: Random, data: bytes) -> bytes:
    start = place(random, data)
    return data[start:] + data[:start]


MUTATIONS: tuple[Mutation, ...] = (
    flipped,
    cut,
    shortened,
    doubled,
    with_junk,
    with_header,
    without_header,
    nested,
    with_other_ends,
    joined,
)


def mutated(random: Random, data: bytes) -> bytes:
    """A mail after one to five accidents."""
    for _ in range(random.randint(1, 5)):
        data = random.choice(MUTATIONS)(random, data)[:200_000]
    return data
