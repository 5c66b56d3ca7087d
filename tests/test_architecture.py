"""Who may import whom: docs/architecture.md has the layers, and this holds them."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from built import CONTENT, ROOT, build

PLUGINS = ROOT / "plugins"
DOCS = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
LAYERS = re.findall(
    r"^\| (\d+) \| (.*) \|$", DOCS.partition("## Who may import whom")[2], re.MULTILINE
)
HEIGHT = {name: int(number) for number, names in LAYERS for name in re.findall(r"\w+", names)}
TOGETHER = {"checks", "redirects"}


@cache
def modules() -> dict[str, Path]:
    """Every module of the plugins by its name: blog.checks.links."""
    found = {}
    for path in PLUGINS.rglob("*.py"):
        parts = path.relative_to(PLUGINS).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imports(name: str, path: Path) -> set[str]:
    """What of ours the module imports, by whole names."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package.split(".")[: 1 - node.level or None] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            names = {f"{module}.{each.name}" for each in node.names}
            found |= names if names <= modules().keys() else names | {module}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return found & modules().keys()


@cache
def every_arrow() -> dict[str, set[str]]:
    """What each module imports."""
    return {name: imports(name, path) for name, path in modules().items()}


def part(name: str) -> str:
    """The part of the house that a module belongs to: practice, or checks, reading, run."""
    package, _, rest = name.partition(".")
    return rest.partition(".")[0] if package == "blog" else package


def wrong(arrows: dict[str, set[str]]) -> list[str]:
    """The imports that go up, or to the side."""
    pairs = ((name, used) for name, all_used in arrows.items() for used in all_used)
    parts = ((name, used, part(name), part(used)) for name, used in pairs if name != "blog")
    return [
        f"{name} imports {used}"
        for name, used, of, other in parts
        if of != other and HEIGHT[of] <= HEIGHT[other] and not {of, other} <= TOGETHER
    ]


def circles(arrows: dict[str, set[str]]) -> set[str]:
    """The modules that import each other, and those that import one of them."""
    left = {name: used - {name} for name, used in arrows.items()}
    while free := {name for name, used in left.items() if not used & left.keys()}:
        left = {name: used for name, used in left.items() if name not in free}
    return set(left)


def test_every_part_has_its_place_in_the_layers():
    assert {part(name) for name in modules()} - {""} == set(HEIGHT)


def test_the_practices_plugin_imports_nothing_of_the_blog():
    of_practice = {name: used for name, used in every_arrow().items() if part(name) == "practice"}
    assert len(of_practice) > 5
    assert {part(used) for all_used in of_practice.values() for used in all_used} == {"practice"}


def test_each_part_imports_only_what_stands_above_it():
    assert wrong(every_arrow()) == []


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("blog.problem", "blog.html"),
        ("blog.reading.reader", "blog.checks.links"),
        ("blog.redirects.check", "blog.build.build"),
        ("blog.live", "blog.build.new"),
        ("practice.facts", "blog.problem"),
    ],
)
def test_an_import_that_goes_up_or_to_the_side_would_be_seen(name, used):
    assert wrong({name: {used}}) == [f"{name} imports {used}"]


def test_nothing_goes_round_in_a_circle():
    assert circles(every_arrow()) == set()


def test_a_circle_would_be_seen():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == {"a", "b", "c"}


def test_every_way_to_import_is_seen(tmp_path):
    one = tmp_path / "one.py"
    one.write_text(
        "import practice\nfrom ..problem import shown\n\n\ndef f():\n    from . import written\n"
    )
    assert imports("blog.checks.one", one) == {"practice", "blog.problem", "blog.checks.written"}


@pytest.mark.parametrize("name", sorted(name for name in modules() if name.startswith("blog.")))
def test_within_the_blog_imports_are_relative(name):
    text = modules()[name].read_text(encoding="utf-8")
    assert not re.search(r"^\s*(?:from|import) blog\b", text, re.MULTILINE)


@pytest.mark.slow
def test_the_order_in_plugins_carries_no_weight(tmp_path):
    sites = []
    for order in (["practice", "blog"], ["blog", "practice"]):
        folder = tmp_path / order[0]
        folder.mkdir()
        sites.append(build("publishconf.py", CONTENT, folder / "site", PLUGINS=order))
    one, other = ({name: path.read_bytes() for name, path in each.files.items()} for each in sites)
    assert one == other
