"""What an employer, an editor and whoever reads the database can see of a learner: nothing that tells who did what."""

import logging
import re

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import connection, models
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from django.utils import translation

from conversations.models import Kept
from learners import limits, tokens
from learners.models import Learner, Token
from selftest.models import Answer, Attempt
from tests.pages import LANGUAGES, addresses, talks
from tests.selftest import factory

pytestmark = pytest.mark.django_db
OWN = (Learner, Token, Attempt, Answer, Kept)
ADDRESS = "203.0.113.77"
BROWSER = "Spiegelkijker/7.3 (Wasserij; Ploeg B)"


class Journey:
    """Someone takes the test, keeps a talk, makes a code and uses it in another browser."""

    def __init__(self):
        limits.forget()
        known = {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": BROWSER, "HTTP_X_FORWARDED_FOR": ADDRESS}
        self.client, self.other = Client(**known), Client(**known)
        with translation.override("nl"):
            factory.finished(client=self.client, answers=factory.VARIED)
            self.path = talks("dylan")[-1]
            self.client.post(reverse("conversations:keep"), {"talk": "dylan", "path": self.path})
            page = self.client.post(reverse("learners:code")).text
            (self.code,) = re.findall(r"<code>([^<]+)</code>", page)
            self.other.post(reverse("learners:restore"), {"code": "AAAA-" * 7})
            self.other.post(reverse("learners:restore"), {"code": self.code})
            self.client.get(reverse("selftest:result", args=[1]))
            self.client.get(reverse("learners:export"))
            self.client.get(reverse("home"))
        limits.forget()
        self.learner = factory.learner(client=self.client)

    @property
    def tokens(self):
        return [client.cookies[settings.LEARNER_COOKIE_NAME].value for client in (self.client, self.other)]

    @property
    def secrets(self):
        code = self.code.replace("-", "")
        return [*self.tokens, self.code, code, code.lower()]

    @property
    def hashes(self):
        return [*map(tokens.digest, self.tokens), tokens.digest(self.code.replace("-", ""))]


@pytest.fixture
def journey(db):
    return Journey()


def dump():
    """All that the database holds: (table, column, value as text)."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            found += [
                (table, name, str(value)) for row in cursor.fetchall() for name, value in zip(columns, row, strict=True)
            ]
    return found


class TestDatabase:
    def test_no_secret_no_address_and_no_browser_is_in_it(self, journey):
        for table, column, value in dump():
            for secret in (*journey.secrets, ADDRESS, BROWSER, "203.0.113", "Spiegelkijker"):
                assert secret not in value, (table, column)

    def test_it_holds_hashes_where_they_belong_and_only_there(self, journey):
        found = {(table, column, value) for table, column, value in dump() if value in journey.hashes}
        first, second, code = journey.hashes
        assert found == {
            ("learners_token", "token_hash", first),
            ("learners_token", "token_hash", second),
            ("learners_learner", "code_hash", code),
        }

    def test_of_a_learner_there_are_two_days_and_the_hash_of_a_code(self):
        assert {field.name for field in Learner._meta.fields} == {"id", "created", "seen", "code_hash"}
        assert {field.name for field in Token._meta.fields} == {"id", "learner", "token_hash"}

    def test_no_hour_is_kept_of_anything(self):
        for model in OWN:
            times = [
                field for field in model._meta.fields if isinstance(field, (models.DateTimeField, models.TimeField))
            ]
            assert times == [], model

    def test_no_free_text_is_kept(self):
        """What is kept as letters are hashes, a talk's name and its path."""
        texts = {
            (model.__name__, field.name)
            for model in OWN
            for field in model._meta.fields
            if isinstance(field, (models.CharField, models.TextField, models.JSONField, models.BinaryField))
        }
        assert texts == {("Learner", "code_hash"), ("Token", "token_hash"), ("Kept", "scenario"), ("Kept", "path")}

    def test_there_is_no_session(self, journey):
        assert [row for row in dump() if row[0] == "django_session"] == []
        for client in (journey.client, journey.other):
            assert set(client.cookies) <= {settings.LEARNER_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


class TestAdmin:
    def pages(self, request):
        """Every page that a superuser can come to: of the whole, of each model, and of one of its rows."""
        with translation.override("nl"):
            found = [reverse("admin:index"), reverse("admin:jsi18n"), reverse("admin:password_change")]
            found += [reverse("admin:app_list", args=[app["app_label"]]) for app in admin.site.get_app_list(request)]
            for model in admin.site._registry:
                name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
                found += [reverse(f"{name}_changelist"), f"{reverse(f'{name}_changelist')}?q=a&all="]
                found.append(reverse(f"{name}_add"))
                for row in model._default_manager.order_by("pk")[:1]:
                    found += [reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "delete", "history")]
        return found

    def test_no_page_tells_anything_of_a_learner_or_leads_to_one(self, journey, editor, rf, django_user_model):
        request = rf.get("/admin/")
        request.user = django_user_model.objects.get(username="editor")
        pages = self.pages(request)
        assert len(pages) > 5 * len(admin.site._registry)
        hidden = [*journey.secrets, *journey.hashes, journey.path, ADDRESS, BROWSER, "/admin/learners/"]
        hidden += [f"/{model._meta.app_label}/{model._meta.model_name}/" for model in OWN]
        for address in pages:
            response = editor.get(address, follow=True)
            assert response.status_code in {200, 403}, address
            text = response.content.decode()
            assert not [one for one in hidden if one in text], address

    def test_there_is_no_page_for_anything_of_a_learners_own(self, journey, editor):
        for model in OWN:
            row = model.objects.first()
            base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
            for address in (base, f"{base}add/", f"{base}{row.pk}/change/", f"{base}{row.pk}/delete/"):
                assert editor.get(address).status_code == 404, address

    def test_none_of_the_models_is_registered_and_nothing_registered_relates_to_one(self):
        registered = set(admin.site._registry)
        for model_admin in admin.site._registry.values():
            registered |= {inline.model for inline in model_admin.inlines}
        assert not registered & set(OWN)
        assert not [model for model in registered if model._meta.app_label == "learners"]
        for model in registered:
            related = {field.related_model for field in model._meta.get_fields(include_hidden=True)}
            assert not related & set(OWN), model

    def test_the_list_of_own_models_is_whole(self):
        found, ahead = {Learner}, [Learner]
        while ahead:
            near = {relation.related_model for relation in ahead.pop()._meta.related_objects} - found
            found |= near
            ahead += near
        assert found == set(OWN)

    def test_an_editor_is_no_learner_and_a_learner_no_editor(self, journey, editor):
        assert editor.get("/zelftest/uitslag/1/").status_code == 404
        assert journey.client.get("/admin/").status_code == 302
        editor.cookies[settings.LEARNER_COOKIE_NAME] = journey.tokens[0]
        for address in ("/admin/", "/admin/selftest/item/"):
            assert journey.learner.code_hash not in editor.get(address).text


class TestLog:
    def test_nothing_that_is_logged_tells_who(self, caplog, db):
        caplog.set_level(logging.DEBUG)
        journey = Journey()
        with translation.override("nl"):
            journey.client.get("/zelftest/999/vraag/1/")
            journey.client.post("/mijn/terughalen/", {"code": "x" * 5})
            Client(enforce_csrf_checks=True, REMOTE_ADDR=ADDRESS).post("/zelftest/")
        for record in caplog.records:
            for secret in (*journey.secrets, *journey.hashes, ADDRESS, BROWSER):
                assert secret not in record.getMessage(), record.name


class TestAddresses:
    def test_no_address_of_a_journey_has_a_secret(self, journey):
        with translation.override("nl"):
            for name in ("selftest:start", "learners:my"):
                page = journey.client.get(reverse(name)).text
                result = journey.client.get(reverse("selftest:result", args=[1])).text
                for link in re.findall(r'(?:href|action|src)="([^"]+)"', page + result):
                    assert not any(secret in link for secret in (*journey.secrets, *journey.hashes)), link

    def test_all_that_private_pages_ask_for_is_on_this_site(self, journey):
        for language in LANGUAGES:
            with translation.override(language):
                for name, args in (("selftest:start", []), ("selftest:result", [1]), ("learners:my", [])):
                    page = journey.client.get(reverse(name, args=args)).text
                    asked = re.findall(r'(?:src|action|data-hx-\w+)="([^"]+)"', page)
                    asked += re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', page)
                    assert not [one for one in asked if re.match(r"(?:https?:)?//", one)]


class TestLibrary:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_page_answers_a_cookie_or_tells_one_person_from_another(self, journey, language):
        for address in addresses(language):
            if address.startswith(settings.COOKIE_PATHS):
                continue
            client = Client()
            client.cookies[settings.LEARNER_COOKIE_NAME] = journey.tokens[0]
            client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
            client.cookies[settings.SESSION_COOKIE_NAME] = "y" * 32
            response = client.get(address)
            assert not response.cookies, address
            assert "Cookie" not in response.headers.get("Vary", ""), address
            assert "csrfmiddlewaretoken" not in response.text, address
            assert not any(secret in response.text for secret in journey.secrets), address

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_pages_about_it_set_none_either(self, journey, language):
        with translation.override(language):
            for name in ("employer", "privacy", "selftest:scoring"):
                response = journey.client.get(reverse(name))
                assert response.status_code == 200
                assert not response.cookies, name
                assert "Cookie" not in response.headers.get("Vary", ""), name


def named(resolver=None, spaces=()):
    """Every named address: its names ("space:name") with values for its parts."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from named(pattern, (*spaces, *filter(None, [pattern.namespace])))
        elif pattern.name:
            kinds = pattern.pattern.converters
            parts = {name: 1 if type(kind).__name__ == "IntConverter" else "x" for name, kind in kinds.items()}
            yield ":".join((*spaces, pattern.name)), parts


def is_private(name):
    return name == "conversations:keep" or (name.startswith(("selftest:", "learners:")) and name != "selftest:scoring")


class TestCookiePaths:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_private_address_is_under_one_and_no_other_is(self, language):
        with translation.override(language):
            found = list(named())
            assert len([name for name, _ in found if is_private(name)]) >= 11
            for name, parts in found:
                address = reverse(name, kwargs=parts)
                if name == "selftest:scoring":
                    continue  # stands under the self-test, and is read without a cookie all the same
                assert address.startswith(settings.COOKIE_PATHS) is is_private(name), address

    def test_each_of_them_is_one_of_an_address(self):
        found = []
        for language in LANGUAGES:
            with translation.override(language):
                found += [reverse(name, kwargs=parts) for name, parts in named() if is_private(name)]
        for path in settings.COOKIE_PATHS:
            assert path == "/admin/" or any(address.startswith(path) for address in found), path
