"""What refers to a person here and in core, and what merging, retention and privacy do to it."""

from __future__ import annotations

from residents.linking import Keeper, OnMerge, PersonLink, Privacy, Retention, keepers, person_links
from residents.selectors.deaths_resting import resting_on_deaths
from residents.selectors.merged import why_kept

_OWN = (Retention.WITH_PERSON, Privacy.ERASE)

for _link in (
    PersonLink("residents.IdentityDocument.person", "证件", OnMerge.JOIN, *_OWN, measure="个"),
    PersonLink(
        "residents.FormerName.person", "曾用名", OnMerge.MOVE_UNLESS_REPEATED, *_OWN, measure="个", repeats=("name",)
    ),
    PersonLink("residents.Residence.person", "居住登记", OnMerge.JOIN, *_OWN),
    PersonLink("residents.HouseholdMembership.person", "户成员登记", OnMerge.JOIN, *_OWN),
    PersonLink("residents.Kinship.person", "亲属关系", OnMerge.JOIN, *_OWN),
    PersonLink("residents.Kinship.relative", "亲属关系的另一头", OnMerge.JOIN, *_OWN, mirror=True),
    PersonLink("residents.Household.head", "担任户主", OnMerge.MOVE, Retention.PERMANENT, Privacy.UNLINK, measure="户"),
    # What happened stays told: an event about both records becomes one about the survivor.
    PersonLink(
        "core.EventSubject.person_id",
        "事件",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.PERMANENT,
        Privacy.UNLINK,
        measure="件",
        repeats=("event_id", "role"),
    ),
    # A pair stays about the two records it was found between; merging closes it (services/likeness.py).
    PersonLink("residents.Likeness.left", "待核对的相似记录", OnMerge.KEEP, *_OWN, measure="件"),
    PersonLink("residents.Likeness.right", "相似记录的另一条", OnMerge.KEEP, *_OWN, mirror=True),
    # Who was once joined to whom stays written where it was written.
    PersonLink(
        "residents.Merge.kept", "并来过的记录", OnMerge.KEEP, Retention.PERMANENT, Privacy.KEEP_BY_LAW, measure="次"
    ),
    PersonLink(
        "residents.Merge.lost",
        "并出去过",
        OnMerge.KEEP,
        Retention.PERMANENT,
        Privacy.KEEP_BY_LAW,
        measure="次",
        mirror=True,
    ),
    PersonLink("core.ImportRow.person_id", "导入行", OnMerge.MOVE, Retention.BATCH, Privacy.ERASE, measure="行"),
    PersonLink("core.Lead.person_id", "别处转来的线索", OnMerge.MOVE, Retention.BATCH, Privacy.ERASE),
    PersonLink("residents.BirthRecord.person", "出生情况", OnMerge.MOVE, *_OWN, measure="份"),
    PersonLink(
        "residents.Benefit.person",
        "在享待遇",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.WITH_PERSON,
        Privacy.KEEP_BY_LAW,
        measure="项",
        repeats=("kind",),
    ),
    # Messages stand below the base and know people by their id only, so the base says it for them.
    PersonLink(
        "messaging.Silence.person_id",
        "不发短信",
        OnMerge.MOVE_UNLESS_REPEATED,
        *_OWN,
        repeats=("reason", "until"),
    ),
    PersonLink("messaging.Sms.person_id", "短信", OnMerge.MOVE, Retention.WITH_PERSON, Privacy.UNLINK, measure="条"),
    PersonLink("residents.Occupation.person", "个人身份", OnMerge.JOIN, *_OWN),
    PersonLink("residents.Pregnancy.person", "生育登记", OnMerge.JOIN, *_OWN, measure="份"),
    PersonLink("residents.ResidencePermit.person", "暂住登记", OnMerge.JOIN, *_OWN),
    PersonLink("residents.Schooling.person", "学籍", OnMerge.JOIN, *_OWN, measure="段"),
    PersonLink("residents.DisabilityCertificate.person", "残疾人证", OnMerge.JOIN, *_OWN, measure="份"),
    PersonLink(
        "residents.MarriageRecord.person",
        "婚姻登记",
        OnMerge.MOVE_UNLESS_REPEATED,
        *_OWN,
        repeats=("on", "as_husband", "act"),
    ),
    PersonLink("residents.MarriageRecord.spouse", "婚姻登记的另一方", OnMerge.MOVE, *_OWN, mirror=True),
    PersonLink("residents.PossibleExit.person", "疑似退出", OnMerge.MOVE_UNLESS_REPEATED, *_OWN, repeats=("feed",)),
    PersonLink(
        "residents.DeathReport.person",
        "死亡信息",
        OnMerge.MOVE_UNLESS_REPEATED,
        *_OWN,
        repeats=("word",),
    ),
    PersonLink(
        "residents.Disagreement.person",
        "说法不一",
        OnMerge.MOVE_UNLESS_REPEATED,
        *_OWN,
        repeats=("field", "other_feed"),
    ),
):
    person_links.register(_link)

keepers.register(Keeper("merges", why_kept))
keepers.register(Keeper("deaths", resting_on_deaths))
