from chatbot.corpora.messages import MAX_MESSAGES, SILENCE_SECONDS, Message, dialogues_of


def parts(*messages):
    return [[said.text for said in dialogue.utterances] for dialogue in dialogues_of(messages)]


def message(text, seconds, chat=0):
    return Message("Ann", text, seconds, f"chat:{text}", chat)


def test_a_silence_ends_a_dialogue():
    later = SILENCE_SECONDS + 10
    assert parts(message("a", 0), message("b", 10), message("c", later), message("d", 2 * later + 1)) == [
        ["a", "b", "c"],
        ["d"],
    ]


def test_a_clock_that_was_set_back_ends_none_unless_by_much():
    assert parts(message("a", 4000), message("b", 400), message("c", 400 - SILENCE_SECONDS - 1)) == [["a", "b"], ["c"]]


def test_a_message_without_a_time_belongs_to_what_is_around_it():
    assert parts(message("a", 0), message("b", None), message("c", 1e9)) == [["a", "b", "c"]]


def test_another_chat_is_another_dialogue():
    assert parts(message("a", 0), message("b", 0, chat=1)) == [["a"], ["b"]]


def test_a_chat_that_never_falls_silent_is_cut():
    assert [len(part) for part in parts(*(message("a", 0) for _ in range(2 * MAX_MESSAGES + 1)))] == [
        MAX_MESSAGES,
        MAX_MESSAGES,
        1,
    ]
