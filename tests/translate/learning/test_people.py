from translate.learning.people import names_of_people


def test_names_of_one_word_where_a_language_is_spoken():
    german, polish = names_of_people(["de"]), names_of_people(["pl"])
    assert {"Peter", "Schmidt", "Karl-Heinz"} <= german
    assert "Elżbieta" in polish - german
    assert not [name for name in german | polish if " " in name or not name[0].isupper()]
    assert german | polish == names_of_people(["pl", "de"])


def test_a_language_without_names_or_known_to_none():
    assert names_of_people(["xx"]) == set()
