"""What merging two records would do, worked out before anything is written: the preview shows it, the merge carries it out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from residents.domain.joining import EVER
from residents.domain.merging import Choice, Claimed, NumberInUse, Side, choose, propose_number
from residents.domain.number_reading import read_number
from residents.linking import OnMerge, PersonLink, person_links
from residents.models import FormerName, IdentityDocument, Person
from residents.models.identity import RESIDENT_ID
from residents.models.kinship import KinshipKind
from residents.services.merge_facts import Fact, RowPlan, plan_facts

FIELDS = (
    "name", "sex", "birth_date", "died_on", "ethnicity", "nationality", "marital_status", "education",
    "political_status", "phone",
)  # fmt: skip


@dataclass(slots=True)
class NumberPlan:
    """The resident numbers in use: `side` whose number stays ("" = neither has one); `open`: a person must state it."""

    kept: IdentityDocument | None
    lost: IdentityDocument | None
    side: Side | None
    because: str
    open: bool = False

    @property
    def both(self) -> bool:
        return self.kept is not None and self.lost is not None

    @property
    def document(self) -> IdentityDocument | None:
        return {"kept": self.kept, "lost": self.lost}.get(self.side or "")

    @property
    def retired(self) -> IdentityDocument | None:
        """The number that goes out of use."""
        return (self.lost if self.side == "kept" else self.kept) if self.both else None


@dataclass(slots=True)
class Moving:
    """Rows of a link without dates of its own: how many the given-up record has, how many stay behind as repeats."""

    link: PersonLink
    ids: list[int]
    repeats: int = 0
    of_kept: int = 0


@dataclass(slots=True)
class MergePlan:
    """`conflicts` forbid the merge, `doubts` are to be looked at, `number.open` waits for a choice."""

    kept: Person
    lost: Person
    fields: list[Choice]
    number: NumberPlan
    rows: list[RowPlan]
    moving: list[Moving]
    former_names: list[str]
    conflicts: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def choice(self, name: str) -> Choice:
        return next(choice for choice in self.fields if choice.field == name)

    @property
    def died_on(self) -> dt.date | None:
        died: dt.date | None = self.choice("died_on").value
        return died


def plan_merge(kept: Person, lost: Person, choices: Mapping[str, str]) -> MergePlan:
    """The whole plan; reads both records' rows, writes nothing. Runs past the wall: relatives may live anywhere."""
    number = _number(kept, lost, choices.get("number", ""))
    fields = _fields(kept, lost, number, choices)
    value = {choice.field: choice.value for choice in fields}
    rows = plan_facts(kept, lost, born=value["birth_date"], died_on=value["died_on"])
    plan = MergePlan(kept, lost, fields, number, rows, _moving(kept, lost), _former_names(fields, kept, lost))
    facts = [row.fact for row in plan.rows]
    plan.conflicts = [*_impossible(kept, lost, plan), *_kin_conflicts(kept, lost, facts)]
    plan.doubts = _doubts(plan, facts)
    return plan


def _number(kept: Person, lost: Person, stated: str) -> NumberPlan:
    documents = IdentityDocument.objects.filter(person_id__in=(kept.pk, lost.pk), type=RESIDENT_ID, active=True)
    found = {row.person_id: row for row in documents}
    ours, theirs = found.get(kept.pk), found.get(lost.pk)
    if ours is None or theirs is None:
        side: Side | None = "kept" if ours else "lost" if theirs else None
        return NumberPlan(ours, theirs, side, "只有这一条有证号" if side else "")
    if stated in ("kept", "lost"):
        return NumberPlan(ours, theirs, "kept" if stated == "kept" else "lost", "核对时选定")
    side, because = propose_number(_claim(ours), _claim(theirs))
    return NumberPlan(ours, theirs, side, because, open=True)


def _claim(document: IdentityDocument) -> NumberInUse:
    return NumberInUse(document.number, document.raw or "", document.source)


def _fields(kept: Person, lost: Person, number: NumberPlan, choices: Mapping[str, str]) -> list[Choice]:
    by_number: dict[str, Side | None] = {}
    if number.document is not None:
        # Sex and birth date are in the number: the record whose number stays says them, if the two agree.
        owner = kept if number.side == "kept" else lost
        reading = read_number(number.document.number)
        for name, said in (("sex", reading.sex), ("birth_date", reading.birth_date)):
            if getattr(owner, name) == said:
                by_number[name] = number.side
    found = [
        choose(
            name, _claimed(kept, name), _claimed(lost, name), stated=choices.get(name, ""), number=by_number.get(name)
        )
        for name in FIELDS
    ]
    return [*found, _note(kept, lost)]


def _claimed(person: Person, name: str) -> Claimed:
    weak = name == "name" and person.temporary_name
    return Claimed(getattr(person, name), person.sources.get(name, person.source), weak)


def _note(kept: Person, lost: Person) -> Choice:
    """Two notes become one; nothing that somebody wrote is dropped while there is room."""
    one = choose("note", _claimed(kept, "note"), _claimed(lost, "note"))
    if not one.differs or lost.note in kept.note or len(kept.note) + len(lost.note) >= 300:
        return one
    return Choice("note", kept.note, f"{kept.note}；{lost.note}", "lost", "两条的备注接在一起", False)


