from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    name = "lifecycle"
    verbose_name = "生命历程"

    def ready(self) -> None:
        from lifecycle.telling import checks  # noqa: F401  (registers system checks)
