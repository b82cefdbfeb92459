"""The permissions in words, for the page that says which role may do what (岗位 × 权限)."""

from __future__ import annotations

from fnmatch import fnmatchcase

# In the order of the page. A pattern stands for all permissions it matches, where one sentence says them all.
WORDS: dict[str, dict[str, str]] = {
    "底册": {
        "person.view": "看居民资料（证号、电话遮住）",
        "person.reveal": "看全号（填事由，记下来）",
        "person.edit": "登记、更正居民",
        "person.merge": "合并重复的人",
        "person.audit": "看谁查过、改过一个人",
        "person.revoke_death": "撤销误报的死亡登记",
        "household.view": "看家庭、楼栋、住房",
        "organisation.view": "看社区社会组织",
        "household.edit": "改家庭和成员",
        "benefit.view": "看在享待遇（低保、补贴等）",
        "benefit.edit": "登记待遇的开始和结束",
        "event.view": "看发生过的事",
        "event.tell": "登记一件事",
        "event.void": "作废、更正一件事",
        "person.pregnancy": "看、登记怀孕",
        "search": "找人",
        "register.*": "登记册：录、改",
        "register.export": "从登记册、列表导出",
    },
    "待办": {
        "task.view": "看本岗位的待办",
        "task.do": "办待办、暂停、取消、上报",
        "task.assign": "转交待办，看别的岗位的待办",
        "visit.view": "看走访记录（身体、心情除外）",
        "visit.do": "走访，看走访填的内容和照片",
    },
    "老龄": {
        "elder.view": "看老人档案、特殊分类和走访安排",
        "elder.edit": "改老人档案、分类和责任人",
        "elder.health": "看体检和能力评估",
        "elder.assess": "做自理、能力、体质评估",
        "alarm.view": "看平安通设备和呼叫",
        "alarm.edit": "登记平安通设备、联系人，处置呼叫",
        "alarm.report": "平安通平台报来呼叫",
    },
    "救助": {
        "aid.view": "看救助事项和困难线索",
        "aid.assist": "代办、初核、入户、张贴公示（居委会）",
        "aid.review": "受理、核对、审核（街道）",
        "aid.confirm": "确认、不予确认、调整、停止（区）",
        "aid.account": "看救助对象的银行账号全号",
        "supply.view": "看物资和慈善超市",
        "supply.edit": "物资入库、出库、盘点、赠送",
        "payment.view": "看发放名单",
        "payment.freeze": "冻结发放名单、处理多发",
        "payment.export": "导出发放名单",
    },
    "消息": {
        "sms.view": "看发了哪些短信",
        "sms.send": "起草、送审短信",
        "sms.approve": "批准成批短信",
    },
    "名册": {
        "roster.view": "看名册",
        "roster.publish": "发布名册",
        "roster.export": "导出名册",
        "election.view": "看选举、选民名单和选举资格",
        "election.edit": "办选举：名单、证明、申诉、选民证",
    },
    "数据": {
        "import.*": "导入各局的表",
        "export.approve": "批准人数多的导出",
        "export.approve-log": "批准日志的导出",
    },
    "管理": {
        "today": "看「今天」",
        "area.view": "看地区",
        "area.edit": "改地区、划界线",
        "parameter.view": "看政策参数",
        "parameter.edit": "改政策参数",
        "calendar.edit": "改工作日历",
    },
    "三员与个人信息保护": {
        "user.view": "看账号名单",
        "user.edit": "建账号、重置密码、停用",
        "system.*": "看系统运行",
        "engine.view": "看规则办了什么",
        "engine.retry": "让没办成的规则再试",
        "grant.edit": "授权、收回",
        "grant.view": "看授权和权限表",
        "audit.view": "看日志",
        "audit.*": "管日志：核对、归档",
        "compliance.view": "看个人信息保护的登记",
        "compliance.*": "管个人信息保护的登记",
    },
}


def words_of(permission: str) -> str:
    """What a permission allows, in words; empty when nobody has said it."""
    said = [(pattern, words) for group in WORDS.values() for pattern, words in group.items()]
    exact = next((words for pattern, words in said if pattern == permission), "")
    return exact or next((words for pattern, words in said if fnmatchcase(permission, pattern)), "")
