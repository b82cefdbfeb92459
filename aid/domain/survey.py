"""What is asked at home for aid, and how the answers read in the finding (aid_application_fields 17)."""

from __future__ import annotations

from collections.abc import Mapping

# name of the field, label, choices (key, words)
QUESTIONS = (
    ("home", "住房", (("own", "自有"), ("public", "公房"), ("rented", "租住"), ("borrowed", "借住"))),
    ("state", "家里条件", (("poor", "简陋"), ("plain", "一般"), ("good", "较好"))),
    ("works", "有没有人工作", (("nobody", "没有人"), ("casual", "零工"), ("steady", "有固定工作"))),
    ("care", "有没有人需要照料", (("nobody", "没有"), ("old", "老人"), ("ill", "病人"), ("disabled", "残疾人"), ("child", "孩子"))),
    ("same", "和申报的一致吗", (("yes", "一致"), ("no", "不一致"))),
    ("neighbours", "邻里怎么说", (("poor", "确有困难"), ("unsure", "说不清"), ("fine", "不困难"))),
)  # fmt: skip


def in_words(answers: Mapping[str, str], words: str) -> str:
    """`住房：租住。家里条件：简陋。…` and what was written besides; unknown answers are left out."""
    said = []
    for name, label, choices in QUESTIONS:
        chosen = dict(choices).get(answers.get(name, ""))
        if chosen:
            said.append(f"{label}：{chosen}")
    return "。".join(filter(None, ["；".join(said), words.strip()]))
