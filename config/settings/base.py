"""Settings shared by every environment. What differs between machines comes from the environment (README, "Environment")."""

import os
from pathlib import Path

import dj_database_url
import pghistory
from celery.schedules import crontab

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / "var"))

SECRET_KEY = os.environ.get("SECRET_KEY", "")
# "k2:<base64 of 32 bytes>,k1:<…>": the first key encrypts, the others still decrypt (core/crypto.py).
FIELD_KEYS = os.environ.get("FIELD_KEYS", "")
# Base64 of 32 bytes (Ed25519): signs the daily anchors of the hash chain (core/chain/anchors.py). Empty: they are not signed.
ANCHOR_KEY = os.environ.get("ANCHOR_KEY", "")
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.gis",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "pgtrigger",
    "pghistory",
    "core",
    "accounts",
    "compliance",
    "messaging",
    "residents",
    "facilities",
    "lifecycle",
    "elderly",
    "aid",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.RequestIdMiddleware",
    "core.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.BearerTokenMiddleware",
    "accounts.middleware.IdleMiddleware",
    "accounts.middleware.NoCopiesMiddleware",
    "accounts.middleware.PasswordChangeMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.refusals.RefusalLogMiddleware",
    "core.middleware.UserErrorMiddleware",
    "accounts.middleware.ScopeMiddleware",
    "core.middleware.PlainTextMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.ui.context.shell",
            ],
        },
    },
]
FORM_RENDERER = "core.ui.forms.FormRenderer"

