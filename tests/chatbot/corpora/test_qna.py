from chatbot.corpora import SMALL_TALK

QNA = """\
> # QnA pairs

> !# @qna.pair.source = qna_chitchat_Witty

# ? Are you hungry?
- do you eat
- want some [FOOD]

**Filters:**
- editorial = chitchat

```markdown
Only for data.
Always.
```

> !# @qna.pair.source = qna_chitchat_Caring

# ? Help
- help me

```markdown
I'm here. Call 555-867-5309 or visit www.example.org.
```
"""


def test_qna(sample):
    read = sample("chat.qna", QNA)
    assert [(c.tone, c.turns) for c in read.conversations] == [
        ("witty", ("Are you hungry?", "Only for data. Always.")),
        ("witty", ("do you eat", "Only for data. Always.")),
        ("caring", ("Help", "I'm here.")),
        ("caring", ("help me", "I'm here.")),
    ]
    assert {c.kind for c in read.conversations} == {SMALL_TALK}
    assert read.report.kept == 4
    assert read.as_read == (5, 10)
    assert read.report.places["a turn with a placeholder"] == ["chat.qna:7"]


def test_windows_line_ends_and_a_byte_order_mark(sample):
    read = sample("chat.qna", b"\xef\xbb\xbf" + QNA.replace("\n", "\r\n").encode())
    assert len(read.conversations) == 4


def test_a_question_without_an_answer_does_not_take_the_next_ones(sample):
    read = sample("chat.qna", "# ? Lost?\n- gone?\n\n# ? Found?\n\n```markdown\nYes.\n```\n# ? Then?\n")
    assert read.turns == [("Found?", "Yes.")]
    assert read.report.places == {"a question without an answer between lines of ```": ["chat.qna:1", "chat.qna:9"]}


def test_a_file_that_ends_within_an_answer(sample):
    report = sample("chat.qna", QNA + "# ? Cut?\n```markdown\nYes").report
    assert report.kept == 4
    assert report.places["an answer that no ``` ends"] == [f"chat.qna:{QNA.count(chr(10)) + 2}"]
