"""`manage.py check`: whether the self-test is whole and fair to every corner and goal."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from django.core.checks import Error

from selftest.models import LETTERS, Item, Reaction, Statement
from selftest.scoring import CORNERS, GOALS, ITEMS, STATEMENTS, Corner
from techniques import fixtures
from techniques.fixtures import Fault, Row
from techniques.models import Situation

LENGTHS = 1.15  # the longest reaction of a situation against the shortest: length must not give the fitting one away
PLACES = ITEMS // len(LETTERS)  # how often the fitting reaction stands under each letter
CELLS = {Corner.WARM_LOW: (3, 1), Corner.WARM_HIGH: (3, 3)}


def selftest_is_whole(app_configs, **kwargs):
    """Every fault as an error that names file, item and field. What holds of any content, `techniques` checks."""
    if app_configs is not None and not any(config.name == "selftest" for config in app_configs):
        return []
    rows, _ = fixtures.read(fixtures.files())
    return [Error(str(fault), id="selftest.E001") for fault in selftest_faults(rows)]


def selftest_faults(rows: list[Row]) -> Iterator[Fault]:
    items = {row.key: row for row in rows if row.model is Item}
    reactions = defaultdict(list)
    for row in rows:
        if row.model is Reaction:
            reactions[row.key[:1]].append(row)
    if len(items) != ITEMS:
        yield Fault("fixtures", "situations of the self-test", "", f"are {len(items)}; {ITEMS}")
    statements = sum(row.model is Statement for row in rows)
    if statements != STATEMENTS:
        yield Fault("fixtures", "statements of the self-test", "", f"are {statements}; {STATEMENTS}, one a technique")
    for key, row in items.items():
        yield from _faults_of_item(row, reactions[key])
    yield from _unfair(items, reactions, rows)


def _faults_of_item(row: Row, reactions: list[Row]) -> Iterator[Fault]:
    corners = Counter(str(one.fields.get("corner")) for one in reactions)
    letters = Counter(str(one.fields.get("letter")) for one in reactions)
    if corners != {corner.value: 1 for corner in CORNERS} or letters != dict.fromkeys(LETTERS, 1):
        yield Fault(row.file, row.item, "reactions", "must be four, a to d, one at each corner")
        return
    for language in fixtures.LANGUAGES:
        lengths = [len(str(one.fields.get(f"text_{language}"))) for one in reactions]
        if max(lengths) > LENGTHS * min(lengths):
            yield Fault(row.file, row.item, f"reactions {language}", f"are {sorted(lengths)} long: they must be alike")


def _unfair(items: dict[tuple, Row], reactions: dict[tuple, list[Row]], rows: list[Row]) -> Iterator[Fault]:
    """What would let a place or a goal count for more than another."""
    situations = {row.key: row for row in rows if row.model is Situation}
    fitting: Counter[str] = Counter()
    goals: Counter[str] = Counter()
    for key, row in items.items():
        key_of_situation = row.fields.get("situation")
        situation = situations.get(tuple(key_of_situation)) if isinstance(key_of_situation, list) else None
        asked = str(row.fields.get("asked"))
        if situation is None or asked not in {corner.value for corner in CELLS}:
            continue  # the model's own checks name it
        goals[str(situation.fields.get("goal"))] += 1
        fitting.update(str(one.fields.get("letter")) for one in reactions[key] if one.fields.get("corner") == asked)
        zone = situation.fields.get("zone")
        if isinstance(zone, list) and list(CELLS[Corner(asked)]) not in zone:
            yield Fault(row.file, row.item, "asked", f"{asked} lies outside the zone of {situation.key[0]}")
    if len(items) == ITEMS and any(goals[goal] != ITEMS // len(GOALS) for goal in GOALS):
        yield Fault("fixtures", "situations of the self-test", "", f"are {dict(goals)} a goal; as many of each")
    if len(items) == ITEMS and any(fitting[letter] != PLACES for letter in LETTERS):
        yield Fault("fixtures", "situations of the self-test", "", f"fit at {dict(fitting)}; {PLACES} at each letter")
