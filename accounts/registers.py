"""The register 网格."""

from accounts.services.grids import plan_grid, save_grid
from core.register import declare
from core.register.declaration import Field, Filter, Register, area, day, text


def read_grid_number(written: str) -> str:
    """`3`, `03` or `第3网格` → `03`."""
    digits = "".join(sign for sign in written if sign.isdigit())
    if not digits or not 1 <= int(digits) <= 99:
        raise ValueError("网格号要填 01 到 99 的数。")
    return f"{int(digits):02d}"


declare(
    Register(
        key="grids",
        title="网格",
        noun="网格",
        measure="个",
        model="accounts.Area",
        permission="area.view",
        edit_permission="register.grids",
        area_fields=("code",),
        identify="code",
        base=lambda rows: rows.filter(level="grid"),
        columns=(
            text("name", "网格", link=True),
            area("parent_id", "社区"),
            text("code", "代码"),
            text("keeper", "网格员"),
            day("valid__startswith", "设立"),
        ),
        filters=(Filter("area", "地区", "area", "code"),),
        fields=(
            Field(
                "community",
                "社区",
                required=True,
                help="社区全名或 12 位代码",
                example="440104001007",
                is_community=True,
            ),
            Field("number", "网格号", required=True, help="本社区内 01 到 99", example="01", read=read_grid_number),
            Field("name", "网格名称", required=True, example="三眼井第一网格"),
            Field("keeper", "网格员", required=True, help="姓名", example="黎敏仪"),
        ),
        plan=plan_grid,
        save=save_grid,
        empty_words="下载空表填好，从「导入」送进来；或一个个登记。",
    )
)
