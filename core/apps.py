"""Start-up of the mechanisms: find every declaration, refuse to start on a broken one."""

from django.apps import AppConfig

from core.registry import autodiscover


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "基础机制"

    def ready(self) -> None:
        from core import checks, policy_table, retention  # noqa: F401  (register system checks and parameters)

        autodiscover()
