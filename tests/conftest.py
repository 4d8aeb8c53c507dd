"""Shared by all tests: the shipped content in the database, and a browser where there is one."""

import os
import shutil

import pytest
from django.utils import translation

from learners import limits
from techniques import fixtures

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]

# Playwright's synchronous interface keeps an event loop in this thread, which Django would take for an async caller.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True, scope="session")
def _plain_static_files():
    """Tests serve the static files as they lie; the hashed ones have a test of their own, through `start`."""
    from django.test.utils import override_settings

    storages = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES=storages, WHITENOISE_AUTOREFRESH=True, WHITENOISE_USE_FINDERS=True):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database holds what a first start loads."""
    from django.core.management import call_command

    with django_db_blocker.unblock():
        call_command("loaddata", *map(str, fixtures.files()), verbosity=0)


@pytest.fixture(scope="session")
def browser():
    """An installed Chromium. Missing: a failure with CI=true, elsewhere the test skips and says why."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if executable is None:
        reason = f"no Chromium on PATH ({', '.join(CHROMIUM_NAMES)}) and none in $CHROMIUM"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def editor(client, django_user_model):
    """A client that is logged in to the admin."""
    client.force_login(django_user_model.objects.create_superuser("editor", password="x"))
    return client


@pytest.fixture(params=("nl", "en"))
def language(request):
    """Each language in turn, as that of the page that is asked for."""
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def dutch():
    with translation.override("nl"):
        yield


@pytest.fixture(autouse=True)
def _no_codes_tried():
    """Wrong codes are remembered in memory, from one test to the next."""
    limits.forget()
