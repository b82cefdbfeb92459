"""For pytest: real PostgreSQL and Redis, fast password hashing, Celery in line (journeys start a real worker)."""

import os

from config.settings.dev import *

DATABASES["default"]["TEST"] = {"NAME": os.environ.get("YISHENG_TEST_DB", "test_yisheng")}
DATABASES["default"].get("OPTIONS", {}).pop("assume_role", None)
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_DAYS = 0  # tests that travel in time are about something else; those about old passwords set it
