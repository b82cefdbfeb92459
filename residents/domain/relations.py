"""Relation to the head of household, GB/T 4761: groups of codes and what they compose to."""

from typing import Final

from residents.domain.codes import CodeReading, codebook

HEAD: Final = frozenset({"01", "02"})
SPOUSE: Final = frozenset({"10", "11", "12"})
SONS: Final = frozenset({"20", "21", "22", "23", "24", "25", "26"})
DAUGHTERS: Final = frozenset({"30", "31", "32", "33", "34", "35", "36"})
# Step, adopted or "other" children: family, but whose child by blood or law is not said.
UNSURE_SONS: Final = frozenset({"27", "29"})
UNSURE_DAUGHTERS: Final = frozenset({"37", "39"})
SON_IN_LAW, DAUGHTER_IN_LAW = "28", "38"
SONS_CHILDREN: Final = frozenset({"41", "42"})
DAUGHTERS_CHILDREN: Final = frozenset({"43", "44"})
PARENTS: Final = frozenset({"50", "51", "52"})
UNSURE_PARENTS: Final = frozenset({"57", "58", "59"})
HUSBANDS_PARENTS: Final = frozenset({"53", "54"})
WIFES_PARENTS: Final = frozenset({"55", "56"})

# (relations of the parent to the head, relation of a son, relation of a daughter)
_CHILD_OF: Final[tuple[tuple[frozenset[str], str, str], ...]] = (
    (HEAD | SPOUSE, "20", "30"),
    (SONS | UNSURE_SONS | {DAUGHTER_IN_LAW}, "41", "42"),
    (DAUGHTERS | UNSURE_DAUGHTERS | {SON_IN_LAW}, "43", "44"),
    (frozenset({"40", "41", "42", "43", "44", "45", "46", "49"}), "47", "48"),
    (frozenset({"47", "48"}), "49", "49"),
    # A newborn is younger than any sibling of the same mother.
    (PARENTS, "73", "77"),
    (UNSURE_PARENTS, "79", "79"),
    (frozenset({"71", "72", "73", "74"}), "93", "94"),
    (frozenset({"75", "76", "77", "78"}), "95", "96"),
    (frozenset({"81", "82", "83", "84"}), "91", "91"),
    (frozenset({"85", "86", "87", "88", "89", "90"}), "92", "92"),
    (frozenset({"98", "99"}), "99", "99"),
)


def read_relation(raw: object) -> CodeReading:
    """The relation written in a cell: 户主, 妻, 长子, 儿媳 … or a code."""
    text = raw.strip() if isinstance(raw, str) else raw
    if isinstance(text, str):
        for prefix in ("户主的", "户主之"):
            text = text.removeprefix(prefix)
    return codebook("relation").read(text)


def relation_name(code: str) -> str:
    return codebook("relation").name(code)


def compose(parent_relation: str, child_sex: str) -> str:
    """What a newborn is to the head, given what its mother (or father) is to the head.

    `child_sex` is a GB/T 2261.1 code; one that is not known gives the neutral code of the group.
    Parent in-laws and remote kin give 97 (其他亲属); "" when the parent's relation is empty or 80,
    which says nothing.
    """
    if parent_relation in ("", "80") or parent_relation not in codebook("relation"):
        return ""
    for parents, son, daughter in _CHILD_OF:
        if parent_relation in parents:
            if child_sex not in ("1", "2"):
                return _neutral(son)
            return son if child_sex == "1" else daughter
    return "97"


def _neutral(son: str) -> str:
    """The code of the same kinship that says no sex; a child of the head has none but 80."""
    if son in ("41", "43"):
        return "40"
    if son == "73":
        return "70"
    return {"20": "80", "47": "49", "93": "97", "95": "97"}.get(son, son)


def implied_sex(relation: str) -> str:
    """The sex that a relation implies (GB/T 2261.1), or ""."""
    book = codebook("relation")
    return book.entry(relation).extra["implied_sex_of_member"] if relation in book else ""
