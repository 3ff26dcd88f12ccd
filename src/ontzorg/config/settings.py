"""Django settings, from the environment. Nothing here depends on one process."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from ontzorg.config.databases import build_databases
from ontzorg.config.environment import read_environment
from ontzorg.config.mail import mail_settings
from ontzorg.config.oidc import provider_settings, read_providers

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False
DEMO = ENVIRONMENT.demo
SECRET_KEY = ENVIRONMENT.secret_key
MASTER_KEY = ENVIRONMENT.master_key
OLD_MASTER_KEYS = ENVIRONMENT.old_master_keys
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [h for h in ENVIRONMENT.allowed_hosts.split(",") if h] or LOCAL_HOSTS
SITE_ID = None

DATABASES = build_databases(ENVIRONMENT)
POOLER = ENVIRONMENT.pooler  # a transaction pooler stands between web process and database
DATABASE_ROUTERS = ["ontzorg.config.routers.RoomRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "ontzorg.access",
    "ontzorg.parties",
    "ontzorg.parties.staff_import",
    "ontzorg.verzuim",
    "ontzorg.medical",
    "ontzorg.integrations",
    "ontzorg.portals.shared",
    "ontzorg.portals.werkgever",
    "ontzorg.portals.werknemer",
    "ontzorg.portals.casemanager",
    "ontzorg.portals.arbodienst",
    "ontzorg.portals.verzekeraar",
    "ontzorg.portals.adviseur",
    "ontzorg.portals.beheer",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "ontzorg.portals.shared.middleware.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ontzorg.portals.shared.idle.IdleMiddleware",
    "ontzorg.portals.shared.middleware.ActorMiddleware",
]

ROOT_URLCONF = "ontzorg.config.urls"
WSGI_APPLICATION = "ontzorg.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            PACKAGE / "portals" / "shared" / "templates",
            PACKAGE / "integrations" / "mail" / "templates",
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "ontzorg.portals.shared.shell.shell",
            ],
        },
    },
]

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "ontzorg.access.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "ontzorg.access.passwords.NotCommon"},
    {"NAME": "ontzorg.access.passwords.NotAboutOneself"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "ontzorg.portals.shared.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "ontzorg.portals.shared.accounts.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_FORMS = {
    "change_password": "ontzorg.portals.shared.sign_in.forms.ChangePasswordForm",
    "reset_password_from_key": "ontzorg.portals.shared.sign_in.forms.ResetPasswordKeyForm",
    "set_password": "ontzorg.portals.shared.sign_in.forms.SetPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = False  # who is idle is signed out; nothing to remember
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Counted over all processes (CACHES): ten wrong passwords or codes an hour for one account.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,100/h/ip,10/h/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
SOCIALACCOUNT_ADAPTER = "ontzorg.portals.shared.sign_in.oidc.OrganisationSignIn"
OIDC_PROVIDERS = read_providers(ENVIRONMENT.oidc)
SOCIALACCOUNT_PROVIDERS = provider_settings(OIDC_PROVIDERS)
MFA_ADAPTER = "ontzorg.portals.shared.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # every address was verified by the invitation
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Ontzorg"
MFA_WEBAUTHN_USER_VERIFICATION = "required"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # the package carries the files; nothing is collected
WHITENOISE_AUTOREFRESH = False

HTTPS = ENVIRONMENT.https or not ENVIRONMENT.is_local
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # the proxy in front replaces X-Forwarded-For
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # http://localhost, to try the product
SECURE_SSL_REDIRECT = False  # the proxy in front does it
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ontzorg.portals.shared.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["ontzorg.portals.shared.file_uploads.UnnamedUpload"]
MOST_UPLOADED_BYTES = 201 * 1024 * 1024  # a staff file of the largest size, and its form

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A form that leaves for another sign-in is followed there.
        "form-action": [SELF, *(provider.origin for provider in OIDC_PROVIDERS)],
        "frame-ancestors": [NONE],
        "frame-src": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    },
}

SECURITY_CONTACT = ENVIRONMENT.security_contact
PUBLIC_URL = ENVIRONMENT.public_url.rstrip("/")
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
globals().update(mail_settings(ENVIRONMENT))

# Own copy of integrations/sivi/data/betekenis.yaml; empty: the one of the house.
SIVI_BETEKENIS = ENVIRONMENT.sivi_betekenis
EXCHANGE = "ontzorg.integrations.sivi"  # the door that portals bring messages to

PROCRASTINATE_IMPORT_PATHS = ["ontzorg.config.jobs"]
PROCRASTINATE_WORKER_DEFAULTS = {
    "concurrency": 3,  # a long import leaves room for messages
    "delete_jobs": "successful",
    "shutdown_graceful_timeout": 10,
    "update_heartbeat_interval": 2,
    "stalled_worker_timeout": 10,
}

CACHES = {"default": {"BACKEND": "ontzorg.access.shared_cache.SharedCache"}}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
