"""The columns of the voter list (选举法 27–29, 42; 若干规定 九). On the notice board: ward, name, sex, age and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from core.ui.formats import masked_number
from lifecycle.domain.elections import LISTED, PERMITTED, REGISTRATION, STATUS
from lifecycle.roster.declaration import Column, Context, Row
from residents.domain.ages import age_on
from residents.domain.codes import codebook
from residents.selectors.as_of import unsealed
from residents.selectors.words import sex_word

Value = Callable[[Context, Row], str]


def of_json(field: str, key: str) -> Value:
    """A key of a JSON object that the statement fetched; "" when there is none."""
    return lambda _context, row: (row[field] or {}).get(key) or ""


def ward_of(context: Context, row: Row) -> str:
    """Where the voter votes: by the home when a certificate brings him here, else by the registration."""
    kind = "hukou" if row["registered_here"] else "home"
    return str(context.rule.wards.of(row[f"{kind}_code"], row[f"{kind}_building"]))


def age(context: Context, row: Row) -> str:
    return str(age_on(row["birth_date"], context.as_of)) if row["birth_date"] else ""


def address(kind: str) -> Value:
    def value(context: Context, row: Row) -> str:
        return row[f"{kind}_place"] or (context.area_words(row[f"{kind}_code"]) if row[f"{kind}_code"] else "")

    return value


def _registration(_context: Context, row: Row) -> str:
    return f"{REGISTRATION[row['category']]} {row['category']}"


def _status(_context: Context, row: Row) -> str:
    code = PERMITTED if row["permission"] else LISTED
    return f"{code} {STATUS[code]}"


def _status_basis(_context: Context, row: Row) -> str:
    return unsealed((row["permission"] or {}).get("document"))


def _from_ward(_context: Context, row: Row) -> str:
    return (row["certificate"] or {}).get("from_ward") or ""


def _ethnicity(_context: Context, row: Row) -> str:
    return codebook("ethnicity").name(row["ethnicity"]) if row["ethnicity"] else ""


def _nothing(_context: Context, _row: Row) -> str:
    return ""


def _sealed_word(text: str) -> str:
    return "有文件" if text else ""


COLUMNS = (
    Column("ward_no", "选区号", ward_of, 8, posted=True, printed=14),
    Column("group_no", "选民小组", _nothing, 7, collected=False),
    Column("voter_cert_no", "选民证号", of_json("card", "number"), 12, printed=22, compared=False),
    Column("name", "姓名", lambda _c, row: row["name"], 9, posted=True, printed=20),
    Column("sex", "性别", lambda _c, row: sex_word(row["sex"]), 5, posted=True, printed=9),
    Column("age", "年龄", age, 5, posted=True, printed=9),
    Column(
        "id_number",
        "公民身份号码",
        lambda _c, row: row["number"] or "",
        19,
        sensitive=True,
        mask=masked_number,
        printed=36,
    ),
    Column(
        "birth_date",
        "出生日期",
        lambda _c, row: row["birth_date"].isoformat() if row["birth_date"] else "",
        10.5,
        printed=19,
    ),
    Column("ethnicity", "民族", _ethnicity, 7),
    Column("hukou_address", "户籍地址", address("hukou"), 19, printed=44, left=True),
    Column("address", "现居地址", address("home"), 19, printed=44, left=True),
    Column("reg_kind", "登记类别", _registration, 10, printed=21),
    Column("reg_method", "登记方式", _nothing, 7, collected=False),
    Column("status", "资格状态", _status, 9, printed=17),
    Column("status_basis", "状态依据文号", _status_basis, 12, sensitive=True, mask=_sealed_word),
    Column("from_ward", "原选区", _from_ward, 9),
    Column("eligibility_cert", "资格证明号", of_json("certificate", "number"), 12),
    Column("proxy_to", "委托人→受托人", lambda _c, row: row["proxy"] or "", 9, compared=False),
    Column("cert_issued_on", "发证日期", of_json("card", "issued_on"), 10.5, compared=False),
    Column(
        "cert_receiver", "领证人签名", of_json("card", "receiver"), 9, printed=22, print_header="领证人", compared=False
    ),
    Column("remark", "备注", _nothing, 10, collected=False),
)
