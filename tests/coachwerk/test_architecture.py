"""House rules that a reader relies on, each with its reason."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
# Who may know whom. The project package knows every app; the ground floor knows no sibling.
GROUND = {"techniques", "learners"}
MAY_IMPORT = {
    "coachwerk": PROJECT,
    "techniques": {"techniques"},
    "learners": {"learners"},
    "conversations": GROUND | {"conversations"},
    "selftest": GROUND | {"selftest"},
}
PURE = {f"techniques.{module}" for module in ("levels", "grid", "cards", "filters", "language", "search")}
PURE |= {
    f"conversations.{module}"
    for module in ("script", "script_reader", "script_graph", "rehearsal", "moments", "bots", "portrait")
}
PURE |= {"learners.tokens", *(f"selftest.{module}" for module in ("scoring", "advice", "respondents"))}
PURE_LIBRARIES = {"rapidfuzz", "snowballstemmer"}


def modules():
    return [
        path for app in sorted(PROJECT) for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts
    ]


def imports(node):
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield child.module or ""


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", modules(), ids=name)
class TestEveryModule:
    def test_it_imports_only_what_its_app_may_know(self, path):
        app = path.relative_to(ROOT).parts[0]
        assert app in MAY_IMPORT, f"say in MAY_IMPORT whom {app} may know"
        known = {module.partition(".")[0] for module in imports(ast.parse(path.read_text()))} & PROJECT
        assert known <= MAY_IMPORT[app], f"{app} must not know {known - MAY_IMPORT[app]}: knowledge goes one way"

    def test_it_imports_no_project_code_inside_a_function(self, path):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and not (path.name == "apps.py" and node.name == "ready"):
                inside = {module for module in imports(node) if module.partition(".")[0] in PROJECT}
                assert not inside, f"{node.name} hides an import of {inside}; only an app's ready() has to"

    def test_it_is_short_enough_to_read_in_one_go(self, path):
        longest = 400 if path.name == "models.py" else 300  # models.py lists all content of its app
        assert len(path.read_text().splitlines()) <= longest, "split it: one module, one thing"


@pytest.mark.parametrize("module", sorted(PURE))
def test_pure_modules_know_no_django_and_nothing_that_does(module):
    known = set(imports(ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text())))
    apps = {pure.partition(".")[0] for pure in PURE}
    allowed = PURE | PURE_LIBRARIES | sys.stdlib_module_names | apps
    strange = {name for name in known if name not in allowed and name.partition(".")[0] not in allowed - apps}
    assert not strange, f"{module} must run without Django"
    for node in ast.walk(ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text())):
        if isinstance(node, ast.ImportFrom) and node.module in apps:
            assert {f"{node.module}.{alias.name}" for alias in node.names} <= PURE


def test_a_view_fits_on_a_screen():
    for path in ROOT.glob("*/views.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                length = node.end_lineno - node.lineno + 1
                assert length <= 25, (
                    f"{path.parent.name}.{node.name} has {length} lines: move the working-out elsewhere"
                )


def test_fragments_never_extend_and_pages_do():
    for path in (ROOT / "templates").rglob("*.html"):
        extends = "{% extends" in path.read_text()
        assert extends == (not path.name.startswith("_")) or path.name == "base.html", path.name


def test_nothing_in_the_project_needs_unsafe_html():
    for path in (ROOT / "templates").rglob("*.html"):
        assert not re.search(r"\|safe\b|autoescape off|\sstyle=|<style|hx-on|\son\w+=", path.read_text()), path.name


def test_every_dependency_has_its_reason_in_the_readme():
    project = (ROOT / "pyproject.toml").read_text()
    readme = (ROOT / "README.md").read_text()
    for dependency in re.findall(r'^    "([a-z0-9-]+)(?:\[\w+\])?[><=]', project, re.M):
        assert re.search(rf"^\| `?{dependency}`? \|", readme, re.M), f"{dependency} has no line in the README's table"
