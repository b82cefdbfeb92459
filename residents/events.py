"""What the resident base tells the rest of the house."""

from core.outbox import EventKind, event_kinds
from core.sources import SourceKind, source_kinds
from residents.selectors.merged import words_of_merges

# What only they may read whose work it is (accounts/roles.py): handbook §4 (privacy of divorces), SEC06.
DIVORCE, DISABILITY = "person.divorce", "person.disability"

event_kinds.register(EventKind("person.registered", "登记入册", "user-plus", "户籍"))
event_kinds.register(EventKind("person.born", "出生登记", "baby-carriage", "家庭"))
event_kinds.register(EventKind("person.corrected", "资料更正", "pencil", "户籍"))
event_kinds.register(EventKind("person.moved", "居住变动", "truck", "户籍"))
event_kinds.register(EventKind("person.moved_in", "迁来居住", "home-move", "户籍"))
event_kinds.register(EventKind("person.moved_out", "搬离本地", "truck", "户籍"))
event_kinds.register(EventKind("person.hukou_transferred", "户口迁移", "route", "户籍"))
event_kinds.register(EventKind("person.married", "结婚登记", "heart", "家庭"))
event_kinds.register(EventKind("person.divorced", "离婚登记", "file-text", "家庭", permission=DIVORCE))
event_kinds.register(EventKind("person.disability_certified", "残疾人证", "wheelchair", "健康", permission=DISABILITY))
event_kinds.register(EventKind("person.disability_ended", "残疾人证失效", "wheelchair", "健康", permission=DISABILITY))
event_kinds.register(EventKind("person.area_changed", "所在地区变更", "sitemap", "户籍"))
event_kinds.register(EventKind("person.death_reported", "死亡信息待核实", "user-question", "家庭"))
event_kinds.register(EventKind("person.died", "死亡登记", "grave-2", "家庭"))
event_kinds.register(EventKind("person.death_revoked", "撤销死亡登记", "refresh", "家庭"))
event_kinds.register(EventKind("person.widowed", "丧偶", "heart-broken", "家庭"))
event_kinds.register(EventKind("household.changed", "户成员变动", "home", "家庭"))
event_kinds.register(EventKind("household.head_changed", "户主变更", "home", "家庭"))
event_kinds.register(EventKind("kinship.changed", "亲属关系变动", "users", "家庭"))
event_kinds.register(EventKind("person.merged", "两条记录合并", "arrows-join", "户籍"))
event_kinds.register(EventKind("person.merge_undone", "撤销合并", "arrows-join", "户籍"))
event_kinds.register(EventKind("person.benefit_started", "开始享受待遇", "lifebuoy", "救助"))
event_kinds.register(EventKind("person.benefit_ended", "待遇结束", "lifebuoy", "救助"))
source_kinds.register(SourceKind("merge", words_of_merges))
source_kinds.register(SourceKind("unmerge", words_of_merges))
