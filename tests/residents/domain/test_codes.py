"""Code tables and the ways people write their values (handbook §1.3, D26, D27)."""

import pytest

from residents.domain.codes import BOOKS, codebook


@pytest.mark.parametrize("key", [*BOOKS, "education_1984"])
def test_every_code_and_every_name_reads_as_itself(key: str) -> None:
    book = codebook(key)
    assert book.choices()
    for code, name in book.choices():
        if key != "education_1984":
            assert book.read(code).code == code
        assert book.read(name).code == code or [n for _, n in book.choices()].count(name) > 1
        assert book.name(code) == name
        assert code in book


@pytest.mark.parametrize(
    ("key", "size"),
    [("sex", 4), ("marital", 8), ("ethnicity", 59), ("relation", 85), ("political", 13), ("certificate", 13)],
)
def test_tables_are_complete(key: str, size: int) -> None:
    assert len(codebook(key).choices()) == size


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        ("sex", "男", "1"),
        ("sex", 2, "2"),
        ("ethnicity", "汉族", "01"),
        ("ethnicity", 1, "01"),
        ("marital", "已婚", "20"),
        ("marital", "初婚", "21"),
        ("education", "大学本科", "20"),
        ("education", "初中毕业", "71"),
        ("political", "中共党员", "01"),
        ("certificate", "身份证", "01"),
        ("relation", "儿子", "20"),
        ("household_nature", "集体户", "6"),
    ],
)
def test_ordinary_forms_are_no_correction(key: str, raw: object, code: str) -> None:
    reading = codebook(key).read(raw)
    assert (reading.code, reading.corrected) == (code, False)


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        ("ethnicity", "布衣族", "09"),
        ("ethnicity", "达斡族", "31"),
        ("ethnicity", "么佬族", "32"),
        ("ethnicity", "畜族", "22"),
        ("ethnicity", "维族", "05"),
        ("ethnicity", "蒙族", "02"),
        ("ethnicity", "回", "03"),
        ("ethnicity", "汉 族", "01"),
        ("ethnicity", "乌兹别克族", "43"),
        ("marital", "有配偶", "20"),
        ("marital", "离异", "40"),
        ("marital", "丧", "30"),
        ("education", "文盲", "90"),
        ("education", "半文盲", "90"),
        ("education", "相当高中毕业", "60"),
        ("education_1984", "62", "44"),
        ("sex", "不详", "0"),
    ],
)
def test_wrong_but_known_forms_are_corrected(key: str, raw: str, code: str) -> None:
    reading = codebook(key).read(raw)
    assert reading.code == code
    assert reading.corrected or raw == "汉 族"


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("ethnicity", "火星族"),
        ("education", "中学"),
        ("marital", "同居"),
        ("sex", "X"),
        ("political", "党"),
        ("sex", "7"),
    ],
)
def test_unknown_values_are_for_a_person(key: str, raw: str) -> None:
    reading = codebook(key).read(raw)
    assert reading.problem is not None
    assert (reading.problem.code, reading.problem.verdict, reading.code) == ("unknown_value", "review", "")
    assert raw in reading.problem.reason
    assert reading.problem.remedy


@pytest.mark.parametrize("raw", [None, "", "空", "-", "无"])
def test_empty_and_placeholder_are_empty(raw: object) -> None:
    reading = codebook("marital").read(raw)
    assert (reading.code, reading.problem) == ("", None)


def test_a_near_miss_is_suggested() -> None:
    problem = codebook("ethnicity").read("维吾儿族").problem
    assert problem is not None
    assert "维吾尔族" in problem.remedy


def test_a_table_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        codebook("shoe_size")