DATABASES = {
    "default": dj_database_url.config(
        env="DATABASE_URL", default="postgis:///yisheng", conn_max_age=None, conn_health_checks=True
    )
}
DATABASES["default"]["ENGINE"] = "django.contrib.gis.db.backends.postgis"
# Web, worker and beat connect as the web role, which owns nothing and has no BYPASSRLS: a query made without a scope
# finds no resident. Commands run as the owner and take a scope themselves (core/scope.py).
WEB_ROLE = "yisheng_web"
if os.environ.get("DB_ROLE") == WEB_ROLE:
    DATABASES["default"].setdefault("OPTIONS", {})["assume_role"] = WEB_ROLE

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
# Remembered values live in the process: a round trip to Redis costs more than most of what they save, and pages do not
# depend on Redis at all. It carries Celery's wake-ups and the
# progress of imports.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "shared": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL},
}

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://") if REDIS_URL.startswith("unix://") else REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Asia/Shanghai"
# By night, in Shanghai: one line for each job.
CELERY_BEAT_SCHEDULE = {
    "fold-rollups": {"task": "core.tasks.fold_rollups", "schedule": crontab(minute="*/5")},
    "back-up": {"task": "core.tasks.back_up_daily", "schedule": crontab(hour=2, minute=5)},
    "check-rollups": {"task": "core.tasks.check_rollups", "schedule": crontab(hour=3, minute=45)},
    "chain-new-rows": {"task": "core.tasks.chain_new_rows", "schedule": crontab(minute=10)},
    "anchor-chains": {"task": "core.tasks.anchor_chains", "schedule": crontab(hour=23, minute=40)},
    "archive-old-logs": {"task": "core.tasks.archive_old_logs", "schedule": crontab(day_of_month=2, hour=3, minute=15)},
    "list-what-is-due": {"task": "compliance.tasks.list_what_is_due", "schedule": crontab(hour=2, minute=40)},
    "clear-export-files": {"task": "core.tasks.clear_export_files", "schedule": crontab(minute=25)},
    "find-new-duplicates": {"task": "residents.tasks.find_new_duplicates", "schedule": crontab(hour=1, minute=20)},
    "change-areas": {"task": "accounts.tasks.change_areas", "schedule": crontab(hour=0, minute=3)},
    "milestones": {"task": "lifecycle.tasks.run_milestones", "schedule": crontab(hour=0, minute=20)},
    "keep-elder-records": {"task": "elderly.tasks.keep_elder_records", "schedule": crontab(hour=0, minute=50)},
    "compare-school-lists": {"task": "residents.tasks.compare_school_lists", "schedule": crontab(hour=0, minute=30)},
    "reconcile-lists": {"task": "lifecycle.tasks.reconcile_lists", "schedule": crontab(hour=4, minute=20)},
    "compare-paid-months": {"task": "lifecycle.tasks.compare_paid_months", "schedule": crontab(hour=4, minute=50)},
    "deliver-events": {"task": "lifecycle.tasks.deliver_events", "schedule": 60.0},
    "send-messages": {"task": "messaging.tasks.send_messages", "schedule": 15.0, "options": {"expires": 15}},
    "ask-about-messages": {"task": "messaging.tasks.ask_about_messages", "schedule": 60.0, "options": {"expires": 60}},
    "watch-alarms": {"task": "elderly.tasks.watch_alarms", "schedule": 60.0, "options": {"expires": 60}},
    "silent-alarms": {"task": "elderly.tasks.look_for_silent_alarms", "schedule": crontab(hour=0, minute=50)},
    "supplies-of-the-month": {"task": "aid.tasks.supplies_of_the_month", "schedule": crontab(hour=0, minute=55)},
    "take-down-notices": {"task": "aid.tasks.take_down_notices", "schedule": crontab(hour=0, minute=15)},
    "settle-care": {"task": "elderly.tasks.settle_care", "schedule": crontab(hour=0, minute=32)},
    "escalate-tasks": {"task": "lifecycle.tasks.escalate_tasks", "schedule": crontab(hour=0, minute=40)},
    "rights-and-handovers": {"task": "accounts.tasks.nightly", "schedule": crontab(hour=0, minute=10)},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backends.GrantsBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "accounts.passwords.LettersAndDigitsValidator"},
    {"NAME": "accounts.passwords.NotTheUserNameValidator"},
    {"NAME": "accounts.passwords.StrongWhereAskedValidator"},
    {"NAME": "accounts.passwords.NotCommonValidator"},
    {"NAME": "accounts.passwords.NotUsedLatelyValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "login"
# SEC02, SEC03 (handbook appendix F): five failures lock for 30 minutes; 30 idle minutes end a session.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]  # what a failed sign-in typed is kept starred
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # every failure is kept for the auditor (SEC02, SEC09)
# axes would throw away all but a thousand (and fails on None); the archive takes the old ones (SEC10).
AXES_ACCESS_FAILURE_LOG_PER_USER_LIMIT = 2**31 - 1
# The account is what is locked: whole offices share one address (axes.W006 asks for the address instead).
SILENCED_SYSTEM_CHECKS = ["axes.W006", "gis.W001"]
# SEC01, SEC04: from whom a second factor and a strong password are asked: "privileged" (roles.py says which), "all", "none".
REQUIRE_TOTP = os.environ.get("REQUIRE_TOTP", "privileged")
STRONG_PASSWORDS = os.environ.get("STRONG_PASSWORDS", "privileged")
PASSWORD_DAYS = int(os.environ.get("PASSWORD_DAYS", "90"))  # 0: a password lasts until it is changed
PASSWORDS_REMEMBERED = 5  # those of the past that may not come back
SESSIONS_AT_ONCE = int(os.environ.get("SESSIONS_AT_ONCE", "0"))  # 0: any number; else the oldest gives way
# SEC08: demo accounts sign in where the demo is on, and without a second factor. Off unless bin/run says so.
DEMO = os.environ.get("DEMO", "0") == "1"
SESSION_COOKIE_AGE = 30 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "accounts.session_store"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# `static/` holds what assets/ builds (vendor files); it is not committed.
STATICFILES_DIRS = [path for path in [BASE_DIR / "static"] if path.is_dir()]
MEDIA_ROOT = DATA_DIR / "files"
# A backup each night (bin/backup), so many are kept; where, says BACKUP_DIR.
BACKUP_DAILY = os.environ.get("BACKUP_DAILY", "1") == "1"
BACKUP_KEEP = int(os.environ.get("BACKUP_KEEP", "7"))
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# Text messages: `file` writes them to SMS_FOLDER and carries nothing; `aliyun` sends (docs/adr/0014-text-messages.md).
SMS_BACKEND = os.environ.get("SMS_BACKEND", "file")
SMS_FOLDER = DATA_DIR / "sms"
SMS_SIGN = os.environ.get("SMS_SIGN", "一生社区")  # the signature that the operator approved
SMS_ACCESS_KEY_ID = os.environ.get("SMS_ACCESS_KEY_ID", "")
SMS_ACCESS_KEY_SECRET = os.environ.get("SMS_ACCESS_KEY_SECRET", "")
SMS_ENDPOINT = os.environ.get("SMS_ENDPOINT", "dysmsapi.aliyuncs.com")
SMS_PROTOCOL = os.environ.get("SMS_PROTOCOL", "https")
# What the gateway must name when it brings receipts and replies; empty: nobody may.
SMS_CALLBACK_SECRET = os.environ.get("SMS_CALLBACK_SECRET", "")

# History by trigger (core/history.py): statement level, so that bulk statements are caught and stay quick.
PGHISTORY_LEVEL = pghistory.Statement
PGHISTORY_CONTEXT_FIELD = pghistory.ContextForeignKey(null=True)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_constraint=False)
PGHISTORY_ADMIN_ALL_EVENTS = False

# Calls of the API in a minute: of one user (a program that reads a district page by page needs some hundreds), and of one address
# that does not say who it is.
API_CALLS_A_MINUTE = int(os.environ.get("API_CALLS_A_MINUTE", "3000"))
API_CALLS_A_MINUTE_UNKNOWN = 60
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api_auth.RequestUserAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["core.api.permissions.DeclaredPermission"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_PAGINATION_CLASS": "core.api.paging.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "core.api.problems.problem_handler",
    "DEFAULT_THROTTLE_CLASSES": ["core.api.throttling.MinuteThrottle"],
    "PAGE_SIZE": 50,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "一生 Yisheng API",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "AlarmCallKindEnum": "elderly.models.alarm.CallKind",
        "AidKindEnum": "aid.domain.law.KIND_CHOICES",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "core.api.problems.describe_problems",
    ],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SERVE_AUTHENTICATION": ["accounts.api_auth.RequestUserAuthentication"],
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
