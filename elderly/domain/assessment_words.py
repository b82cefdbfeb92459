"""The words around an assessment: scales, why, where, who told (GB/T 42195-2022 附录A 基本信息; handbook 6.2, 6.3)."""

from __future__ import annotations

ABILITY, SELFCARE, TCM = "ability", "selfcare", "tcm"
SCALES = {ABILITY: "老年人能力评估", SELFCARE: "生活自理能力评估", TCM: "中医体质辨识"}
SOURCES = {
    ABILITY: "GB/T 42195-2022",
    SELFCARE: "国家基本公共卫生服务规范（第三版）2017",
    TCM: "老年人中医药健康管理服务（2013），33 题",
}
FIRST, YEARLY, CHANGE, APPEAL = "first", "yearly", "change", "appeal"
REASONS = {FIRST: "首次评估", YEARLY: "到期再评", CHANGE: "情况变化再评", APPEAL: "对结果有异议"}
PLACES = {"home": "家里", "office": "居委会", "hospital": "医院", "institution": "养老机构", "other": "别处"}
INFORMANTS = {"self": "本人", "family": "家人", "carer": "照护人员", "other": "其他人"}
