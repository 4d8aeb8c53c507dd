"""`manage.py check`: whether the five conversations are whole."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from django.core.checks import Error

from conversations.models import (
    COUNT,
    PHASES,
    QUESTIONS_AT_LEAST,
    SAYINGS_AT_LEAST,
    USES,
    Conversation,
    Phase,
    Question,
    Saying,
    Scenario,
    Use,
    read_script,
)
from techniques import fixtures
from techniques.fixtures import Fault, Row
from techniques.models import Pitfall, Technique


def conversations_are_whole(app_configs, **kwargs):
    """Every fault as an error that names file, item and field. What holds of any content, `techniques` checks."""
    if app_configs is not None and not any(config.name == "conversations" for config in app_configs):
        return []
    rows, _ = fixtures.read(fixtures.files())
    rows = [row for row in rows if readable(row)]
    return [Error(str(fault), id="conversations.E001") for fault in conversation_faults(rows)]


def readable(row: Row) -> bool:
    """Whether a row has the key that its model wants; where not, the checks of `techniques` name what is missing."""
    kinds = {
        Conversation: (str,),
        Phase: (str, int),
        Question: (str, int),
        Saying: (str, int, int),
        Use: (str, int, int),
    }
    wanted = kinds.get(row.model)
    return wanted is None or tuple(type(part) for part in row.key) == wanted


def conversation_faults(rows: list[Row]) -> Iterator[Fault]:
    yield from _faults_of_conversations(rows)
    yield from _faults_of_phases(rows)
    yield from _unused(rows)
    yield from _scenes_without_phase(rows)


def _faults_of_conversations(rows: list[Row]) -> Iterator[Fault]:
    found = {row.key[0]: row for row in rows if row.model is Conversation}
    if len(found) != COUNT:
        yield Fault("fixtures", "conversations", "", f"there are {len(found)}; the method has {COUNT}")
    phases = defaultdict(set)
    for row in rows:
        if row.model is Phase:
            phases[row.key[0]].add(row.key[1])
    questions = Counter(row.key[0] for row in rows if row.model is Question)
    for key, row in found.items():
        least, most = PHASES
        if not least <= len(phases[key]) <= most or phases[key] != set(range(1, len(phases[key]) + 1)):
            yield Fault(row.file, row.item, "phases", f"are {sorted(phases[key])}; from 1, {least} to {most} of them")
        if questions[key] < QUESTIONS_AT_LEAST:
            yield Fault(row.file, row.item, "questions", f"are {questions[key]}; at least {QUESTIONS_AT_LEAST}")


def _faults_of_phases(rows: list[Row]) -> Iterator[Fault]:
    sayings = Counter(row.key[:2] for row in rows if row.model is Saying)
    uses = Counter(row.key[:2] for row in rows if row.model is Use)
    slugs = Counter()
    for row in rows:
        if row.model is not Phase:
            continue
        if sayings[row.key] < SAYINGS_AT_LEAST:
            yield Fault(row.file, row.item, "sayings", f"are {sayings[row.key]}; at least {SAYINGS_AT_LEAST}")
        if not USES[0] <= uses[row.key] <= USES[1]:
            yield Fault(row.file, row.item, "uses", f"are {uses[row.key]}; {USES[0]} to {USES[1]} techniques")
        for language in fixtures.LANGUAGES:
            asked = str(row.fields.get(f"equality_{language}", ""))
            if not asked.rstrip(" ”’").endswith("?"):
                yield Fault(row.file, row.item, f"equality_{language}", "must be a question")
            slug = (row.key[0], language, str(row.fields.get(f"slug_{language}")))
            slugs[slug] += 1
            if slugs[slug] == 2:
                yield Fault(row.file, row.item, f"slug_{language}", f"is {slug[2]!r} twice in this conversation")


def _unused(rows: list[Row]) -> Iterator[Fault]:
    """Every technique and every pitfall has its place in a conversation."""
    used = {row.key[2] for row in rows if row.model is Use}
    lurking = {str(row.fields.get("pitfall")) for row in rows if row.model is Phase}
    for row in rows:
        if row.model is Technique and row.key[0] not in used:
            yield Fault(row.file, row.item, "", "is used in no conversation")
        if row.model is Pitfall and str(list(row.key)) not in lurking:
            yield Fault(row.file, row.item, "", "lurks in no conversation")


def _scenes_without_phase(rows: list[Row]) -> Iterator[Fault]:
    """A scene stands in a phase that its conversation has. What else is wrong, the script's own checks find."""
    phases = {row.key for row in rows if row.model is Phase}
    for row in rows:
        script, conversation = row.fields.get("script"), row.fields.get("conversation")
        if row.model is not Scenario or not isinstance(conversation, list) or read_script(script)[1]:
            continue
        for key, scene in script["scenes"].items():
            if (*conversation, scene["phase"]) not in phases:
                yield Fault(
                    row.file, row.item, f"scene {key} phase", f"{scene['phase']} is no phase of its conversation"
                )
