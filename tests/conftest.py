"""The tests' own site, built once with the real settings and theme; then they look at its files."""

import os
import re
import shutil
import signal
import time
from collections import defaultdict

import jinja2
import pytest
from built import CONTENT, HARD, SPARSE, build
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect, sync_playwright
from visiting import COMPUTER, OTHERWISE, PAGES, Windows, as_new

expect.set_options(timeout=30_000)  # milliseconds: on a slow computer too
ALWAYS = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}
settings.register_profile("quick", max_examples=12, derandomize=True, **ALWAYS)
settings.register_profile("long", max_examples=200, **ALWAYS)  # and new ones each time
settings.load_profile("quick")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Marks what needs a browser, and what is tried so often that to count its lines takes long.

    Of the cases of a `brief(3)` test all but three, spread over them, are slow ones.

    The modules with long runs come first, and before them the one whose tests need more time than
    others may take: at the end one process would be left alone with it.
    """
    cases = defaultdict(list)
    for item in items:
        if brief := item.get_closest_marker("brief"):
            cases[item.function, *brief.args].append(item)
    for (_, *number), every in cases.items():
        number = number[0] if number else 1
        for item in set(every) - set(every[:: len(every) // number or 1][:number]):
            item.add_marker("slow")
    long = {item.path for item in items if item.get_closest_marker("slow")}
    longest = {item.path for item in items if timeout(item) > timeout(item.session)}
    items.sort(key=lambda item: (item.path not in longest, item.path not in long))
    for item in items:
        if "playwright" in item.fixturenames:
            item.add_marker("browser")


def timeout(node) -> float:
    """How long it may take, in seconds."""
    own = node.get_closest_marker("timeout")
    return own.args[0] if own else float(node.config.getini("timeout"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """What a test prints may have half a character in it, which no other process can be told."""
    report = yield
    report.sections = [
        (name, text.encode(errors="replace").decode()) for name, text in report.sections
    ]
    return report


# What a make says to another, git to its hooks, and the terminal, the network or the shell to all
OUTSIDE = re.compile(
    r"MAKE\w+|MFLAGS|GIT_\w+|COLUMNS|TERM|\w+_COLOR|\w+_PROXY|GITHUB_ACTIONS|NETLIFY|DEBUG|PORT"
    r"|NO_BROWSER|(LIVE_|SITE_)?URL|POST|TITLE|FROM|WRITE|PICTURES",
    re.IGNORECASE,
)


@pytest.fixture(scope="session", autouse=True)
def _undisturbed():
    """Keeps out what is so where the tests run: what commands are asked by, a zone, a deaf Ctrl-C.

    Run by a hook, git would take each repository that a test makes for the one of the hook.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background of a shell
    with pytest.MonkeyPatch.context() as patch:
        for name in filter(OUTSIDE.fullmatch, [*os.environ]):
            patch.delenv(name)
        patch.setenv("TZ", "Europe/London")
        getattr(time, "tzset", bool)()  # on Windows, it is the computer's
        yield


@pytest.fixture(scope="session", autouse=True)
def _compiled_once():
    """What Jinja has made of a template, it keeps: compiling is two fifths of a first build."""
    known, anew = {}, jinja2.Environment.compile

    def compiled(self, source, name=None, filename=None, **more):
        ways = self.trim_blocks, self.lstrip_blocks, self.autoescape, self.finalize
        key = source, name, *more.items(), *ways, *self.filters
        if key not in known:
            known[key] = anew(self, source, name, filename, **more)
        return known[key].replace(co_filename=filename or "<template>")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compiled)
        yield


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The public site; its lists are short, so that they go on over several pages."""
    return build("publishconf.py", CONTENT, tmp_path_factory.mktemp("public"), DEFAULT_PAGINATION=3)


@pytest.fixture(scope="session")
def preview(tmp_path_factory):
    """The same site as its author sees it, drafts and all."""
    return build(
        "pelicanconf.py", CONTENT, tmp_path_factory.mktemp("preview"), DEFAULT_PAGINATION=3
    )


@pytest.fixture(scope="session")
def sparse(tmp_path_factory):
    """A public site with a practice.toml in which only the required keys are set."""
    return build("publishconf.py", SPARSE, tmp_path_factory.mktemp("sparse"))


@pytest.fixture(scope="session")
def full(tmp_path_factory):
    """A public site with home.md, and two posts more: a long one, and one hard on the page."""
    return build_hard(tmp_path_factory, CONTENT, lambda text: text)


@pytest.fixture(scope="session")
def nearly_empty(tmp_path_factory):
    """The same pages and posts, no home.md; of practice.toml there is only what must be set."""
    unset = re.compile(r"^(> \[!crisis\]|Exit: yes)$", re.MULTILINE)
    return build_hard(tmp_path_factory, SPARSE, lambda text: unset.sub("", text))


def build_hard(tmp_path_factory, practice, change):
    content = tmp_path_factory.mktemp("hard")
    shutil.copytree(CONTENT, content, dirs_exist_ok=True)
    shutil.copy(practice / "practice.toml", content)
    shutil.copy(HARD / "torture.md", content / "posts")
    if practice == CONTENT:
        for name in ("home.md", "questions.md"):
            shutil.copy(HARD / name, content / "pages")
        facts = (content / "practice.toml").read_text(encoding="utf-8")
        facts = facts.replace("https://www.example.com/write", "/contact/")
        facts += (HARD / "photo.toml").read_text(encoding="utf-8")
        (content / "practice.toml").write_text(facts, encoding="utf-8")
    (content / "posts" / "long.md").write_text(long_post(), encoding="utf-8")
    for text in content.rglob("*.md"):
        text.write_text(change(text.read_text(encoding="utf-8")), encoding="utf-8")
    output = tmp_path_factory.mktemp("hard-public")
    return build("publishconf.py", content, output, DEFAULT_PAGINATION=3)


def long_post() -> str:
    """Over 1,000 words below three headings, so that it has a list of contents."""
    part = "Some days are long, and the words for them come slowly. " * 34
    parts = "".join(f"\n## Part {name}\n\n{part}\n" for name in ("one", "two", "three"))
    return f"Title: A long post\nDate: 2025-08-01\nCategory: Hard\nTags: hard\nSlug: long\n{parts}"


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def launching():
    """What every browser is started with."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {
        "executable_path": os.environ.get("BROWSER_PATH") or None,
        "args": ["--no-sandbox"] if root else [],  # the sandbox refuses to run as root
    }


@pytest.fixture(scope="session")
def browser(playwright, launching):
    browser = playwright.chromium.launch(**launching)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def visit(browser):
    """Visits a page of a site; see visiting.py."""
    return Windows(lambda **options: browser.new_context(**options).new_page()).visit


def looked_at():
    """Each sort of page; of the nearly empty site only those which it has otherwise."""
    for site, names in (("full", PAGES), ("nearly_empty", OTHERWISE)):
        for name, address in PAGES.items():
            if name in names:
                yield pytest.param((site, address), id=f"{site}, {name}")


@pytest.fixture(scope="module", params=looked_at())
def each(request):
    """A site of the budget, and the address of one of its pages."""
    site, address = request.param
    return request.getfixturevalue(site), address


@pytest.fixture(scope="module")
def opened(each, visit):
    """One page of each sort, opened once for all tests of a module that look at it."""
    return visit(*each, viewport=COMPUTER)


@pytest.fixture
def page(opened):
    """The same page, as it was before another test looked at it."""
    as_new(opened)
    return opened
