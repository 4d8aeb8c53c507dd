"""Many at once, and a server that dies: what was acknowledged is kept, once."""

import http.client
import re
import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import translation

from learners import tokens
from learners.models import Learner
from selftest.models import STEPS, Answer, Attempt
from tests.pages import talks
from tests.selftest import factory
from tests.server import free_port, get, started

pytestmark = pytest.mark.django_db
CLIENTS = 32
SAVED, FINISHED = 302, 409


@pytest.fixture(scope="module")
def content(tmp_path_factory, django_db_setup, django_db_blocker):
    """The content of SQLite's test database in a file, copied before any test opens its transaction."""
    path = tmp_path_factory.mktemp("content") / "coachwerk.sqlite3"
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            connection.ensure_connection()
            with sqlite3.connect(path) as file:
                connection.connection.backup(file)
            file.close()
    return path


@pytest.fixture
def database(content, tmp_path, monkeypatch):
    """A database that every thread opens by itself, outside of the test's transaction: SQLite's test database is in
    memory, so a copy on disk; of a server its test database, in which nothing is left behind. The content stays."""
    own, settings = connections["default"], connections.databases["default"]
    if connection.vendor == "sqlite":
        path = shutil.copy(content, tmp_path)
        # A server on SQLite has one thread; here 32 contend, on a machine that may be busy: they may wait longer.
        patient = settings["OPTIONS"] | {"timeout": 30}
        monkeypatch.setitem(connections.databases, "default", settings | {"NAME": path, "OPTIONS": patient})
    connections["default"] = connections.create_connection("default")
    try:
        yield
        Learner.objects.all().delete()
    finally:
        connections["default"].close()
        connections["default"] = own


def client_of(one=None):
    """A client that, as a browser, gets a page for a 500; with the cookie of another it is a second tab."""
    client = Client(raise_request_exception=False)
    if one is not None:
        client.cookies["learner"] = one.cookies["learner"].value
    return client


def at_once(*jobs):
    """Run all of them in threads that begin together; their results in order."""
    begin = threading.Barrier(len(jobs))

    def run(job):
        try:
            with translation.override("nl"):
                begin.wait(timeout=30)
                return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


