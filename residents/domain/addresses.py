"""Addresses in parts, and one line from parts (handbook §1.4, D29).

Parts: province, city, district, street office (街道), community, road (街路巷), house number
(门牌号), estate (小区), building (楼栋), unit, floor, room.
"""

import re
from dataclasses import dataclass, field, fields, replace

from core.domain.reading import Reading
from core.domain.text import clean_text
from residents.domain import house_numbers as house

# Districts merged into others: the old name lives on in people's papers.
_FORMER_DISTRICTS = {"东山区": ("越秀区", 2005), "芳村区": ("荔湾区", 2005), "萝岗区": ("黄埔区", 2014)}
_FORMER = re.compile(rf"(?:^|(?<=市)|(?<=省))(?:{'|'.join(_FORMER_DISTRICTS)})")

_PROVINCE = re.compile(r"(?:中国)?([^\d市区县]{2,7}?(?:省|自治区|特别行政区))")
_CITY = re.compile(r"([^\d市区县]{2,7}?市)(?!场)")
_DISTRICT = re.compile(r"([^\d区县路街巷]{1,5}?(?:(?<![社小校园厂片城])区|县))(?!内)")
_STREET = re.compile(r"([^\d路巷]{1,6}?街道)(?:办事处|办)?")
_TOWN = re.compile(r"([^\d路街巷村]{1,5}?镇)(?!.?[路街])")
_COMMUNITY = re.compile(r"([^\d路巷]{1,10}?)(?:社区居民委员会|社区居委会|居民委员会|居委会|社区)")
_NUM_AHEAD = r"(?=(?:自编|临)?第?(?:\d|[〇零一二三四五六七八九十百]+号)|[A-Za-z]\d*[栋幢座]|\Z)"
_ROAD = re.compile(
    r"(\D*?(?:大道|马路|公路|路|大街|街|巷|里|坊|道|径|约|胡同|新村|村|围|基|岗|涌边|直街|横街|前|后|东|西|南|北|中))"
    + _NUM_AHEAD
)
_ESTATE = re.compile(
    r"([^\d]{1,14}?(?:花园|小区|大厦|公寓|广场|新村|宿舍|苑|阁|轩|楼|城|居|庭|院|园|村|府|湾))(?=[\dA-Za-z第]|\Z)"
)
_CN = "〇零一二三四五六七八九十百"
_BUILDING = re.compile(rf"(第?(?:[A-Za-z]?\d+[A-Za-z]?|[A-Za-z]|[{_CN}]+)(?:栋|幢|座|号楼|#楼?))")
_UNIT = re.compile(rf"(第?(?:\d+|[A-Za-z]|[{_CN}]+)(?:单元|梯))")
_FLOOR = re.compile(rf"(首层|第?负?(?:\d+|[{_CN}]+)(?:楼|层))(?!之)")
_ROOM = re.compile(
    rf"((?:\d{{1,5}}[A-Za-z]?|[A-Za-z]\d*|[{_CN}]{{2,4}}|[甲乙丙丁])(?:[-之]\w+)?)(?:号?房|室|号|单位)?\Z"
)


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of one address; a missing part is ""."""

    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    community: str = ""
    road: str = ""
    house_number: str = ""
    estate: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""

    @property
    def line(self) -> str:
        """The whole address in one line."""
        return compose_address(self)

    @property
    def key(self) -> str:
        """What spellings of one dwelling share: road to room, 之一 = -1, 甲 = A, without 号 and 房."""
        parts = (self.road, self.house_number, self.estate, self.building, self.unit, self.room)
        return "|".join(house.place_key(part) for part in parts)

    @property
    def located(self) -> bool:
        """Enough to look for a building: a road or estate, and a number or building."""
        return bool((self.road or self.estate) and (self.house_number or self.building))


@dataclass(frozen=True, slots=True)
class AddressReading(Reading):
    """An address read from one line. `rest` is what no part explains; an address is never refused."""

    value: Address = field(default_factory=Address)
    rest: str = ""


def current_district(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with withdrawn district names replaced, and a note for each (东山区 → 越秀区)."""
    notes: list[str] = []

    def renew(found: re.Match[str]) -> str:
        name, year = _FORMER_DISTRICTS[found[0]]
        notes.append(f"{found[0]}已于{year}年并入{name}")
        return name

    return _FORMER.sub(renew, text), tuple(notes)


def parse_address(raw: object) -> AddressReading:
    """Cut one line into parts, from the largest; tolerant of missing parts and of spellings."""
    cleaned = clean_text(raw)
    text, renamed = current_district(re.sub(r"[\s,\uff0c]+", "", cleaned.value))
    found: dict[str, str] = {}
    for part, pattern in (
        ("province", _PROVINCE),
        ("city", _CITY),
        ("district", _DISTRICT),
        ("street", _STREET),
        ("street", _TOWN),
        ("community", _COMMUNITY),
        ("road", _ROAD),
    ):
        if part not in found and (match := pattern.match(text)):
            found[part], text = match[1], text[match.end() :]
    number, text = house.plate_at_start(text, alone=bool(found.get("road")))
    if number:
        found["house_number"] = number
    found, rest = _inside(found, text)
    return AddressReading(raw, cleaned.notes + renamed, None, tidy(Address(**found)), rest)


def _inside(found: dict[str, str], text: str) -> tuple[dict[str, str], str]:
    """Estate, building, unit, floor, room; and what is left over."""
    inside = dict(found)
    for part, pattern in (
        ("estate", _ESTATE),
        ("building", _BUILDING),
        ("unit", _UNIT),
        ("floor", _FLOOR),
        ("room", _ROOM),
    ):
        text = text.lstrip("-—")
        if match := pattern.match(text):
            inside[part], text = match[1], text[match.end() :]
    return inside, text


def tidy(address: Address) -> Address:
    """The same address with every part in its one spelling (also for parts from separate columns)."""
    district, _ = current_district(_plain(address.district))
    return replace(
        address,
        district=district,
        road=_plain(address.road),
        house_number=house.normalise_house_number(address.house_number),
        estate=_plain(address.estate),
        building=house.normalise_building(address.building),
        unit=house.normalise_unit(address.unit),
        floor=house.normalise_floor(address.floor),
        room=house.normalise_room(address.room),
    )


def compose_address(address: Address, *, area: bool = True, door: bool = True) -> str:
    """One line. Without `area` it begins at the road; without `door` it ends there (for the notice board)."""
    above = [address.province, address.city, address.district, address.street]
    if address.community:
        above.append(address.community if address.community.endswith("社区") else f"{address.community}社区")
    inside = [address.house_number, address.estate, address.building, address.unit, address.floor]
    if address.room:
        inside.append(address.room if address.room.endswith(("房", "室")) else f"{address.room}房")
    return "".join([*(above if area else []), address.road, *(inside if door else [])])


def parts_of(address: Address) -> dict[str, str]:
    """The parts that are present, by name, from the largest to the smallest."""
    return {f.name: value for f in fields(address) if (value := getattr(address, f.name))}


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", clean_text(text).value)
