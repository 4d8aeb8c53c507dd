"""All settings. What differs per place comes from the environment; without any, everything works locally."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from coachwerk import environment
from coachwerk.catalogues import compile_stale

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("COACHWERK_VAR") or BASE_DIR / "var").absolute()
compile_stale(VAR_DIR / "locale")  # before anything asks for a text: a catalogue once missing is remembered as empty

DEBUG = environment.flag("COACHWERK_DEBUG")
HTTPS = environment.flag("COACHWERK_HTTPS")
SECRET_KEY = environment.secret_key(VAR_DIR)
ALLOWED_HOSTS = environment.words("COACHWERK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
BASE_URL = environment.address("COACHWERK_BASE_URL", "https", "http").rstrip("/")  # empty: the request's own host
CONTACT = environment.address("COACHWERK_CONTACT", "mailto", "https")  # for mistakes and security reports

INSTALLED_APPS = [
    "modeltranslation",  # before the admin
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "coachwerk",
    "techniques",
    "learners",
    "conversations",
    "selftest",
]
MIDDLEWARE = [
    "coachwerk.middleware.security_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "coachwerk.middleware.cookies_on_private_pages_only",
    "coachwerk.middleware.language_of_address",
    "coachwerk.middleware.page_for_wrong_methods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "coachwerk.urls"
WSGI_APPLICATION = "coachwerk.wsgi.application"
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
                "coachwerk.context.site",
            ],
        },
    },
]

# SQLite: every writer waits its turn (IMMEDIATE) and what is acknowledged is on disk (FULL).
SQLITE_OPTIONS = {
    "timeout": 5,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
database = {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "coachwerk.sqlite3"}
try:
    if url := os.environ.get("DATABASE_URL"):
        database = dict(dj_database_url.parse(url))
except ValueError as error:
    message = "DATABASE_URL is not an address of a database, such as postgres://user:password@host/name."
    raise ImproperlyConfigured(message) from error
if database["ENGINE"] not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
    raise ImproperlyConfigured(
        "DATABASE_URL names a database that Coachwerk does not know: use postgres:// or sqlite:///."
    )
if database["ENGINE"] == "django.db.backends.sqlite3":
    database |= {"CONN_MAX_AGE": None, "OPTIONS": SQLITE_OPTIONS}
else:
    database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    database["OPTIONS"] = {"connect_timeout": 3} | database.get("OPTIONS", {})
DATABASES = {"default": database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", VAR_DIR / "locale"]  # the sources, and what was compiled of them
MODELTRANSLATION_FALLBACK_LANGUAGES = ("nl",)
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG

# Outside of these a cookie is not even read. A test holds the list to the addresses of the private pages.
COOKIE_PATHS = ("/admin/", "/zelftest/", "/en/self-test/", "/mijn/", "/en/my/")
LEARNER_COOKIE_NAME = "__Host-learner" if HTTPS else "learner"
LEARNER_MONTHS = 12  # a learner who is not seen for so long is forgotten
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "coachwerk.views.forbidden"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        **{f"{kind}-src": [SELF] for kind in ("script", "style", "img", "font", "connect", "manifest", "worker")},
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Addresses and typed words stay out of the log: bad hosts and not-found pages are no news.
    "loggers": {
        "django.security": {"level": "CRITICAL"},
        "django.request": {"level": "ERROR"},
    },
}
