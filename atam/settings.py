"""Settings, read once from the environment and loud on bad values.

Nothing needs to be set to try the application: the defaults keep everything in `var/`
(an SQLite file, the secret key, collected files). The README and docs/deployment.md list
what a team sets. A value that cannot be right stops the start with a sentence.
"""

import os
import re
import secrets
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

from atam.logs import REFUSING_LOGGERS, refusals_in_one_line

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(exist_ok=True)

env = Env()


def _secret_key() -> str:
    """The key from SECRET_KEY, else the one kept in var/secret_key, made on first use."""
    if key := env.str("SECRET_KEY", ""):
        if len(key) < 40:
            raise ImproperlyConfigured("SECRET_KEY is shorter than 40 characters. Use a long random string.")
        return key
    path = VAR_DIR / "secret_key"
    if not path.exists():
        # Written beside and linked into place: two processes starting together must agree on one key.
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="utf-8").strip()


def _public_url() -> str:
    """Where people reach the application, without a trailing slash; e-mails and the CSRF check use it."""
    url = env.str("PUBLIC_URL", "").rstrip("/")
    try:
        parts = urlsplit(url)
        right = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        right = right and url == f"{parts.scheme}://{parts.netloc}"
    except ValueError:  # a host or a port that cannot be one
        right = False
    if url and not right:
        raise ImproperlyConfigured(
            f"PUBLIC_URL is {url!r}. Give scheme and host only, such as https://atam.example.org."
        )
    return url


def _database() -> dict:
    try:
        config = env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'atam.sqlite3'}")
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL cannot be read ({error}). Write postgres://user:password@host/name or sqlite:////path."
        ) from error
    engine = config["ENGINE"]
    if engine == "django.db.backends.sqlite3":
        # IMMEDIATE: a transaction that will write takes the lock at once, so that none fails half way.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
        folder = Path(config["NAME"]).parent
        if config["NAME"] != ":memory:" and not folder.is_dir():
            raise ImproperlyConfigured(f"DATABASE_URL names a file in {folder}, which is no folder. Make it first.")
        # A file also in tests: threads racing for the write lock need the real thing.
        config["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
    elif engine == "django.db.backends.postgresql":
        if not config["NAME"]:
            raise ImproperlyConfigured("DATABASE_URL names no database. Write postgres://user:password@host/name.")
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured(f"DATABASE_URL names {engine}. ATAM Workbench runs on SQLite and PostgreSQL.")
    # Kept by the threads of the bounded pool: opening SQLite anew costs 2 ms at each request, and closing the last
    # connection empties the write-ahead log into the file.
    config["CONN_MAX_AGE"] = 600
    return config


try:
    DEBUG = env.bool("DEBUG", False)
    WEB_THREADS = env.int("WEB_THREADS", 8)
    ALLOW_SIGN_UP = env.bool("ALLOW_SIGN_UP", False)
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [])
except EnvError as error:
    raise ImproperlyConfigured(str(error)) from error
if not 1 <= WEB_THREADS <= 64:
    raise ImproperlyConfigured(f"WEB_THREADS is {WEB_THREADS}. Give a number from 1 to 64.")

SECRET_KEY = _secret_key()
PUBLIC_URL = _public_url()
for _host in ALLOWED_HOSTS:
    if not re.fullmatch(r"\*|\.?[\w.-]+|\[[\da-fA-F:.]+\]", _host):
        raise ImproperlyConfigured(
            f"ALLOWED_HOSTS holds {_host!r}. Give host names alone, without scheme, port or path: atam.example.org."
        )
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
if PUBLIC_URL:
    ALLOWED_HOSTS.append(urlsplit(PUBLIC_URL).hostname)
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

DATABASES = {"default": _database()}

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "assessments",
]

MIDDLEWARE = [
    "atam.middleware.read_to_the_end",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "atam.middleware.no_nul_in_address",
    "assessments.once.CarriedOutOnce",
]

ROOT_URLCONF = "atam.urls"
WSGI_APPLICATION = "atam.wsgi.application"
ASGI_APPLICATION = "atam.asgi.application"

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
                "assessments.context.shell",
            ],
            # The PDF's own tags; they belong to the slice and are of no use to pages.
            "libraries": {"report": "assessments.report.tags", "results": "assessments.results.tags"},
        },
    },
]

# In the memory of the process: what counts attempts to sign in, and the steps of the spine as HTML, by state.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    "spine": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "spine",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    # The rows of long tables, which may be a megabyte each.
    "tables": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "tables",
        "OPTIONS": {"MAX_ENTRIES": 60},
    },
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Accounts: one address, one password. Sign-up is off by default, because an installation belongs to a team.
AUTH_USER_MODEL = "assessments.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "assessments.accounts.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "assessments.accounts.SignUpForm"
ACCOUNT_FORMS = {
    "login": "assessments.account_forms.SignInForm",
    "signup": "assessments.account_forms.NewAccountForm",
    "reset_password": "assessments.account_forms.ForgottenPasswordForm",
    "reset_password_from_key": "assessments.account_forms.NewPasswordForm",
    "change_password": "assessments.account_forms.OwnPasswordForm",
    "set_password": "assessments.account_forms.FirstPasswordForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "assessments"


def _email_url() -> dict:
    """smtp://user:password@host:587/?tls=True; by default letters are printed where the server runs."""
    try:
        config = env.dj_email_url("EMAIL_URL", "console:")
        config["EMAIL_BACKEND"]
    except (EnvError, KeyError) as error:
        raise ImproperlyConfigured(
            "EMAIL_URL cannot be read. Write smtp://user:password@host:587/?tls=True or console:."
        ) from error
    asked = dict(parse_qsl(urlsplit(env.str("EMAIL_URL", "")).query))
    for name in ("tls", "ssl"):
        if asked.get(name, "True") not in {"True", "true", "1", "False", "false", "0"}:
            raise ImproperlyConfigured(f"EMAIL_URL says {name}={asked[name]}. Write {name}=True, or leave it out.")
    if all(asked.get(name, "False") in {"True", "true", "1"} for name in ("tls", "ssl")):
        raise ImproperlyConfigured("EMAIL_URL asks for tls and for ssl. Use tls for port 587, ssl for port 465.")
    return config


_email = _email_url()
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _email["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _email["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _email["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10  # seconds: a page that sends a letter does not wait for a dead mail server for ever
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "ATAM Workbench <atam@localhost>")
if not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(DEFAULT_FROM_EMAIL)[1]):
    raise ImproperlyConfigured(
        f"DEFAULT_FROM_EMAIL is {DEFAULT_FROM_EMAIL!r}. Write an address, such as ATAM <atam@example.org>."
    )

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = "atam.formats"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", "") or VAR_DIR / "static")
if not STATIC_ROOT.parent.is_dir():
    raise ImproperlyConfigured(f"STATIC_ROOT lies in {STATIC_ROOT.parent}, which is no folder. Make it first.")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "atam.storage.HashedStaticFiles"
    },
}
# Every page asks for hashed names, so compressing each file a second time under its plain name would be for nobody.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Nothing inline, nothing foreign. The admin obeys it too: Django's own admin pages carry no inline script or style.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
if PUBLIC_URL.startswith("https://"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

# An import may be pasted: 2 MB of document, and room for its encoding.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "refusals": {"()": "django.utils.log.CallbackFilter", "callback": refusals_in_one_line},
    },
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {name: {"filters": ["refusals"]} for name in ("django.request", *REFUSING_LOGGERS)},
}
