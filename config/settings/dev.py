"""For commands and for work on the code: keys are made up when none are given, so that nothing real can depend on them."""

import base64
import os

from config.settings.base import *

SECRET_KEY = SECRET_KEY or "development-only-not-a-secret"
FIELD_KEYS = FIELD_KEYS or "dev:" + base64.b64encode(b"development only, 32 bytes long!").decode()
DEBUG = os.environ.get("DEBUG", "") == "1"
# Work on the code happens on demo data; what is asked of a real office is switched on by the tests about it.
DEMO = os.environ.get("DEMO", "1") == "1"
REQUIRE_TOTP = os.environ.get("REQUIRE_TOTP", "none")
