import pytest

from chatbot.corpora.whatsapp_dates import STAMP, Clock
from shared.errors import CallError, CorpusError

ANDROID = """\
12/30/20, 9:15\u202fPM - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
12/30/20, 9:15\u202fPM - Ann Lee: Are you there?
12/30/20, 9:16\u202fPM - Ann Lee: I have
two questions:
first: when?
12/30/20, 9:17\u202fPM - Ben: <Media omitted>
12/30/20, 9:17\u202fPM - Ben: At eight. <This message was edited>
12/30/20, 9:18\u202fPM - Ann Lee: This message was deleted
12/30/20, 9:19\u202fPM - Ann Lee: IMG-20201230-WA0001.jpg (file attached)
The new bike
12/30/20, 9:20\u202fPM - Ben: Missed voice call
12/30/20, 9:21\u202fPM - Ben: Nice!
12/31/20, 8:00\u202fAM - Ann Lee: Morning
12/31/20, 8:01\u202fAM - Ben: Hi
12/31/20, 8:02\u202fAM - Ann Lee changed the group name from “Us: two” to “Us”
"""
IOS = """\
[31/12/2020, 21:15:03] Ann: \u200eMessages and calls are end-to-end encrypted.
[31/12/2020, 21:15:03] Ann: Hello
\u200e[31/12/2020, 21:15:30] Ben: \u200eimage omitted
[31/12/2020, 21:16:00] ~\u00a0Ben: Hi, see this: \u200e<attached: 0001-PHOTO.jpg>
\u200e[31/12/2020, 21:16:30] Ann: \u200eMissed video call
[31/12/2020, 21:17:00] Ann: Video call at 8?
\u200e[31/12/2020, 21:18:00] Ben: \u200eYou deleted this message.
"""


def test_android(sample):
    read = sample("WhatsApp Chat with Ben.txt", ANDROID)
    assert read.turns == [
        ("Are you there? I have two questions: first: when?", "At eight.", "The new bike", "Nice!"),
        ("Morning", "Hi"),
    ]
    assert read.as_read == (2, 7)
    assert read.report.skipped == {
        "a note by WhatsApp": 2,
        "a message without text": 1,
        "a deleted message": 1,
        "a call": 1,
    }
    assert read.report.places["a call"] == ["WhatsApp Chat with Ben.txt:11"]


def test_ios(sample):
    read = sample("_chat.txt", IOS.replace("\n", "\r\n"))
    assert read.turns == [("Hello", "Hi, see this:", "Video call at 8?")]
    assert read.as_read == (1, 3)
    assert read.report.skipped == {
        "a note by WhatsApp": 1,
        "a message without text": 1,
        "a call": 1,
        "a deleted message": 1,
    }


def test_me(sample):
    assert sample("chat.txt", ANDROID).conversations[0].bot_turns is None
    read = sample("chat.txt", ANDROID, me="ann lee")
    assert read.learned == [["The new bike"]]
    assert read.conversations[0].bot_turns == {2}
    assert read.report.places["without a reply"] == ["chat.txt:13"]
    assert sample("chat.txt", IOS, me="BEN").learned == [["Hi, see this:"]]


def test_me_names_nobody(sample):
    with pytest.raises(CallError, match=r"--me Eva: nobody in .*chat\.txt has that name; there are 'Ann Lee', 'Ben'$"):
        sample("chat.txt", ANDROID, me="Eva")


def test_me_names_nobody_of_many(sample):
    group = "".join(f"1/2/20, 10:00 - P{n:02}: a\n" * (40 - n) for n in range(30))
    with pytest.raises(CallError, match=r"there are 'P00', 'P01', .*'P19' and 10 more$"):
        sample("chat.txt", group, me="P")


def test_a_group_alternates(sample):
    group = "".join(f"1.2.20, 10:00 - {who}: {who.lower()}{n}\n" for n, who in enumerate("AABCCA"))
    read = sample("chat.txt", group)
    assert read.turns == [("a0 a1", "b2", "c3 c4", "a5")]
    assert sample("chat.txt", group, me="c").learned == [["c3 c4"]]


