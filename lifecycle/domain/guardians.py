"""What a guardian is to the child, in one word."""

from __future__ import annotations

from residents.domain import relations

_CHILDREN = relations.SONS | relations.DAUGHTERS | relations.UNSURE_SONS | relations.UNSURE_DAUGHTERS


def guardian_word(kind: str, sex: str, relation: str) -> str:
    """父, 母, 祖父 … `kind`: parent, guardian or head; `sex` of the guardian (GB/T 2261.1); `relation`: what the child is to
    the head (GB/T 4761), when the guardian is the head of its household."""
    if kind == "guardian":
        return "监护人"
    if kind == "parent" or relation in _CHILDREN:
        return _by_sex(sex, "父", "母", "父母")
    if relation in relations.SONS_CHILDREN:
        return _by_sex(sex, "祖父", "祖母", "祖辈")
    if relation in relations.DAUGHTERS_CHILDREN:
        return _by_sex(sex, "外祖父", "外祖母", "外祖辈")
    return "户主"


def _by_sex(sex: str, man: str, woman: str, unknown: str) -> str:
    return {"1": man, "2": woman}.get(sex, unknown)
