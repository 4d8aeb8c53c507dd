"""Read the shipped fixtures strictly: every fault is found before loading, and named by file, item and field.

Works from the models alone, so an app that brings content of its own has nothing to add here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from modeltranslation.translator import NotRegistered, translator

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)


# What PyYAML raises for a value that looks like something and is not, such as the date 2020-13-45.
BROKEN_VALUES = (ValueError, KeyError, AttributeError, TypeError, OverflowError)


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Plain YAML, in which a key that stands twice is a mistake and not a way to change one's mind."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value]
        if doubles := {key for key in keys if keys.count(key) > 1}:
            raise yaml.constructor.ConstructorError(None, None, f"{doubles.pop()!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class Fault:
    """`item` is the row's model and natural key, such as "technique 15"; both it and `field` may be empty."""

    file: str
    item: str
    field: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.item, self.field, self.message) if part)


@dataclass
class Row:
    file: str
    model: type
    fields: dict[str, Any]
    key: tuple = field(init=False)

    def __post_init__(self):
        self.key = natural_key(self.model, self.fields)

    @property
    def item(self) -> str:
        return f"{self.model._meta.model_name} {'/'.join(map(str, self.key))}"


def files() -> list[Path]:
    """The shipped content, in the order in which it loads: by name."""
    return sorted(path for folder in settings.FIXTURE_DIRS for path in Path(folder).glob("*.yaml"))


def natural_key(model, fields: dict[str, Any]) -> tuple:
    """The natural key as the fixture spells it: a relation is a list that holds the other row's key."""
    key = []
    for name in dict.fromkeys(path.split("__")[0] for path in model.NATURAL_KEY):
        value = fields.get(name, "?")
        key += value if isinstance(value, list) else [value]
    if any(isinstance(part, (dict, list)) for part in key):
        raise ValueError
    return tuple(key)


def read(files: list[Path]) -> tuple[list[Row], list[Fault]]:
    """All rows that can be understood, and what could not."""
    rows: list[Row] = []
    faults: list[Fault] = []
    for path in files:
        try:
            documents = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
        except (yaml.YAMLError, *BROKEN_VALUES) as error:
            faults.append(Fault(path.name, "", "", f"is not YAML: {' '.join(str(error).split())}"))
            continue
        for place, document in enumerate(documents if isinstance(documents, list) else [documents], 1):
            try:
                model = apps.get_model(document["model"])
                if set(document) != {"model", "fields"} or not hasattr(model, "NATURAL_KEY"):
                    raise ValueError
                rows.append(Row(path.name, model, dict(document["fields"])))
            except (KeyError, TypeError, ValueError, LookupError):
                message = "needs a known `model` and its `fields`, and nothing else"
                faults.append(Fault(path.name, f"item {place}", "", message))
    return rows, faults


def faults_of(rows: list[Row]) -> Iterator[Fault]:
    """What is wrong with rows, judged by their models: fields, languages, ranges, references, doubles."""
    known: dict[tuple, Row] = {}
    for row in rows:
        # Two techniques make one pair, whichever comes first.
        key = frozenset(row.key) if row.model._meta.model_name == "pair" else row.key
        if (double := known.setdefault((row.model, key), row)) is not row:
            yield Fault(row.file, row.item, "", f"is there twice, also in {double.file}")
        if row.model._meta.model_name == "pair" and len(key) == 1:
            yield Fault(row.file, row.item, "", "is a pair of one")
    yield from _values_used_twice(rows)
    for row in rows:
        for name, message in _faults_of_row(row, known):
            yield Fault(row.file, row.item, name, message)


def _values_used_twice(rows: list[Row]) -> Iterator[Fault]:
    """Fields of which every row must have its own, such as the words in its address."""
    owners: dict[tuple, Row] = {}
    for row in rows:
        for name, model_field in expected_fields(row.model).items():
            value = row.fields.get(name)
            if not model_field.unique or not isinstance(value, (str, int)) or name in row.model.NATURAL_KEY:
                continue
            if (owner := owners.setdefault((row.model, name, value), row)) is not row:
                yield Fault(row.file, row.item, name, f"is {value!r}, and so is that of {owner.item}")


def _faults_of_row(row: Row, known: dict[tuple, Row]) -> Iterator[tuple[str, str]]:
    expected = expected_fields(row.model)
    for name in row.fields:
        if name not in expected:
            yield name, "is no field of this model"
    for name, model_field in expected.items():
        value = row.fields.get(name)
        if value in (None, "", []):
            if not model_field.blank or _other_language(row, name):
                yield name, "is missing"
        elif model_field.remote_field:
            keys = value if model_field.many_to_many else [value]
            for key in keys:
                if not isinstance(key, list) or (model_field.related_model, tuple(key)) not in known:
                    yield name, f"refers to {key!r}, which is not there"
        else:
            yield from ((name, message) for message in _faults_of_value(model_field, value))


def _other_language(row: Row, name: str) -> bool:
    """Whether a field that may be left out is there in another language."""
    stem, _, language = name.rpartition("_")
    return language in LANGUAGES and any(row.fields.get(f"{stem}_{other}") for other in LANGUAGES)


def _faults_of_value(model_field, value) -> Iterator[str]:
    text = model_field.get_internal_type() in {"CharField", "TextField", "SlugField"}
    if text and (not isinstance(value, str) or not value.strip()):
        yield "must be text"
        return
    if not text and model_field.get_internal_type().endswith("IntegerField") and type(value) is not int:
        yield "must be a whole number"
        return
    try:
        model_field.run_validators(value)
        model_field.validate(value, None)
    except ValidationError as error:
        yield from error.messages


def expected_fields(model) -> dict[str, Any]:
    """The fields that a fixture row of this model must have: one a language where the field is translated."""
    try:
        translated = set(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        translated = set()
    fields = {}
    for model_field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        through = model_field.many_to_many and not model_field.remote_field.through._meta.auto_created
        if model_field.primary_key or through or getattr(model_field, "translated_field", None):
            continue
        if model_field.name in translated:
            for language in LANGUAGES:
                fields[f"{model_field.name}_{language}"] = model_field
        else:
            fields[model_field.name] = model_field
    return fields
