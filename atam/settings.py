"""Settings. What an installation may choose comes from the environment, by way of environment.py.

Nothing needs to be set to try the application: the defaults keep everything in `var/` (an SQLite file, the secret key,
collected files). docs/deployment.md lists what a team sets.
"""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from atam import environment
from atam.logs import REFUSING_LOGGERS, refusals_in_one_line

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = environment.VAR_DIR

DEBUG = environment.switch("DEBUG")
WEB_THREADS = environment.web_threads()
ALLOW_SIGN_UP = environment.switch("ALLOW_SIGN_UP")
SECRET_KEY = environment.secret_key()
PUBLIC_URL = environment.public_url()
ALLOWED_HOSTS = environment.allowed_hosts()
if PUBLIC_URL:
    ALLOWED_HOSTS.append(urlsplit(PUBLIC_URL).hostname)
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

DATABASES = {"default": environment.database()}

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


_email = environment.email()
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_FILE_PATH = _email["EMAIL_FILE_PATH"]  # of file:, else ""
EMAIL_HOST = _email["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _email["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _email["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _email["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10  # seconds: a page that sends a letter does not wait for a dead mail server for ever
DEFAULT_FROM_EMAIL = environment.from_address()

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = "atam.formats"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = environment.static_root()
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
