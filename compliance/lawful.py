"""On which statutory matter each feed and register rests, column by column (SEC21, SEC22; 个人信息保护法 第十三条、第三十四条).

A body with public duties collects no more than its duty needs, so every column that comes in names the duty it serves. A feed or a
register that names none fails tests/compliance/test_lawful.py; so does a column that a matter does not list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.models.processing import LegalBasis
from core.registry import Registry


@dataclass(frozen=True)
class Matter:
    """A matter of law for which information is collected. `basis` is its ground in 个人信息保护法 第十三条."""

    key: str
    title: str
    law: str
    kept_for: str
    basis: LegalBasis = LegalBasis.DUTY


@dataclass(frozen=True)
class Collected:
    """What a feed or register collects for which matter: `matter` for its columns, `other` for columns with another one."""

    key: str
    matter: str
    sensitive: bool = False
    other: Mapping[str, str] = field(default_factory=dict)


matters: Registry[Matter] = Registry("statutory matter")
collected: Registry[Collected] = Registry("collected feed")

for _matter in (
    Matter(
        "residents",
        "居民情况登记",
        "城市居民委员会组织法 第三条",
        "居住期间及迁出、死亡后的法定保存期",
    ),
    Matter("household", "户口登记", "户口登记条例 第三条、第五条至第八条", "永久（户口登记档案）"),
    Matter("floating", "流动人口服务管理", "居住证暂行条例 第三条、第五条", "居住期间及注销后的法定保存期"),
    Matter("births", "出生登记和出生医学证明", "母婴保健法 第二十三条；户口登记条例 第七条", "永久"),
    Matter("deaths", "死亡注销", "户口登记条例 第八条；殡葬管理条例 第十三条", "永久"),
    Matter("marriage", "婚姻登记", "婚姻登记条例 第七条、第十一条", "永久（婚姻登记档案）"),
    Matter("aid", "社会救助", "社会救助法；社会救助暂行办法 第九条至第十三条", "停止救助后按救助档案保存"),
    Matter(
        "supplies",
        "慈善捐赠物资的接收和发放",
        "慈善法（捐赠财产登记造册、去向可查）；社会救助法 第三十九条",
        "捐赠和使用的记录按慈善信息公开的规定保存",
    ),
    Matter("education", "适龄儿童入学", "义务教育法 第十三条（居民委员会协助督促适龄儿童入学）", "名册发布后三年"),
    Matter(
        "elderly",
        "老年人健康管理",
        "老年人权益保障法 第五十条；基本医疗卫生与健康促进法 第三十六条",
        "健康档案的法定保存期",
    ),
    Matter(
        "elder-records",
        "老年人档案和关爱服务",
        "老年人权益保障法 第二条、第三十七条；城市居民委员会组织法 第三条",
        "在册期间及关闭后的法定保存期",
    ),
    Matter("disabled", "残疾人服务", "残疾人保障法 第九条、第四十七条", "残疾人档案的法定保存期"),
    Matter("homes", "房屋和门牌", "地名管理条例 第二十二条；城市居民委员会组织法 第三条", "房屋存续期间"),
    Matter("grids", "网格设置", "城市居民委员会组织法 第三条；基层治理的组织要求", "网格存续期间"),
    Matter(
        "organisations", "社区社会组织备案", "社会团体登记管理条例 第三条；民政部门备案要求", "组织存续期间及停止后三年"
    ),
):
    matters.register(_matter)

# Fields beside the layout's own duty: a telephone serves contacting people in the same duty, so it needs no matter of its own.
for _collected in (
    Collected("SQ01", "residents", sensitive=True),
    Collected("GA01", "household", sensitive=True),
    Collected("GA02", "floating", sensitive=True),
    Collected("GA03", "household", sensitive=True),
    Collected("GA04", "household", sensitive=True),
    Collected("GA05", "births", sensitive=True),
    Collected("GA06", "deaths", sensitive=True),
    Collected("WJ01", "deaths", sensitive=True),
    Collected("WJ02", "births", sensitive=True),
    Collected("WJ05", "elderly", sensitive=True),
    Collected("MZ01", "marriage", sensitive=True),
    Collected("MZ03", "aid", sensitive=True),
    Collected("JY01", "education", sensitive=True),
    Collected("CL01", "disabled", sensitive=True),
    Collected("aid-cases", "aid", sensitive=True),
    Collected("REG-SUPPLY-PLACES", "supplies", other={"keeper": "supplies"}),
    Collected("supply-entries", "supplies", sensitive=True),
    Collected("supply-wishes", "supplies", sensitive=True),
    Collected("REG-GRIDS", "grids", other={"keeper": "grids"}),
    Collected("REG-BUILDINGS", "homes"),
    Collected("REG-DWELLINGS", "homes"),
    Collected("REG-ORGANISATIONS", "organisations", other={"contact": "organisations", "phone": "organisations"}),
    Collected("REG-ELDER-RECORDS", "elder-records", sensitive=True),
    Collected("elder-records", "elder-records", sensitive=True),
    Collected("persons", "residents", sensitive=True),
    Collected("households", "household", sensitive=True),
):
    collected.register(_collected)


def matter_of(key: str, column: str = "") -> Matter | None:
    """The matter that a feed's or register's column serves; None when nothing is declared."""
    found = collected.get(key)
    return matters.get(found.other.get(column, found.matter)) if found else None
