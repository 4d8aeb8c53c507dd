"""Every text of the interface has its Dutch, and no Dutch is left over."""

import io
import os
import re
import shutil
import stat
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from coachwerk.catalogues import SOURCES, compile_stale

ROOT = Path(__file__).parents[2]
KEYWORDS = {"gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None, "ngettext": (1, 2)}


def used():
    """The msgids that templates and code hold; for a plural the singular one."""
    sources = [
        (path, templatize(path.read_text(encoding="utf-8"), origin=str(path)))
        for path in (ROOT / "templates").rglob("*.html")
    ]
    for app in {"coachwerk", *(path.parent.name for path in ROOT.glob("*/apps.py"))}:
        sources += [(path, path.read_text(encoding="utf-8")) for path in (ROOT / app).rglob("*.py")]
    found = set()
    for _path, source in sources:
        for _line, message, _comments, _context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            found.add(message[0] if isinstance(message, tuple) else message)
    return found


def catalogue():
    with (ROOT / "locale/nl/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="nl")


def test_every_text_has_its_dutch():
    dutch = {
        message.id[0] if isinstance(message.id, tuple) else message.id: message.string
        for message in catalogue()
        if message.id
    }
    missing = {
        text for text in used() if not all(dutch.get(text) if isinstance(dutch.get(text), tuple) else [dutch.get(text)])
    }
    assert missing == set()


def test_no_dutch_is_left_over():
    known = {message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue() if message.id}
    assert known - used() == set()


def test_what_is_filled_in_is_the_same_in_both():
    for message in catalogue():
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            for text in strings:
                assert set(re.findall(r"%\(\w+\)s|<\w+:\w+>", text)) == set(
                    re.findall(r"%\(\w+\)s|<\w+:\w+>", ids[0])
                ), text


class TestCompiling:
    def test_a_missing_catalogue_is_written_and_then_left_alone(self, tmp_path):
        assert compile_stale(tmp_path / "new") == [tmp_path / "new/nl/LC_MESSAGES/django.mo"]
        assert compile_stale(tmp_path / "new") == []

    def test_another_source_is_compiled_whatever_its_time(self, tmp_path):
        sources = tmp_path / "sources"
        shutil.copytree(SOURCES, sources)
        (written,) = compile_stale(tmp_path / "new", sources)
        source = sources / "nl/LC_MESSAGES/django.po"
        source.write_text(source.read_text().replace("Technieken", "Techniekjes"))
        os.utime(source, (0, 0))
        assert compile_stale(tmp_path / "new", sources) == [written]

    def test_whoever_serves_may_read_it(self, tmp_path):
        (written,) = compile_stale(tmp_path)
        assert stat.S_IMODE(written.stat().st_mode) == 0o644

    def test_nothing_half_written_stays_behind(self, tmp_path):
        (written,) = compile_stale(tmp_path)
        assert sorted(path.name for path in written.parent.iterdir()) == ["django.digest", "django.mo"]
