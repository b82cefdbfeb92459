"""What a text message may say: named places, their length, and what never goes into one.

A message is read on a locked screen, by whoever holds the phone. So it never says that somebody is poor, ill, disabled, divorced or
in trouble with the law, nor gives a resident number (handbook §14: 敏感词不写短信; 个人信息保护法 第二十八条).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

LONGEST_PLACE = 35  # signs of one value (Aliyun: 变量默认 ≤ 35 字)
FORBIDDEN = (
    *("低保", "低边", "特困", "困难群众", "困境", "救助对象", "贫困", "孤儿", "流浪"),
    *("离婚", "离异", "丧偶", "未婚先孕", "流产", "引产", "结扎", "特扶", "失独", "计生特殊"),
    *("残疾", "失能", "失智", "智障", "精神病", "精神障碍", "痴呆", "抑郁", "老年痴呆"),
    *("癌", "肿瘤", "肝炎", "结核", "艾滋", "梅毒", "糖尿病", "高血压", "冠心病", "中风", "尿毒症", "透析", "病危"),
    *("吸毒", "戒毒", "刑满", "社区矫正", "服刑", "上访", "信访人"),
)
_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def places(text: str) -> list[str]:
    """The named places of a template in their order, each once; ValueError when the braces are wrong."""
    try:
        names = [name for _, name, spec, turn in Formatter().parse(text) if name is not None]
    except ValueError as error:
        raise ValueError("模板里的大括号没有成对。") from error
    if any(not name.isidentifier() for name in names):
        raise ValueError("大括号里要写名字，如 {name}。")
    return list(dict.fromkeys(names))


def fill(text: str, params: Mapping[str, str]) -> str:
    """The template with its places filled. Ask `trouble_with` first."""
    return text.format_map({name: str(params.get(name, "")) for name in places(text)})


def readable(text: str, called: Mapping[str, str]) -> str:
    """The template as people read it: a place by what it is called, `〔什么时候〕`; a place without words keeps its name."""
    return text.format_map({name: f"〔{called.get(name, name)}〕" for name in places(text)})


def forbidden_in(text: str) -> str:
    """The first word of a text that no message may carry; empty when it may go."""
    if _NUMBER.search(text):
        return "证件号码"
    return next((word for word in FORBIDDEN if word in text), "")


def trouble_with(text: str, params: Mapping[str, str]) -> str:
    """Why this template with these values cannot be sent, in words; empty when it can."""
    wanted = places(text)
    missing = [name for name in wanted if not str(params.get(name, "")).strip()]
    if missing:
        return f"缺少要填的内容：{'、'.join(missing)}"
    for name in wanted:
        if len(str(params[name])) > LONGEST_PLACE:
            return f"「{name}」超过 {LONGEST_PLACE} 个字"
    word = forbidden_in(fill(text, params))
    return f"含有不写进短信的内容：{word}" if word else ""
