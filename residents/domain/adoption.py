"""Adoption: who may be adopted by whom, as far as the base can know (民法典 第一千零九十三条至第一千一百一十八条).

The civil affairs office decides and registers; what the base says can only show that the wrong persons were named.
"""

from __future__ import annotations

OF_AGE = 18  # 第一千零九十三条: minors are adopted
LEAST_AGE = 30  # 第一千零九十八条 (四); a step-parent is exempt: 第一千一百零三条

# 第一千一百一十四条、第一千一百一十五条.
ENDS = (
    ("agreed", "协议解除（第 1114、1115 条）"),
    ("court", "法院判决解除（第 1114、1115 条）"),
    ("void", "收养无效（第 1113 条）"),
)


def child_problem(age: int | None) -> tuple[str, str, str] | None:
    """(field, what is wrong, remedy) when a person of this age is not adopted."""
    if age is not None and age >= OF_AGE:
        return (
            "subject",
            f"被收养人登记那天 {age} 岁，成年人不能被收养。",
            "请核对被收养人和日期（民法典第一千零九十三条）。",
        )
    return None


def adopter_problem(age: int | None, *, step_parent: bool) -> tuple[str, str, str] | None:
    """The same of somebody who adopts; `step_parent`: married to the child's parent on the day."""
    if age is not None and age < LEAST_AGE and not step_parent:
        words = f"收养人登记那天 {age} 岁，不满 {LEAST_AGE} 周岁。"
        return "adopter", words, "请核对是哪一位（民法典第一千零九十八条；继父母收养继子女除外）。"
    return None
