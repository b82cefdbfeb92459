"""Who is on the roll of an election, as what, and why not: the words of the law and the codes of the voter list.

Codes: voter_list_columns (12 登记类别, 14 资格状态), committee_election_voter_columns (5 登记依据).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

VOTING_AGE = 18  # 宪法 第三十四条; 选举法 第四条: counted to the day of the election, the birthday included
CITIZEN = "156"  # GB/T 2659: 中华人民共和国国籍
MOST_PROXIES = 3  # 选举法 第四十二条; 居民委员会组织法（2025 修订）第十九条
WORKER_MONTHS = 6  # 居民委员会组织法（2025 修订）第十六条第三项

CONTINUING, OF_AGE, RESTORED, MOVED_IN, BY_CERTIFICATE, OTHER = (
    "上次延续",
    "新满18周岁",
    "恢复政治权利",
    "迁入",
    "凭资格证明",
    "其他",
)
REGISTRATION = {CONTINUING: "1", OF_AGE: "2", RESTORED: "3", MOVED_IN: "4", BY_CERTIFICATE: "5", OTHER: "6"}

LISTED, PERMITTED = "1", "7"
STATUS = {
    LISTED: "列入",
    "2": "不列入（精神病不能行使，经选举委员会确认）",
    "3": "停止行使（检察院、法院决定）",
    "4": "被剥夺政治权利（除名）",
    "5": "死亡（除名）",
    "6": "迁出（转移）",
    PERMITTED: "准予行使",
}

BASIS = {"1": "户籍在本社区", "2": "户籍不在但常住", "3": "社区工作者满六个月"}


@dataclass(frozen=True)
class Reason:
    """Why an adult is not on the roll: the code of column 14 where there is one, a title, what it means and what may follow."""

    key: str
    title: str
    words: str
    clause: str = ""
    status: str = ""
    removal: bool = False  # 除名: taken off a list, always shown with cause and document


VOTER_REASONS = (
    Reason("died", "去世", "选举日那天已不在世。", "选举法第二十七条", "5", True),
    Reason("foreign", "不是中国公民", "国籍不是中国。", "选举法第四条"),
    Reason("birth-unknown", "没有出生日期", "不知道满不满 18 周岁，要核实。"),
    Reason("deprived", "被剥夺政治权利", "有剥夺政治权利的判决，选举日还没有期满。", "选举法第四条", "4", True),
    Reason("suspended", "停止行使选举权利", "羁押，并由检察院或法院决定停止行使。", "若干规定四", "3", True),
    Reason("incapable", "经确认不能行使", "经选举委员会确认，不列入名单。", "选举法第二十七条第二款", "2", True),
    Reason("struck", "决定不列入", "选举委员会或法院决定不列入这次的名单。", "选举法第二十九条", "", True),
    Reason("transferred", "凭证明到别处参选", "开了选民资格证明，在现居住地的选区参选。", "若干规定九", "6", True),
    Reason("not-settled", "有证明没有住在这里", "持资格证明转来，但底册里选举日不住在这里，要核实。", "若干规定九"),
    Reason("elsewhere", "户籍在别处", "住在这里，户籍在别处，没有选民资格证明，在户籍地登记。", "若干规定九"),
    Reason("gone", "迁走", "在以前的名单上，选举日户籍和居住都不在这里了。", "选举法第二十七条", "6", True),
)

COMMITTEE_REASONS = (
    Reason("died", "去世", "选举日那天已不在世。", "", "", True),
    Reason("foreign", "不是中国公民", "国籍不是中国。"),
    Reason("birth-unknown", "没有出生日期", "不知道满不满 18 周岁，要核实。"),
    Reason("deprived", "被剥夺政治权利", "有剥夺政治权利的判决，选举日还没有期满。", "组织法第十五条", "", True),
    Reason("declined", "表示不参加", "问过了，本人不参加这次选举。", "组织法第十六条"),
    Reason("elsewhere-listed", "已在他处登记", "已经登记参加户籍所在地的选举，不能两处登记。", "组织法第十六条"),
    Reason(
        "unconfirmed",
        "等选举委员会确认",
        "社区工作者已申请，选举委员会还没有确认，或者还不满六个月。",
        "组织法第十六条",
    ),
    Reason("basis-lost", "登记依据不在了", "登记时的户籍或居住，选举日已不在本社区。", "组织法第十六条", "", True),
    Reason("gone", "迁走", "在以前的名单上，选举日户籍和居住都不在这里了。", "", "", True),
    Reason("not-asked", "还没有表示", "户籍或居住在本社区，还没有登记是否参加。", "组织法第十六条"),
)


@dataclass(frozen=True)
class Wards:
    """Which ward a home belongs to: by its building where that is said, else by the finest area that holds it.

    `areas`: code → ward number; `buildings`: building id → ward number.
    """

    areas: Mapping[str, str] = field(default_factory=dict)
    buildings: Mapping[int, str] = field(default_factory=dict)

    def of(self, area: str | None, building: int | None = None) -> str:
        """The number of the ward; "" when no ward holds the home."""
        if building is not None and building in self.buildings:
            return self.buildings[building]
        code = area or ""
        return next((self.areas[code[:end]] for end in (14, 12, 9, 6) if code[:end] in self.areas), "")

    def missing(self, communities: Iterable[str]) -> list[str]:
        """Communities that lie in no ward, nor have parts of their own that do: the voters there would vote nowhere."""
        divided = {code[:12] for code in self.areas if len(code) > 12}
        return [code for code in communities if not self.of(code) and code not in divided]


def card_number(ward: str, serial: int) -> str:
    """选民证号: the ward's number and a serial of five digits, `012-00037`; without wards the serial alone."""
    return f"{ward}-{serial:05d}" if ward else f"{serial:05d}"
