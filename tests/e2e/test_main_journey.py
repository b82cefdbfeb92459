"""The main job on real input: people in, births in, mended and sent again, the school-age roster out and opened."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from core import clock
from residents.domain.ages import school_cohort
from residents.domain.id_number import check_character
from tests.e2e.running import ROOT
from tests.e2e.watching import Visitor, keep

FEEDS = ROOT / "tests" / "data" / "feeds"
WORK_DONE_WITHIN = 60_000  # milliseconds; a worker on a busy machine


def test_from_two_files_to_the_school_age_roster(visit: Callable[..., Visitor], tmp_path: Path) -> None:
    clerk = visit("shequ")
    _send(clerk, FEEDS / "SQ01-440104001007.xlsx")
    _commit(clerk.page)

    _send(clerk, FEEDS / "GA05-dirty.xlsx")
    page = clerk.page
    expect(page.locator("td.cell-bad").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("曾若汐")
    _commit(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载退回表").click()
    returned = keep(download.value, tmp_path)
    _mend(returned)
    _send(clerk, returned)
    expect(page.get_by_role("button", name="入库 2 行")).to_be_visible()
    _commit(page)

    _roster(clerk, tmp_path)


def _send(clerk: Visitor, file: Path) -> None:
    """Upload a file and wait for its preview."""
    page = clerk.open("/imports/")
    page.set_input_files("#file", str(file))
    page.get_by_role("button", name="检查这份文件").click()
    expect(page.locator(".flow [aria-current=step]")).to_contain_text("预览", timeout=WORK_DONE_WITHIN)


def _commit(page: Page) -> None:
    page.get_by_role("button", name="入库").click()
    expect(page.locator("main")).to_contain_text("已入库", timeout=WORK_DONE_WITHIN)


def _mend(path: Path) -> None:
    """Do what the added column asks: the right check digit for 曾若汐, a day that has been for 陈悦."""
    book = load_workbook(path)
    sheet = book.active
    head = next(row for row in sheet.iter_rows() if any(cell.value == "身份证号" for cell in row))
    column = {cell.value: cell.column for cell in head}
    assert sheet.cell(head[0].row, sheet.max_column).value == "怎么改"
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        name, number = (sheet.cell(row[0].row, column[title]) for title in ("姓名", "身份证号"))
        if name.value == "曾若汐":
            assert number.fill.fgColor.rgb not in ("00000000", None), "the wrong cell is coloured"
            number.value = number.value[:17] + check_character(number.value[:17])
        if name.value == "陈悦":
            sheet.cell(row[0].row, column["受理日期"]).value = "2026-07-01"
    book.save(path)


def _children() -> tuple[list[str], str, str]:
    """From the collection form: those who enter school this year; name and number of one who was too early for it.

    The form carries no dates: what it says holds from the day of import, so the roster is asked as of today.
    """
    rows = load_workbook(FEEDS / "SQ01-440104001007.xlsx").active.iter_rows(values_only=True)
    head = next(rows)
    columns = [head.index(title) for title in ("姓名", "证件号码", "出生日期")]
    first, last = school_cohort(clock.today().year)
    people = [[str(row[column]) for column in columns] for row in rows]
    born = [(name, number, dt.date.fromisoformat(day[:10])) for name, number, day in people]
    on = [name for name, _, birth in born if first <= birth <= last]
    return on, *next((name, number) for name, number, birth in born if dt.date(2018, 1, 1) < birth < first)


def _roster(clerk: Visitor, folder: Path) -> None:
    """Open this year's roster, ask about one child on it and one off it, publish, export."""
    on, off, off_number = _children()
    address = f"/rosters/school-age/?as_of={clock.today()}"
    page = clerk.open(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"适龄儿童 {clock.today().year}")
    page.get_by_role("link", name=f"为什么{on[0]}在名册上").click()
    page.wait_for_load_state("networkidle")  # the first row answers by itself; its answer must not fall into the typing
    why = page.locator("#why")
    expect(why).to_contain_text(f"{on[0]}为什么在名册上")
    expect(why).to_contain_text("义务教育法")
    expect(why).to_contain_text("SQ01")
    page.fill("#ask-who", off_number)
    page.press("#ask-who", "Enter")
    # Beside the table, or as a page of its own where the script was slower than the Enter key.
    expect(page.get_by_role("heading", name=f"{off}为什么不在名册上")).to_be_visible()

    clerk.open(address)
    page.get_by_role("button", name="发布第 1 次").click()
    expect(page.locator("main")).to_contain_text("第 1 次")

    clerk.open(address)
    page.get_by_role("link", name="导出", exact=True).click()
    page.fill("#why [name=purpose]", "送区教育局招生")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出并登记").click()
    exported = keep(download.value, folder)

    book = load_workbook(exported)
    text = "\n".join(str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value)
    assert all(name in text for name in on) and off not in text
    assert book.active.page_setup.orientation == "landscape"
    _opens_in_libreoffice(exported, folder)


def _opens_in_libreoffice(workbook: Path, folder: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.fail("soffice is missing: bin/test installs libreoffice-calc-nogui")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert workbook.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