def _former_names(fields: list[Choice], kept: Person, lost: Person) -> list[str]:
    """Names to be kept as former ones: the one that gives way, unless it was a stand-in for a name."""
    name = next(choice for choice in fields if choice.field == "name")
    gives_way = lost if name.side == "kept" else kept
    if not name.differs or gives_way.temporary_name:
        return []
    known = FormerName.objects.filter(person_id__in=(kept.pk, lost.pk), name=name.other).exists()
    return [] if known else [name.other]


def _moving(kept: Person, lost: Person) -> list[Moving]:
    """Every link but the dated ones, from the registry."""
    found = []
    for link in person_links:
        if link.on_merge == OnMerge.JOIN:
            continue
        rows = link.model._default_manager.filter(**{link.column: lost.pk})
        of_kept = link.model._default_manager.filter(**{link.column: kept.pk})
        moving = Moving(link, sorted(rows.values_list("pk", flat=True)), 0, of_kept.count())
        if link.on_merge in (OnMerge.MOVE, OnMerge.MOVE_UNLESS_REPEATED):
            _leave_repeats(moving, link, rows, of_kept)
        found.append(moving)
    return found


def _leave_repeats(moving: Moving, link: PersonLink, rows: Any, of_kept: Any) -> None:
    """A row that the survivor has already stays behind: the same by `repeats`, or of a table with one row a person."""
    columns = link.repeats
    alone = link.model._meta.get_field(link.key.rpartition(".")[2]).unique  # type: ignore[union-attr]
    if not columns and not alone:
        return
    there = set(of_kept.values_list(*columns)) if columns else {()} if moving.of_kept else set()
    said = {row[0]: tuple(row[1:]) for row in rows.values_list("pk", *columns)}
    repeated = [pk for pk in moving.ids if said[pk] in there]
    moving.repeats, moving.ids = len(repeated), [pk for pk in moving.ids if pk not in set(repeated)]


def _impossible(kept: Person, lost: Person, plan: MergePlan) -> list[str]:
    found = []
    if kept.died_on and lost.died_on and kept.died_on != lost.died_on:
        found.append(
            f"一条记录 {kept.died_on} 去世，另一条 {lost.died_on} 去世。请先把去世日期更正成同一天，或者这是两个人。"
        )
    birth, died = plan.choice("birth_date").value, plan.died_on
    if birth and died and died < birth:
        found.append(f"合并后去世日期 {died} 会早于出生日期 {birth}。请先核对两个日期。")
    return found


_WORD = {KinshipKind.PARENT: "父母", KinshipKind.CHILD: "子女", KinshipKind.SPOUSE: "配偶"}


def _kin_conflicts(kept: Person, lost: Person, facts: list[Fact]) -> list[str]:
    """Nobody is kin to oneself, both parent and child of one person, or married to two at once."""
    found = []
    own: dict[int, dict[str, Any]] = defaultdict(dict)
    spouses: list[tuple[Any, bool]] = []
    for fact in facts:
        row = fact.row
        if fact.slot[0] == "between" and row.during.upper is None and row.person_id == kept.pk:
            word = KinshipKind(row.kind).label
            found.append(
                f"{lost.name}登记为{kept.name}的{word}，不会是同一个人。如果这条亲属关系登错了，先在个人页上结束它。"
            )
        if fact.slot[:2] == ("kin", "own"):
            own[row.relative_id][row.kind] = row
            if row.kind == KinshipKind.SPOUSE:
                spouses.append((row, fact.kept))
    for kinds in own.values():
        clash = [kind for kind in _WORD if kind in kinds]
        if len(clash) > 1:
            name = kinds[clash[0]].relative.name
            words = "、".join(_WORD[kind] for kind in clash)
            found.append(f"合并后{name}会既是此人的{words.replace('、', '又是')}。请先核对亲属关系。")
    for one, of_kept in spouses:
        for other, of_other in spouses:
            if of_kept and not of_other and one.relative_id != other.relative_id and _same_days(one, other):
                found.append(
                    f"同一段时间里，一条记录的配偶是{one.relative.name}，另一条的配偶是{other.relative.name}。"
                    "请先核对：配偶两条记录是一个人的，先合并配偶；登错的先结束。"
                )
    return found


def _same_days(one: Any, other: Any) -> bool:
    first = (one.during.lower or EVER[0], one.during.upper or EVER[1])
    second = (other.during.lower or EVER[0], other.during.upper or EVER[1])
    return first[0] < second[1] and second[0] < first[1]


def _doubts(plan: MergePlan, facts: list[Fact]) -> list[str]:
    """What does not forbid, but should be looked at before deciding."""
    found = []
    for name, word in (("sex", "性别"), ("birth_date", "出生日期")):
        if plan.choice(name).differs:
            found.append(f"两条记录的{word}不同：合并后用{plan.choice(name).value}，{plan.choice(name).because}。")
    if bool(plan.kept.died_on) != bool(plan.lost.died_on):
        found.append("一条记录已故，另一条在册：合并后为已故，去世以后的居住和户成员登记不再保留。")
    parents: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if (
            fact.slot[:2] == ("kin", "own")
            and fact.row.kind == KinshipKind.PARENT
            and fact.row.relative.sex in ("1", "2")
        ):
            parents[fact.row.relative.sex].add(f"{fact.row.relative.name}#{fact.row.relative_id}")
    for sex, names in parents.items():
        if len(names) > 1:
            people = "、".join(sorted(name.partition("#")[0] for name in names))
            found.append(f"合并后会有两位{'父亲' if sex == '1' else '母亲'}：{people}。合并后请核对。")
    return found