class TestManyAtOnce:
    def test_every_acknowledged_answer_is_there_once_as_it_was_last_acknowledged(self, database):
        """Sixteen learners, each in two tabs that send the same answers, changed on the way, at the same time."""
        people = [client_of() for _ in range(CLIENTS // 2)]
        with translation.override("nl"):
            for person in people:
                factory.begin(client=person)
        sent = {step: (step % 4 + 1, (step + who) % 4 + 1) for who, step in enumerate((1, 5, 12, 13, 38))}

        def tab(person):
            def job():
                client, statuses = client_of(person), []
                for step, values in sent.items():
                    for value in values:
                        statuses.append(factory.answer(client=client, step=step, value=value).status_code)
                return statuses

            return job

        statuses = at_once(*(tab(person) for person in people for _ in "ab"))
        assert {status for one in statuses for status in one} == {SAVED}
        for person in people:
            assert factory.kept(client=person) == {step: values[-1] for step, values in sent.items()}
        assert Answer.objects.count() == len(people) * len(sent)

    def test_new_people_beginning_at_once_each_get_their_own(self, database):
        def job():
            client = client_of()
            number = factory.begin(client=client)
            return number, factory.answer(client=client, step=1, value=2).status_code

        assert at_once(*[job] * CLIENTS) == [(1, SAVED)] * CLIENTS
        assert Learner.objects.count() == Attempt.objects.count() == Answer.objects.count() == CLIENTS

    def test_two_starts_at_once_make_one_attempt(self, database):
        with translation.override("nl"):
            for _ in range(5):
                person = client_of()
                factory.begin(client=person)
                learner = factory.learner(client=person)
                learner.attempts.all().delete()
                tabs = [client_of(person) for _ in range(4)]
                numbers = at_once(*(lambda tab=tab: factory.begin(client=tab) for tab in tabs))
                assert numbers == [1] * 4
                assert learner.attempts.count() == 1

    def test_an_answer_that_races_finishing_is_kept_or_told_to_be_late(self, database):
        with translation.override("nl"):
            for _ in range(6):
                person = client_of()
                number = factory.begin(client=person)
                attempt = factory.attempt(client=person, number=number)
                Answer.objects.bulk_create(Answer(attempt=attempt, step=step, value=1) for step in factory.EVERYTHING)
                late, closing = client_of(person), client_of(person)
                answered, finished = at_once(
                    lambda late=late: factory.answer(client=late, step=5, value=2).status_code,
                    lambda closing=closing: factory.finish(client=closing).status_code,
                )
                assert finished == SAVED
                assert answered in {SAVED, FINISHED}
                assert factory.kept(client=person)[5] == (2 if answered == SAVED else 1)
                assert factory.attempt(client=person).finished

    def test_beginning_again_while_answering_leaves_whole_attempts(self, database):
        with translation.override("nl"):
            for _ in range(5):
                person = client_of()
                factory.begin(client=person)
                again, late, key = client_of(person), client_of(person), factory.key(client=person)
                started_again, answered = at_once(
                    lambda again=again, key=key: again.post(reverse("selftest:start"), {"again": key}).status_code,
                    lambda late=late: factory.answer(client=late, step=1, value=2).status_code,
                )
                assert started_again == SAVED
                assert answered in {SAVED, FINISHED, 404}
                assert factory.learner(client=person).attempts.count() == 1

    def test_erasing_while_answering_leaves_nothing_behind(self, database):
        with translation.override("nl"):
            for _ in range(5):
                person = client_of()
                factory.begin(client=person)
                erasing, late = client_of(person), client_of(person)
                erased, answered = at_once(
                    lambda erasing=erasing: erasing.post(reverse("learners:erase")).status_code,
                    lambda late=late: factory.answer(client=late, step=1, value=2).status_code,
                )
                assert erased == 200
                assert answered in {SAVED, FINISHED, 404}
                assert not Learner.objects.exists()
                assert not Answer.objects.exists()

    def test_keeping_the_same_talk_at_once_keeps_it_once(self, database):
        path = talks("dylan")[-1]
        with translation.override("nl"):
            person = client_of()
            factory.begin(client=person)
            data = {"talk": "dylan", "path": path}
            tabs = [client_of(person) for _ in range(8)]
            jobs = [lambda tab=tab: tab.post(reverse("conversations:keep"), data).status_code for tab in tabs]
            assert at_once(*jobs) == [SAVED] * 8
            assert factory.learner(client=person).kept_talks.count() == 1


class Writer(threading.Thread):
    """A browser that answers round after round until the server is gone, and remembers what was acknowledged."""

    def __init__(self, port):
        super().__init__()
        self.server = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self.cookies, self.acknowledged, self.asked, self.count = {}, {}, None, 0

    def request(self, method, address, data=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if data is not None:
            data = urlencode(data | {"csrfmiddlewaretoken": self.cookies["csrf"]})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.server.request(method, address, data, headers)
        answer = self.server.getresponse()
        for name, value in re.findall(r"(\w+)=([^;]+)", "\n".join(answer.headers.get_all("Set-Cookie", []))):
            if name in {"csrf", "learner"}:
                self.cookies[name] = value
        return answer.status, answer.read()

    def begin(self):
        self.request("GET", "/zelftest/")
        assert self.request("POST", "/zelftest/", {})[0] == SAVED
        page = self.request("GET", "/zelftest/1/vraag/1/")[1].decode()
        self.attempt = re.search(r'name="attempt" value="(\d+)"', page)[1]

    def told(self, value):
        return {"answer": value, "go": "on", "attempt": self.attempt}

    def run(self):
        try:
            while True:
                step = self.count % STEPS + 1
                value = (self.count // STEPS + step) % 4 + 1
                self.asked = step, value
                status, _ = self.request("POST", f"/zelftest/1/vraag/{step}/", self.told(value))
                assert status == SAVED, status
                self.acknowledged[step] = value
                self.asked = None
                self.count += 1
        except (OSError, http.client.HTTPException):
            self.server.close()


class TestKilled:
    @pytest.fixture
    def var(self, content, tmp_path):
        """Where a server finds the content loaded, so that it starts quickly."""
        if content.exists():
            shutil.copy(content, tmp_path)
        return tmp_path

    def test_what_was_acknowledged_before_is_there_after(self, var):
        port = free_port()
        with started(var, port) as process:
            writers = [Writer(port) for _ in range(4)]
            for writer in writers:
                writer.begin()
            for writer in writers:
                writer.start()
            while sum(writer.count for writer in writers) < 120:
                assert all(writer.is_alive() for writer in writers)
                threading.Event().wait(0.02)
            process.kill()
            for writer in writers:
                writer.join(15)
        port = free_port()
        with started(var, port):
            assert get(port, "/readyz")[0] == 200
            for writer in writers:
                writer.server = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                status, page = writer.request("GET", "/zelftest/1/overzicht/")
                assert status == 200
                assert len(re.findall(rb'<li class=""', page)) >= len(writer.acknowledged)
                writer.server.close()
        with sqlite3.connect(var / "coachwerk.sqlite3") as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert file.execute("PRAGMA foreign_key_check").fetchall() == []
            for writer in writers:
                rows = file.execute(
                    "SELECT step, value FROM selftest_answer JOIN selftest_attempt a ON a.id = attempt_id"
                    " JOIN learners_token t ON t.learner_id = a.learner_id WHERE t.token_hash = ?",
                    [tokens.digest(writer.cookies["learner"])],
                ).fetchall()
                kept = dict(rows)
                assert len(kept) == len(rows)
                expected = dict(writer.acknowledged)
                if writer.asked and kept.get(writer.asked[0]) == writer.asked[1]:
                    expected[writer.asked[0]] = writer.asked[1]  # kept, but the server died before it could say so
                assert kept == expected
        file.close()
