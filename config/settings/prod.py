"""What bin/run serves. Start-up refuses to go on without real keys."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *

if not SECRET_KEY or not FIELD_KEYS:
    raise ImproperlyConfigured("SECRET_KEY and FIELD_KEYS must be set; bin/run makes them in $DATA_DIR/secrets.env.")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Behind TLS (any real office): SECURE=1 makes cookies secure and redirects. The demo on loopback speaks plain HTTP.
if os.environ.get("SECURE") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
