"""For pytest: real PostgreSQL and Redis, fast password hashing, Celery in line (journeys start a real worker)."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from config.settings.dev import *

DATABASES["default"]["TEST"] = {"NAME": os.environ.get("YISHENG_TEST_DB", "test_yisheng")}
DATABASES["default"].get("OPTIONS", {}).pop("assume_role", None)
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_DAYS = 0  # tests that travel in time are about something else; those about old passwords set it

# Files of the tests are nobody's: a test that changes keys must not seal the files of a site again.
DATA_DIR = Path(tempfile.mkdtemp(prefix="yisheng-test-data-"))
MEDIA_ROOT = DATA_DIR / "files"
SMS_FOLDER = DATA_DIR / "sms"
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
