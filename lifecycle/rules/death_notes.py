"""What a death has done to the base already, said in the cascade (appendix E D02–D04), and the silence that follows (D18)."""

from __future__ import annotations

from collections.abc import Iterator

from lifecycle.engine.declaration import Batch, Planned, rule


@rule(key="death.registration", on="person.died", duty="人口", title="注销户口，历史保留", step="D02", order=1,
      clause="户口登记条例 第八条")  # fmt: skip
def registration(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        dead = event.subject
        yield Planned(event, "note", str(dead.person), "已注销（死亡），历史保留", dead.person, dead.area)


@rule(key="death.widowed", on="person.widowed", duty="婚姻", title="配偶改为丧偶", step="D04", order=3,
      clause="GB/T 2261.2")  # fmt: skip
def widowed(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        left = event.subject
        words = f"婚姻状况改为丧偶，自 {event.occurred_on}"
        yield Planned(event, "note", f"{left.person}:{event.occurred_on}", words, left.person, left.area)


@rule(key="death.silence", on="person.died", duty="短信", title="停发短信", step="D18", order=2)
def silence(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        dead = event.subject
        yield Planned(
            event, "silence", str(dead.person), "不再给这个号码发短信", dead.person, dead.area, {"reason": "died"}
        )


@rule(
    key="death-report.silence", on="person.death_reported", duty="短信", title="待核实期间停发短信", step="D18", order=2
)
def silence_meanwhile(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        dead = event.subject
        words = "核实之前，不给这个号码发短信"
        yield Planned(event, "silence", str(dead.person), words, dead.person, dead.area, {"reason": "death-reported"})
