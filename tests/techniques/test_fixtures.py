"""What is wrong with a fixture is named by file, item and field."""

import copy

import pytest
import yaml
from django.core.checks import run_checks

from techniques import checks, fixtures

PITFALL = next(row for row in fixtures.read(fixtures.files())[0] if row.item == "pitfall haste")


def document(**changes):
    fields = copy.deepcopy(PITFALL.fields) | changes
    return {
        "model": "techniques.pitfall",
        "fields": {name: value for name, value in fields.items() if value is not ...},
    }


def faults(folder, *documents):
    path = folder / "10-test.yaml"
    path.write_text(yaml.safe_dump(list(documents), allow_unicode=True), encoding="utf-8")
    rows, unread = fixtures.read([path])
    return [str(fault) for fault in (*unread, *fixtures.faults_of(rows))]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"core_en": ...}, "10-test.yaml: pitfall haste: core_en: is missing"),
        ({"core_en": ""}, "10-test.yaml: pitfall haste: core_en: is missing"),
        ({"core_nl": "x" * 141}, "10-test.yaml: pitfall haste: core_nl: "),
        ({"core_nl": 5}, "10-test.yaml: pitfall haste: core_nl: must be text"),
        ({"slug_nl": "no slug!"}, "10-test.yaml: pitfall haste: slug_nl: "),
        ({"colour": "red"}, "10-test.yaml: pitfall haste: colour: is no field of this model"),
    ],
)
def test_a_fault_names_file_item_and_field(tmp_path, changes, told):
    found = faults(tmp_path, document(**changes))
    assert len(found) == 1
    assert found[0].startswith(told)


def test_a_sound_row_has_no_fault(tmp_path):
    assert faults(tmp_path, document()) == []


def test_a_double_is_named(tmp_path):
    found = faults(tmp_path, document(), document())
    assert "10-test.yaml: pitfall haste: is there twice, also in 10-test.yaml" in found


def test_words_in_an_address_that_two_rows_share_are_named(tmp_path):
    found = faults(tmp_path, document(), document(key="own-right", letter="B", slug_en="other"))
    assert found == ["10-test.yaml: pitfall own-right: slug_nl: is 'haastige-spoed', and so is that of pitfall haste"]


def test_a_key_that_stands_twice_is_no_yaml(tmp_path):
    (tmp_path / "x.yaml").write_text("- model: techniques.pitfall\n  fields: {key: a, key: b}\n")
    _, (fault,) = fixtures.read([tmp_path / "x.yaml"])
    assert "'key' stands twice" in str(fault)


@pytest.mark.parametrize(("first", "second", "told"), [(2, 2, "is a pair of one"), (15, 2, "is there twice")])
def test_a_pair_that_the_database_would_refuse_is_named(first, second, told):
    rows, _ = fixtures.read(fixtures.files())
    model = next(row.model for row in rows if row.item.startswith("pair"))
    reasons = {"reason_nl": "Daarom.", "reason_en": "Because."}
    rows += [fixtures.Row("x.yaml", model, {"first": [2], "second": [15], **reasons})] if first != second else []
    rows += [fixtures.Row("x.yaml", model, {"first": [first], "second": [second], **reasons})]
    assert any(told in str(fault) for fault in fixtures.faults_of(rows))


def test_a_reference_to_nothing_is_named(tmp_path):
    remedy = {"pitfall": ["haste"], "technique": [99], "reason_nl": "Daarom.", "reason_en": "Because."}
    found = faults(tmp_path, document(), {"model": "techniques.remedy", "fields": remedy})
    assert found == ["10-test.yaml: remedy haste/99: technique: refers to [99], which is not there"]


@pytest.mark.parametrize(
    "text",
    [
        "- model: nope.nope\n  fields: {}\n",
        "- 5\n",
        "model: x\n",
        "- model: auth.user\n  fields: {}\n",
        "- model: techniques.pitfall\n  fields: {key: {a: b}}\n",
        "- model: techniques.remedy\n  fields: {pitfall: [[1]]}\n",
    ],
)
def test_an_item_that_is_no_row_is_named(tmp_path, text):
    (tmp_path / "x.yaml").write_text(text)
    _, (fault,) = fixtures.read([tmp_path / "x.yaml"])
    assert str(fault) == "x.yaml: item 1: needs a known `model` and its `fields`, and nothing else"


@pytest.mark.parametrize("content", [b"a: [", b"\xff\xfe", b"!!python/object/apply:os.system ['true']"])
def test_a_file_that_is_not_plain_yaml_is_named(tmp_path, content):
    (tmp_path / "x.yaml").write_bytes(content)
    _, (fault,) = fixtures.read([tmp_path / "x.yaml"])
    assert str(fault).startswith("x.yaml: is not YAML")


@pytest.mark.parametrize(
    ("model", "item", "changes", "told"),
    [
        ("technique", "technique 9", {"connection": 4}, "technique 9: connection: "),
        ("technique", "technique 9", {"challenge": "2"}, "technique 9: challenge: must be a whole number"),
        ("technique", "technique 9", {"tier": "hard"}, "technique 9: tier: "),
        ("technique", "technique 9", {"number": 27}, "technique 27: number: "),
        ("situation", "situation stop-now", {"zone": [[1, 4]]}, "situation stop-now: zone: "),
        ("situation", "situation stop-now", {"zone": "top"}, "situation stop-now: zone: "),
        ("situation", "situation stop-now", {"zone": [[1, 3], [1, 3]]}, "situation stop-now: zone: "),
    ],
)
def test_a_value_out_of_range_is_named(model, item, changes, told):
    rows, _ = fixtures.read(fixtures.files())
    broken = [fixtures.Row(row.file, row.model, row.fields | changes) if row.item == item else row for row in rows]
    assert any(str(fault).partition(": ")[2].startswith(told) for fault in fixtures.faults_of(broken))


class TestTheTwentySixTogether:
    def rows(self):
        return fixtures.read(fixtures.files())[0]

    def told(self, rows):
        return [str(fault).partition(": ")[2] for fault in checks.technique_faults(rows)]

    def test_all_is_well(self):
        assert self.told(self.rows()) == []

    def test_a_missing_technique(self):
        assert "technique 4: is missing" in self.told([row for row in self.rows() if row.item != "technique 4"])

    def test_too_few_lines(self):
        rows = [row for row in self.rows() if not (row.item.startswith("line 4/") and row.key[1] > 2)]
        assert self.told(rows) == ["technique 4: lines: has 2 lines to say; at least 3"]

    def test_a_technique_that_nothing_links_to(self):
        kept = [row for row in self.rows() if row.model.__name__ in {"Technique", "Line"}]
        assert len(self.told(kept)) == 26
        assert "technique 4: is linked from nowhere: nothing names it" in self.told(kept)


def test_the_command_check_speaks_of_the_content(settings, tmp_path):
    (tmp_path / "a.yaml").write_text("- 5\n")
    settings.FIXTURE_DIRS = [tmp_path]
    messages = [error.msg for error in run_checks() if error.id == "techniques.E001"]
    assert messages[0].startswith("a.yaml: item 1")
    assert "fixtures: technique 26: is missing" in messages
