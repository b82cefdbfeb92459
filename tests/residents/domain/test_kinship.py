"""Relations to the head of household and the kinship that follows (GB/T 4761)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from residents.domain.kinship import Kinship, Member, kinship_from_relations
from residents.domain.relations import compose, implied_sex, read_relation

D = dt.date


def _person(key: str, relation: str, sex: str, born: int, marital: str = "") -> Member:
    return Member(key, relation, sex, D(born, 6, 1), marital)


def _pairs(links: list) -> set[tuple[str, str, str]]:
    return {(link.kind, link.person, link.other) for link in links}


HEAD = _person("head", "02", "1", 1955, "20")
WIFE = _person("wife", "10", "2", 1957, "20")
SON = _person("son", "20", "1", 1982, "20")
SONS_WIFE = _person("sons_wife", "38", "2", 1984, "20")
GRANDSON = _person("grandson", "41", "1", 2012)
MOTHER = _person("mother", "52", "2", 1932, "30")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("户主", "02"),
        ("妻", "12"),
        ("配偶", "10"),
        ("长子", "22"),
        ("儿媳", "38"),
        ("户主之女", "30"),
        ("外孙女", "44"),
        ("非亲属", "99"),
        ("爷爷", "61"),
        ("外父", "55"),
        ("女婿", "28"),
        ("父亲", "51"),
        ("20", "20"),
    ],
)
def test_relation_words(raw: str, code: str) -> None:
    assert read_relation(raw).code == code


@pytest.mark.parametrize(
    ("parent", "boy", "girl"),
    [
        ("02", "20", "30"),
        ("01", "20", "30"),
        ("10", "20", "30"),
        ("12", "20", "30"),
        ("30", "43", "44"),
        ("32", "43", "44"),
        ("38", "41", "42"),
        ("20", "41", "42"),
        ("28", "43", "44"),
        ("42", "47", "48"),
        ("45", "47", "48"),
        ("52", "73", "77"),
        ("77", "95", "96"),
        ("72", "93", "94"),
        ("86", "92", "92"),
        ("54", "97", "97"),
        ("99", "99", "99"),
        ("80", "", ""),
        ("", "", ""),
    ],
)
def test_a_newborns_relation_follows_its_mothers(parent: str, boy: str, girl: str) -> None:
    assert (compose(parent, "1"), compose(parent, "2")) == (boy, girl)


def test_a_newborn_of_unknown_sex_gets_the_neutral_code() -> None:
    assert compose("38", "9") == "40"
    assert compose("52", "0") == "70"


@given(st.integers(1, 99).map("{:02d}".format), st.sampled_from(["1", "2"]))
def test_a_composed_relation_fits_the_sex(parent: str, sex: str) -> None:
    relation = compose(parent, sex)
    assert implied_sex(relation) in ("", sex)


def test_three_generations() -> None:
    found = kinship_from_relations([HEAD, WIFE, SON, SONS_WIFE, GRANDSON, MOTHER])
    assert _pairs(found.links) == {
        ("spouse", "head", "wife"),
        ("parent", "head", "son"),
        ("parent", "mother", "head"),
        ("spouse", "son", "sons_wife"),
        ("parent", "son", "grandson"),
    }
    assert _pairs(found.likely) == {("parent", "wife", "son"), ("parent", "sons_wife", "grandson")}
    assert found.doubts == []


def test_a_daughter_with_husband_and_child() -> None:
    daughter = _person("daughter", "30", "2", 1985, "20")
    husband = _person("husband", "28", "1", 1983, "20")
    child = _person("child", "44", "2", 2015)
    found = kinship_from_relations([HEAD, daughter, husband, child])
    assert ("parent", "daughter", "child") in _pairs(found.links)
    assert ("spouse", "daughter", "husband") in _pairs(found.links)


def test_with_two_sons_a_grandchilds_father_is_only_likely() -> None:
    found = kinship_from_relations([HEAD, SON, _person("son2", "23", "1", 1985, "20"), SONS_WIFE, GRANDSON])
    assert not any(link.other == "grandson" for link in found.links)
    assert {link.person for link in found.likely if link.other == "grandson"} == {"son", "son2"}
    assert not any(link.kind == "spouse" for link in found.links)


def test_a_grandchild_alone_with_its_grandparents_has_no_parent() -> None:
    found = kinship_from_relations([HEAD, WIFE, GRANDSON])
    assert _pairs(found.links) == {("spouse", "head", "wife")}


def test_the_only_son_is_the_father() -> None:
    only = _person("only", "21", "1", 1982, "40")
    found = kinship_from_relations([HEAD, only, GRANDSON])
    assert ("parent", "only", "grandson") in _pairs(found.links)


def test_a_single_son_without_a_wife_is_only_likely() -> None:
    found = kinship_from_relations([HEAD, SON, GRANDSON])
    assert ("parent", "son", "grandson") not in _pairs(found.links)
    assert ("parent", "son", "grandson") in _pairs(found.likely)


def test_step_and_adopted_children_are_only_likely() -> None:
    found = kinship_from_relations([HEAD, _person("step", "27", "1", 1990)])
    assert (_pairs(found.links), _pairs(found.likely)) == (set(), {("parent", "head", "step")})


def test_parents_in_law_are_parents_of_the_spouse() -> None:
    found = kinship_from_relations([HEAD, WIFE, _person("his", "53", "1", 1930), _person("hers", "56", "2", 1933)])
    assert ("parent", "hers", "wife") in _pairs(found.links)
    assert not any(link.person == "his" for link in found.links)


def test_both_parents_of_the_head_are_likely_a_couple() -> None:
    father = _person("father", "51", "1", 1930)
    found = kinship_from_relations([HEAD, father, MOTHER])
    assert _pairs(found.links) == {("parent", "father", "head"), ("parent", "mother", "head")}
    assert _pairs(found.likely) == {("spouse", "father", "mother")}


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ([HEAD, _person("child", "20", "1", 1950)], "parent_age"),
        ([HEAD, _person("child", "20", "1", 1965)], "parent_age"),
        ([HEAD, _person("child", "20", "2", 1985)], "relation_sex"),
        ([HEAD, _person("a", "10", "2", 1957), _person("b", "12", "2", 1960)], "two_spouses"),
        ([HEAD, _person("other", "02", "2", 1957)], "two_heads"),
        ([HEAD, _person("same", "10", "1", 1957)], "spouse_sex"),
        ([HEAD, MOTHER, _person("mother2", "52", "2", 1930)], "two_parents"),
        ([HEAD, _person("wife", "10", "2", 1957, "40")], "spouse_marital"),
    ],
)
def test_contradictions_are_doubts_and_make_no_link(members: list[Member], code: str) -> None:
    found = kinship_from_relations(members)
    assert code in {doubt.code for doubt in found.doubts}
    assert all(doubt.words for doubt in found.doubts)
    assert found.links == []


def test_without_a_head_nothing_follows() -> None:
    assert kinship_from_relations([WIFE, SON]) == Kinship()


relations = st.integers(1, 99).map("{:02d}".format)
members = st.builds(
    Member,
    st.uuids().map(str),
    relations,
    st.sampled_from(["1", "2", "9", ""]),
    st.none() | st.dates(D(1920, 1, 1), D(2026, 1, 1)),
    st.sampled_from(["", "10", "20", "30", "40"]),
)


@given(st.lists(members, max_size=8).map(lambda others: [HEAD, *others]))
def test_no_household_makes_a_child_older_than_its_parent(household: list[Member]) -> None:
    found = kinship_from_relations(household)
    by_key = {member.key: member for member in household}
    for link in found.links + found.likely:
        person, other = by_key[link.person], by_key[link.other]
        assert link.person != link.other
        if link.kind == "parent" and person.birth and other.birth:
            assert person.birth < other.birth
    parents = [(link.other, by_key[link.person].sex) for link in found.links if link.kind == "parent"]
    known = [pair for pair in parents if pair[1] in ("1", "2")]
    assert len(known) == len(set(known))
