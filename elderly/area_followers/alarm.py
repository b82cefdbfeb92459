"""Devices in use with their contacts, and calls without an outcome, go with their community; past ones stay where they were."""

from accounts.following import area_followers
from accounts.services.area_rows import rows_follow

for _key, _table, _noun, _measure, _only, _order in (
    ("alarm-devices", "elderly_alarmdevice", "平安通设备", "台", "t.until IS NULL", 80),
    ("alarm-contacts", "elderly_alarmcontact", "平安通联系人", "位", "t.ended_at IS NULL", 81),
    ("alarm-calls", "elderly_alarmcall", "没有结果的平安通呼叫", "次", "t.closed_at IS NULL", 82),
):
    area_followers.register(rows_follow(_key, _table, _noun, _measure, only=_only, order=_order))
