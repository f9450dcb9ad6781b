"""What no line parts, in pages and mails as in print; the text part keeps spaces that are typed."""

import json

import pytest

from clientkit.kernel.text.mail_html import mail_page
from clientkit.kernel.text.mail_text import mail_text
from clientkit.kernel.text.markdown.no_break import unbroken
from clientkit.kernel.text.markdown.to_html import to_html
from clientkit.kernel.text.typst.blocks import blocks


@pytest.mark.parametrize(
    "text",
    [
        "IDR~45,000,000 and no more",
        "Rp45.000.000 untuk 40~produk",
        "-$~5~less, US$~400~more, EUR~1.5",
        "23.5~hours at 12~% of 4.500~EUR",
        "on Tue~1~Dec 2026 the work",
        "Selasa, 1~Desember 2026, 14~hari kerja",
        "16\u201327~November 2026, week 48",
        "in 2026 we, v1 or 2, 1.2.3 not",
        "1,250,000 pieces and 40 Donaudampfschifffahrtsgesellschaften",
    ],
)
def test_amounts_counts_and_days_stay_whole(text):
    assert unbroken(text.replace("~", " ")) == text.replace("~", "\u00a0")


def test_pages_mails_and_print_bind_and_the_text_part_does_not():
    text = "# IDR 5\n\nPay **IDR 45,000,000** for 23.5 hours, `IDR 1`.\n\n| Due |\n| --- |\n| Tue 1 Dec |\n"
    bound = ("IDR\u00a045,000,000", "23.5\u00a0hours", "Tue\u00a01\u00a0Dec", "IDR 1")
    mail = mail_page(text, "Pay", "en").replace("&nbsp;", "\u00a0")
    for made in (to_html(text).html, mail, json.dumps(blocks(text), ensure_ascii=False)):
        assert [one for one in bound if one not in made] == []
    assert "\u00a0" not in mail_text(text)
    assert all(one.replace("\u00a0", " ") in mail_text(text) for one in bound)


def test_a_line_of_the_text_part_does_not_part_them_either():
    text = f"{'word ' * 13}IDR 45,000,000 today"
    assert mail_text(text).splitlines() == [f"{'word ' * 13}".strip(), "IDR 45,000,000 today"]