def test_one_speaker_only(sample):
    with pytest.raises(CorpusError, match=r"chat\.txt: only 'Ann' speaks, so there is no reply to learn"):
        sample("chat.txt", "1.2.20, 10:00 - Ann: a\n1.2.20, 19:00 - Ann: b\n")


def test_a_message_of_many_lines_does_not_grow_without_end(sample):
    content = "1.2.20, 10:00 - Ann: a\n" + "more\n" * 10_000 + "1.2.20, 10:00 - Ben: b\n1.2.20, 10:00 - Ann: c\n"
    read = sample("chat.txt", content)
    assert read.turns == [("b", "c")]
    assert read.report.skipped == {"a turn longer than 500 characters": 1}


@pytest.mark.parametrize(
    "stamp",
    [
        "12/31/20, 9:15 PM - ",
        "31.12.20, 21:15 - ",
        "31/12/2020 21:15 - ",
        "31/12/2020 à 21:15 - ",
        "2020-12-31, 21.15 - ",
        "[31/12/2020, 21:15:03] ",
        "[12/31/20, 9:15:03\u202fPM] ",
        "[31.12.20, 21:15:03] ",
        "31/12/2020, 9:15 p. m. - ",
        "31.12.2020 klo 21.15 - ",
        "2020/12/31 下午9:15 - ",
        "2020年12月31日 晚上9:15 - ",
        "2020/12/31 21:15 - ",
        "2020. 12. 31. 오후 9:15, ",
        "[2020. 12. 31. 오후 9:15:03] ",
        "2020년 12월 31일 오후 9:15, ",
        "31.12.2020 г., 21:15 ч. - ",
        "2020. 12. 31. 21:15 - ",
    ],
)
def test_each_form_of_date_is_the_same_moment(sample, stamp):
    read = sample("chat.txt", f"{stamp}Ann : a\n{stamp}Ben : b\n")
    assert (read.turns, read.report.formats) == ([("a", "b")], ["WhatsApp export"])
    found = STAMP.match(f"{stamp}Ann : a".replace("\u202f", " "))
    assert Clock([found]).seconds(found) // 60 == 1_609_449_300 // 60


@pytest.mark.parametrize(
    "stamp", ["12/31/20, 12:05 AM - ", "2020/12/31 凌晨12:05 - ", "[2020. 12. 31. 오전 12:05:03] "]
)
def test_midnight(stamp):
    found = STAMP.match(stamp)
    assert Clock([found]).seconds(found) // 60 == 1_609_373_100 // 60


def test_a_title_before_the_first_message(sample):
    read = sample("chat.txt", "Chat with Ben\n\n1.2.20, 10:00 - Ann: a\nmore\n1.2.20, 10:00 - Ben: b\n")
    assert read.turns == [("a more", "b")]
    assert read.report.places == {"a line before the first message": ["chat.txt:1"]}


def test_a_line_with_a_date_makes_no_chat(sample):
    read = sample("film.txt", "When is it?\n1.2.20, 10:00 - I think.\nThanks.\n")
    assert read.report.formats == ["plain lines"]


def seconds_of(first_dates, *dates):
    def stamps(dates):
        return [STAMP.match(f"{date}, 10:00 - ") for date in dates]

    clock = Clock(stamps(first_dates))
    return [None if s is None else int(s) // 86_400 for s in map(clock.seconds, stamps(dates))]


def test_the_order_of_day_and_month_is_what_makes_sense_of_the_dates():
    assert seconds_of(["1/2/20", "13/2/20"], "3/4/20") == [18_355]  # 3 April: 13 is no month
    assert seconds_of(["1/2/20", "1/13/20"], "3/4/20") == [18_325]  # 4 March
    assert seconds_of(["5/6/20", "6/6/20", "7/6/20"], "3/4/20") == [18_355]  # 5, 6, 7 June lie closer together
    assert seconds_of(["6/5/20", "6/6/20", "6/7/20"], "3/4/20") == [18_325]
    assert seconds_of(["6/10/20", "7/10/20", "1/11/20"], "3/4/20") == [18_355]  # as months first the third goes back


def test_a_date_that_the_order_chosen_makes_impossible_corrects_it():
    assert seconds_of(["5/5/20"], "6/5/20", "25/5/20", "6/5/20", "99/99/20")[1:] == [18_407, 18_388, None]
