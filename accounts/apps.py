from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "用户与地区"

    def ready(self) -> None:
        from accounts.selectors.areas import area_name, area_options
        from core.ui import area_names

        area_names.use(area_name, area_options)
