from django.apps import AppConfig


class ElderlyConfig(AppConfig):
    name = "elderly"
    verbose_name = "老龄"
