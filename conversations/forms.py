"""A script in the admin: YAML text, read as strictly as a fixture."""

import yaml
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from techniques.fixtures import BROKEN_VALUES, Loader

LONGEST = 300_000  # characters; a long script has some 80,000
DEEPEST = 20  # lists in lists; a script has six
FIRST = ("setting", "persona", "first", "scenes", "endings")  # as a script is read
PARTS = (
    *("name", "age", "features", "connection", "strain", "work", "history", "stake", "unsaid"),
    *("phase", "mood", "event", "says", "shows", "means", "replies"),
    *("say", "why", "technique", "pitfall", "reflection", "warmth", "challenge", "needs", "to", "missed"),
)


def read_yaml(text):
    """A document without aliases, with which a few lines of YAML can grow without bounds, and not too deep, which the
    parser in C does not survive. Raises yaml.YAMLError, and ValueError and its like for dates that do not exist."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise yaml.constructor.ConstructorError(None, None, "has an alias", event.start_mark)
        if depth > DEEPEST:
            raise yaml.constructor.ConstructorError(None, None, "goes too deep", event.start_mark)
    return yaml.load(text, Loader=Loader)  # a safe loader, see techniques.fixtures


def in_order(document):
    """A script with its parts in the order in which one reads them; a database may keep them in another."""
    scenes = document.get("scenes")
    if not isinstance(scenes, dict):
        return document
    order, todo = [], [document.get("first")]
    while todo:
        key = todo.pop(0)
        if key in scenes and key not in order:
            order.append(key)
            replies = scenes[key].get("replies", {})
            todo += [
                target for _, reply in sorted(replies.items()) for target in (reply.get("to"), reply.get("missed"))
            ]
    order += [key for key in sorted(scenes) if key not in order]
    found = {name: sort_parts(document[name], PARTS) for name in by_stem(document, FIRST)}
    found["scenes"] = {key: sort_parts(scenes[key], PARTS) for key in order}
    return found


def by_stem(names, order):
    """Names in an order in which "say_nl" stands where "say" does; others behind them."""
    stems = {stem: place for place, stem in enumerate(order)}

    def place(name):
        stem, _, language = name.rpartition("_")
        return stems.get(name, stems.get(stem, len(stems))), 0 if language == "nl" else 1, name

    return sorted(names, key=place)


def sort_parts(value, order):
    if not isinstance(value, dict):
        return value
    return {name: sort_parts(value[name], order) for name in by_stem(value, order)}


class ScriptField(forms.CharField):
    """A document as YAML text."""

    widget = forms.Textarea(attrs={"rows": 40, "cols": 120, "spellcheck": "false"})

    def prepare_value(self, value):
        if isinstance(value, str):
            return value
        try:
            ordered = in_order(value or {})
        except (AttributeError, TypeError):  # no script, whatever it is: show it, so that it can be mended
            ordered = value
        return yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=110)

    def to_python(self, value):
        text = super().to_python(value)
        if len(text) > LONGEST:
            raise ValidationError(_("A script has at most %(most)s characters."), params={"most": LONGEST})
        try:
            return read_yaml(text)
        except (yaml.YAMLError, *BROKEN_VALUES) as error:
            message = _("This is not YAML: %(fault)s")
            raise ValidationError(message, params={"fault": " ".join(str(error).split())}) from None

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data

    def run_validators(self, value):
        """The model's field judges the script."""

    def validate(self, value):
        if not isinstance(value, dict):
            raise ValidationError(_("A script is a list of names and values."))


class ScenarioForm(forms.ModelForm):
    script = ScriptField(label=_("script"), help_text=_("See docs/scripts.md for the format."))
