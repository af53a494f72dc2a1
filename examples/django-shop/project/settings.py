"""A shop in Django 3.2 that takes its database from the environment, so that a restore can point it at another one."""
import os

SECRET_KEY = os.environ.get("SECRET_KEY", "an example has no secrets")
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "catalogue"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["DB_NAME"],
        "HOST": os.environ.get("DB_HOST", ""),
        "PORT": os.environ.get("DB_PORT", ""),
        "USER": os.environ.get("DB_USER", ""),
        "PASSWORD": os.environ.get("DB_PASSWORD", ""),
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
