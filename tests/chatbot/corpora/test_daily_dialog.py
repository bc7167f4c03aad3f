def test_turns_and_their_spaces(sample):
    talk = (
        "The kitchen stinks . __eou__ I ' ll throw it out , Jim . __eou__ Don ’ t you think it ’ s late ? __eou__\n"
        "Only one . __eou__\n"
        "no mark\n"
        " Wait ... What ? __eou__ Isn't that 5 % ! __eou__ \n"
    )
    read = sample("dialogues_text.txt", talk)
    assert read.turns == [
        ("The kitchen stinks.", "I'll throw it out, Jim.", "Don’t you think it’s late?"),
        ("Wait... What?", "Isn't that 5%!"),
    ]
    assert read.as_read == (3, 6)
    assert read.report.places == {
        "without a reply": ["dialogues_text.txt:2"],
        "malformed": ["dialogues_text.txt:3"],
    }


def test_the_files_beside_it_are_no_dialogues(tmp_path, read):
    (tmp_path / "dialogues_text.txt").write_text("A ? __eou__ B . __eou__\nC ? __eou__ D . __eou__\n")
    (tmp_path / "dialogues_act.txt").write_text("2 1\n2 1\n")
    (tmp_path / "readme.txt").write_text("DailyDialog\n\nTwo lines.\n")
    corpus = read(tmp_path)
    assert corpus.turns == [("A?", "B."), ("C?", "D.")]
    assert list(corpus.report.places.values()) == [["dialogues_act.txt", "readme.txt"]]
