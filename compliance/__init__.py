"""What the law asks of whoever processes personal information, as registers: activities, assessments, contracts, incidents, requests.

Owns: the compliance registers, the statutory matter of every feed and register, what is due for removal, the requirements list.
Publishes: the registers 处理活动 … 告知版本, the pages 合规, 留存 and 采集依据, `compliance.lawful`.
Imports: accounts, core.
"""
