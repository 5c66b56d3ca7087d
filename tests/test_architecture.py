"""Who may import whom: docs/architecture.md has the layers, and this holds them."""

import ast
import re
from pathlib import Path

import pytest
from built import CONTENT, ROOT, build

PLUGINS = ROOT / "plugins"
LAYERS = [
    {"problem", "html", "logs", "related", "memory", "text", "tokens", "web", "stylesheet"},
    {"reading"},
    {"run"},
    {"schema", "theme", "wording", "images", "search", "hosting", "live"},
    {"checks", "redirects"},
    {"report"},
    {"hooks"},
    {"build", "importing"},
]
HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer}


def modules() -> dict[str, Path]:
    """Every module of the plugins by its name: blog.checks.links."""
    found = {}
    for path in PLUGINS.rglob("*.py"):
        parts = path.relative_to(PLUGINS).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imports(name: str, path: Path) -> set[str]:
    """What of ours the module imports when it is loaded, by whole names."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            base = package.split(".")[: 1 - node.level or None] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            names = {f"{module}.{each.name}" for each in node.names}
            found |= names if names <= modules().keys() else names | {module}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return found & modules().keys()


ARROWS = {name: imports(name, path) for name, path in modules().items()}


def part(name: str) -> str:
    """The part of the blog that a module belongs to: checks, reading, run."""
    return name.split(".")[1] if "." in name else ""


def test_the_practices_plugin_imports_nothing_of_the_blog():
    found = {name: used for name, used in ARROWS.items() if name.startswith("practice")}
    assert found
    assert not any(each.startswith("blog") for used in found.values() for each in used)


def test_each_part_imports_only_what_stands_above_it():
    wrong = [
        f"{name} imports {used}"
        for name, all_used in ARROWS.items()
        for used in all_used
        if part(name) and part(used) and used.startswith("blog.")
        if part(name) != part(used) and HEIGHT[part(name)] < HEIGHT[part(used)]
    ]
    assert wrong == []


def test_every_part_has_its_place_in_the_layers():
    assert {part(name) for name in ARROWS if part(name) and name.startswith("blog.")} == set(HEIGHT)


def test_nothing_goes_round_in_a_circle():
    left = {name: set(used) - {name} for name, used in ARROWS.items()}
    while free := [name for name, used in left.items() if not used]:
        for name in free:
            del left[name]
        for used in left.values():
            used.difference_update(free)
    assert left == {}


def test_a_circle_would_be_seen(tmp_path, monkeypatch):
    one = tmp_path / "one.py"
    one.write_text("from .problem import Problem\n")
    assert imports("blog.one", one) == {"blog.problem"}


@pytest.mark.parametrize("name", sorted(name for name in ARROWS if name.startswith("blog.")))
def test_within_the_blog_imports_are_relative(name):
    text = modules()[name].read_text(encoding="utf-8")
    assert not re.search(r"^\s*(?:from|import) blog\b", text, re.MULTILINE)


def test_the_order_in_plugins_carries_no_weight(tmp_path):
    one, other = (
        build("publishconf.py", CONTENT, tmp_path / order[0] / "site", PLUGINS=order)
        for order in (["practice", "blog"], ["blog", "practice"])
    )
    assert one.files.keys() == other.files.keys()
    assert all(
        path.read_bytes() == other.files[name].read_bytes() for name, path in one.files.items()
    )
