"""A site that is built again after an edit is the same, to the byte, as one built afresh."""

import io
import json
import os
import random
import re
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from blog import memory
from blog.build import again, build, last, outcome
from blog.build.build import main
from blog.checks import written
from blog.desk.looking import look
from blog.run import times
from built import CONTENT, HARD, ROOT, put_back
from pelican import Pelican, signals
from pelican.contents import Content
from PIL import Image

WORDS = ("A quiet word.", "A chatbot.", "==marked==", "> [!note]\n> A box.", "## A heading")


@pytest.fixture
def project(tmp_path, monkeypatch):
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    shutil.copytree(CONTENT, "content")
    shutil.copytree(ROOT / "theme", "theme")
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, name)
    draw("#7a4")
    photo = "![A green wall]({static}../images/wall.jpg)"
    Path("content/posts/wall.md").write_text(f"Title: A wall\nDate: 2025-01-02\n\n{photo}\n")
    shutil.copy(HARD / "home.md", "content/pages")
    with Path("content/practice.toml").open("a") as facts:
        facts.write('\n[contact.photo]\nfile = "images/wall.jpg"\nwords = "Wren at a wall"\n')
    with put_back(folder):
        yield folder


def draw(colour: str) -> None:
    Image.new("RGB", (640, 400), colour).save("content/images/wall.jpg")


def texts() -> list[Path]:
    return sorted(path for path in Path("content").rglob("*.md"))


def posts() -> list[Path]:
    """Those that none other leads to; new ones, once they have been taken away."""
    return sorted(Path("content/posts").glob("t1-*.md")) or texts()


def replace(path: Path, before: str, after: str) -> None:
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")


def add_words(some: random.Random) -> None:
    path = some.choice(texts())
    path.write_text(f"{path.read_text('utf-8')}\n\n{some.choice(WORDS)}\n", "utf-8")


def change_a_title(some: random.Random) -> None:
    path = some.choice(posts())
    replace(path, "Title: ", f"Title: Anew {some.randrange(100)} ")


def change_tags(some: random.Random) -> None:
    replace(some.choice(texts()), "\nTags: ", f"\nTags: tag {some.randrange(3)}, ")


def keep_back(some: random.Random) -> None:
    path = some.choice(posts())
    if "\nStatus: draft" in path.read_text("utf-8"):
        replace(path, "\nStatus: draft", "")
    else:
        replace(path, "\n\n", "\nStatus: draft\n\n")


def begin_a_post(some: random.Random) -> None:
    number = some.randrange(10**6)
    header = f"Title: New {number}\nDate: 2025-0{some.randint(1, 9)}-03\nTags: AI\n"
    Path(f"content/posts/new-{number}.md").write_text(
        f"{header}\nSee [all]({{filename}}everything.md).\n"
    )


def move_a_file(some: random.Random) -> None:
    path = some.choice(posts())
    path.rename(path.with_name(f"t1-{some.randrange(10**6)}.md"))


def change_a_fact(some: random.Random) -> None:
    before, after = some.choice(
        [
            ("Please note", "Note well"),
            ('number = "999"', 'number = "112"'),
            ('"AI"', '"AI", "tea"'),
        ]
    )
    replace(Path("content/practice.toml"), before, after)


def change_a_picture(some: random.Random) -> None:
    draw(f"#{some.randrange(4096):03x}")


def change_the_theme(some: random.Random) -> None:
    css = Path("theme/static/css/reading/callout.css")
    css.write_text(
        f"{css.read_text()}@layer components {{.x{some.randrange(100)} {{color: inherit}}}}\n"
    )
    replace(Path("theme/templates/base.html"), "</main>", " </main>")


def remove_a_post(some: random.Random) -> None:
    some.choice(posts()).unlink()


def change_an_address(some: random.Random) -> None:
    path = some.choice(posts())
    replace(path, "\n", f"\nSlug: at-{some.randrange(10**6)}\n")


def change_a_day(some: random.Random) -> None:
    path = some.choice(sorted(Path("content/posts").glob("new-*.md")) or [texts()[0]])
    replace(path, "Date: 20", some.choice(["Date: 1", "Date: 30"]))


CHANGES = (
    *(add_words, change_a_title, change_tags, keep_back, begin_a_post, move_a_file, change_a_day),
    *(change_a_fact, change_a_picture, change_the_theme, remove_a_post, change_an_address),
)


def built(mode: str, stays: bool = True) -> tuple:
    """All that a build says, and every file that it makes, in a process that stays or one of its
    own, which has built nothing and will not build again.
    """
    if not stays:
        again.last = None
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = main(mode, stays)
    Path(".published.json").unlink(missing_ok=True)  # a post that was taken away may be missed
    files = (path for path in Path("output").rglob("*") if path.is_file() and not code)
    said = code, out.getvalue(), err.getvalue()
    return said, {path.as_posix(): path.read_bytes() for path in files}


def built_afresh(mode: str, folder: Path, monkeypatch) -> tuple:
    """The same by a project that has never been built, in a process that has built nothing."""
    shutil.copytree(Path.cwd(), folder, ignore=shutil.ignore_patterns(".build", "output"))
    with monkeypatch.context() as there:
        there.chdir(folder)
        there.setattr(again, "last", None)
        return built(mode)


SLOW = pytest.mark.slow
MANY = pytest.param(60, None, marks=[SLOW, pytest.mark.timeout(1800)])


@pytest.mark.parametrize(("edits", "seed"), [(4, 1), MANY])
def test_whatever_is_edited(project, tmp_path, monkeypatch, edits, seed):
    """None to two edits at a time, then the preview or the public site; an edit may be a fault."""
    seed = seed or random.randrange(10**9)
    some = random.Random(seed)
    assert built("preview")[0][0] == 0
    for number in range(edits):
        shutil.copytree(project, tmp_path / "before")
        changes = some.sample(CHANGES, some.choice([0, 1, 1, 2]))
        for change in changes:
            change(some)
        mode = some.choice(["preview", "preview", "publish", "check"])
        said, rebuilt = built(mode, some.choice([True, False]))
        said_afresh, afresh = built_afresh(mode, tmp_path / "afresh", monkeypatch)
        where = f"{mode} {number} of seed {seed}: {[change.__name__ for change in changes]}"
        assert said == said_afresh, f"{where}\n{said}\n{said_afresh}"
        if mode != "check":
            assert rebuilt.keys() == afresh.keys(), where
            assert [name for name in rebuilt if rebuilt[name] != afresh[name]] == [], where
        if said[0]:
            for name in ("content", "theme"):
                shutil.rmtree(name)
                shutil.copytree(tmp_path / "before" / name, name)
        shutil.rmtree(tmp_path / "before")
        shutil.rmtree(tmp_path / "afresh")


def end_with(words: str) -> Callable:
    def change(some: random.Random) -> None:
        path = some.choice(texts())
        path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{words}\n", "utf-8")

    return change


def begin_with_words(some: random.Random) -> None:
    """So the excerpt changes that other pages show."""
    replace(some.choice(texts()), "\n\n", f"\n\nAt first {some.randrange(100)} words.\n\n")


def take_the_last_words(some: random.Random) -> None:
    path = some.choice(texts())
    path.write_text(path.read_text("utf-8").rstrip().rpartition("\n\n")[0] + "\n", "utf-8")


def touch(some: random.Random) -> None:
    some.choice(texts()).touch()


LONG = " ".join(["Many words make a long text."] * 90)
TO_A_TEXT = "A way [to another]({filename}/posts/everything.md#a-heading) and [here](#a-heading)."
OF_WORDS = (
    *(add_words, begin_with_words, take_the_last_words, touch, end_with("## A heading")),
    *(
        end_with(TO_A_TEXT),
        end_with(f"{LONG}\n\n{LONG}"),
        end_with("| a | b |\n|---|---|\n| 1 | 2 |"),
    ),
    *(
        end_with("A *"),
        end_with("![The wall]({static}../images/wall.jpg)"),
        end_with("I was cured."),
    ),
)


@pytest.mark.parametrize(("edits", "seed"), [(4, 1), MANY])
def test_whatever_words_are_edited(project, tmp_path, monkeypatch, edits, seed):
    """All that is new stands below the headers, or nothing is; most of it, the last run can do,
    in its own process or in another.
    """
    seed = seed or random.randrange(10**9)
    some, mode, stays = random.Random(seed), "preview", False
    assert built(mode, stays)[0][0] == 0
    for number in range(edits):
        shutil.copytree("content", tmp_path / "before")
        changes = some.sample(OF_WORDS, some.choice([1, 1, 1, 2]))
        for change in changes:
            change(some)
        now, afresh = built(mode, stays), built_afresh(mode, tmp_path / "afresh", monkeypatch)
        where = f"{mode} {number} of seed {seed}: {[change.__qualname__ for change in changes]}"
        assert now[0] == afresh[0], where
        assert now[1].keys() == afresh[1].keys(), where
        assert [name for name in now[1] if now[1][name] != afresh[1][name]] == [], where
        if now[0][0]:
            shutil.rmtree("content")
            shutil.copytree(tmp_path / "before", "content")
        mode, stays = some.choice([mode, mode, mode, "publish"]), some.choice([True, False, False])
        shutil.rmtree(tmp_path / "before")
        shutil.rmtree(tmp_path / "afresh")


@pytest.mark.parametrize("stays", [True, False])
def test_words_alone_take_no_new_run_of_pelican(project, monkeypatch, stays):
    built("preview", stays)
    runs = []
    monkeypatch.setattr(
        build, "Pelican", lambda settings: runs.append(settings) or Pelican(settings)
    )
    for words in ("Unheard words.", "And more."):
        replace(Path("content/posts/wall.md"), "![A", f"{words} ![A")
        Path("content/posts/.wall.md.swp").touch()  # as an editor does
        page = built("preview", stays)[1]["output/post/a-wall/index.html"].decode()
        assert (words in page, len(runs)) == (True, 0)
    replace(Path("content/posts/wall.md"), "\n\n", "\nSummary: A fence.\n\n")
    page = built("preview", stays)[1]["output/post/a-wall/index.html"].decode()
    assert ("A fence." in page, len(runs)) == (True, 1)


@pytest.mark.slow
@pytest.mark.parametrize(("header", "stays"), [("", True), ("Status: hidden", False)])
def test_where_the_hour_of_a_post_comes_or_the_clock_is_set_back_it_goes_by_it(
    project, tmp_path, monkeypatch, header, stays
):
    """Though nothing else is new, or words alone."""

    class Clock(datetime):
        hours = 0

        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(hours=cls.hours)

    soon = f"{datetime.now() + timedelta(minutes=30):%Y-%m-%d %H:%M:%S}"
    replace(
        Path("content/posts/wall.md"),
        "Date: 2025-01-02\n",
        f"Date: {soon}\n{header}".strip() + "\n",
    )
    monkeypatch.setattr("pelican.contents.datetime.datetime", Clock)
    monkeypatch.setattr("blog.run.datetime", Clock)
    for step, hours in enumerate((0, 1, 0, 1, 1, 0)):
        Clock.hours = hours
        if step > 2:
            add_words(random.Random(step))
        afresh = built_afresh("preview", tmp_path / f"{step}", monkeypatch)
        assert built("preview", stays) == afresh, step


def test_a_text_that_has_no_day_is_told_to_have_that_of_today(project, tmp_path, monkeypatch):
    """Not that of the day on which it was first told, though nothing in it is new."""

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return date.today() + timedelta(1)

    replace(Path("content/posts/wall.md"), "Date: 2025-01-02\n", "")
    assert f"write Date: {date.today()}" in built("preview")[0][2]
    for module in ("header", "sources"):
        monkeypatch.setattr(f"blog.checks.{module}.date", Tomorrow)
    assert f"write Date: {Tomorrow.today()}" in built("preview")[0][2]


@pytest.mark.brief
@pytest.mark.parametrize("stays", [True, False])
def test_a_text_that_becomes_a_link_is_refused_though_only_its_words_are_new(
    project, tmp_path, stays
):
    assert built("preview", stays)[0][0] == 0
    path, outside = Path("content/posts/wall.md"), tmp_path / "outside.md"
    outside.write_text(f"{path.read_text()}\n\nFrom outside.\n")
    path.unlink()
    path.symlink_to(outside)
    code, _, said = built("preview", stays)[0]
    assert (code, "this is a link to another file" in said) == (1, True)


def test_what_a_link_in_the_content_leads_to_is_not_looked_through(project, tmp_path):
    """It may be her whole disk; the link itself is refused."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk/letter.md").write_text("Private.")
    Path("content/posts/disk").symlink_to(tmp_path / "disk")
    rest, files = outcome.sources("preview")
    assert "content/posts/disk" in rest[-1]
    assert [path for path, *_ in files if "letter" in path] == []
    assert "this is a link to another file" in built("preview")[0][2]


@pytest.mark.slow
def test_what_fails_on_the_way_is_for_a_new_run(project, tmp_path, monkeypatch):
    def fail_once(*_):
        there.undo()
        raise OSError

    built("preview")
    replace(Path("content/posts/wall.md"), "![A", "Unheard words. ![A")
    with monkeypatch.context() as there:
        there.setattr(written, "check", fail_once)
        rebuilt = built("preview")
    assert rebuilt == built_afresh("preview", tmp_path / "afresh", monkeypatch)


def test_a_process_that_stays_keeps_the_texts_of_one_run(project):
    for title in ("Title: A wall", "Title: A fence"):
        replace(Path("content/posts/wall.md"), "Title: A wall", title)
        built("preview")
    texts = [text for text, _ in [*Content.get_content.cache, *Content.get_summary.cache]]
    assert len({id(text.settings["RUN"]) for text in texts}) == 1


def paper(_) -> None:
    """A picture lies on it, so it is another picture then."""
    path = Path("theme/static/css/every/tokens.css")
    tokens = path.read_text("utf-8")
    path.write_text(tokens.replace(re.search(r"--paper: (#\w+)", tokens)[1], "#fffdf0"), "utf-8")


def how_templates_are_read(_) -> None:
    replace(Path("pelicanconf.py"), '"trim_blocks": True', '"trim_blocks": False')


def a_picture_in_its_folder(_) -> None:
    """It keeps its name, size and time, and is gone from where the text seeks it."""
    Path("content/images/walls").mkdir()
    Path("content/images/wall.jpg").rename("content/images/walls/wall.jpg")


@pytest.mark.slow
@pytest.mark.parametrize("change", [paper, how_templates_are_read, a_picture_in_its_folder])
def test_what_a_page_goes_by_without_naming_it(project, tmp_path, monkeypatch, change):
    built("preview")
    change(None)
    assert built("preview") == built_afresh("preview", tmp_path / "afresh", monkeypatch)


def an_address_of_the_preview(_) -> None:
    replace(Path("pelicanconf.py"), 'SITEURL = ""', 'SITEURL = "http://192.0.2.1:8000"')


def the_contact_block(_) -> None:
    replace(Path("pelicanconf.py"), "CONTACT_BLOCK = False", "CONTACT_BLOCK = True")


def what_the_settings_import(step: int) -> None:
    """Of another size, too, as Python goes by that and by whole seconds."""
    sys.modules.pop("own", None)
    Path("own.py").write_text(f"FEED_MAX_ITEMS = 1{'0' * step}\n")
    if not step:
        with Path("pelicanconf.py").open("a") as settings:
            settings.write("\nfrom own import FEED_MAX_ITEMS\n")


def what_a_linked_folder_has(step: int) -> None:
    partials = Path("theme/templates/partials")
    if not step:
        partials.rename("partials")
        partials.symlink_to(Path("partials").resolve())
    with Path("partials/signature.html").open("a") as signature:
        signature.write(f"<p>Signed {step}.</p>")


def what_an_editor_leaves(step: int) -> None:
    for folder in (("content/posts", "content/posts/old~"), ("content/pages",))[step]:
        Path(folder).mkdir(exist_ok=True)
        for name in ("~$lock.md", "#lock#.md#", "lock.md~"):
            Path(folder, name).write_text("Title: A lock\nDate: 2025-01-01\n\nNo post.\n")


def a_folder_for_a_file(step: int) -> None:
    if not step:
        Path("output/index.html").unlink()
        Path("output/index.html").mkdir()


def a_link_for_output(step: int) -> None:
    if not step:
        Path("output").rename("www")
        Path("output").symlink_to("www")


def a_time_for_many(_) -> None:
    """All has one time, as on disks that count in whole seconds where all is done in one."""
    path = Path("content/posts/wall.md")
    path.write_text(path.read_text("utf-8").replace("A green", "A brown"), "utf-8")
    for top in ("output", ".build/former"):
        for file in (path for path in Path(top).rglob("*") if path.is_file()):
            os.utime(file, (10**9, 10**9))
    ledger = Path(".build/made.json")
    sites = [
        {n: [m[0], 10**18, *m[2:]] for n, m in s.items()} for s in json.loads(ledger.read_text())
    ]
    ledger.write_text(json.dumps(sites))


UNHEARD = (
    *(an_address_of_the_preview, the_contact_block, what_the_settings_import),
    *(what_a_linked_folder_has, what_an_editor_leaves, a_folder_for_a_file, a_link_for_output),
    a_time_for_many,
)


@pytest.mark.slow
@pytest.mark.parametrize("change", UNHEARD)
def test_what_hardly_anybody_does(project, tmp_path, monkeypatch, change):
    """Each twice, and then a title is another."""
    built("preview")
    for step in range(3):
        change(step) if step < 2 else change_a_title(random.Random(step))
        afresh = built_afresh("preview", tmp_path / f"{step}", monkeypatch)
        assert built("preview") == afresh, step


@pytest.mark.parametrize(("ago", "same"), [(0, False), (60, True), (0.25, True)])
def test_where_a_disk_counts_whole_seconds_a_young_file_is_another_one_each_time(
    tmp_path, ago, same
):
    """So that a save in the same second, of the same length, is seen by the next build."""
    path = tmp_path / "text.md"
    path.write_text("Words.")
    saved = int(time.time()) - ago
    os.utime(path, (saved, saved))
    assert (times(path) == times(path)) is same


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [' "partials/" ~ "many.html"', ' "no.html" ignore missing', " many", '"partials/many.html"'],
    ids=["made on the way", "missing", "a variable", "without a blank"],
)
def test_a_template_that_leads_to_one_however_it_is_named(project, tmp_path, monkeypatch, name):
    Path("theme/templates/partials/many.html").write_text("{{ articles|length }} articles")
    way = '{% set many = "partials/many.html" %}{% include' + name + " %}"
    replace(Path("theme/templates/404.html"), "<h1>", way + "<h1>")
    built("preview")
    Path("content/posts/wall.md").unlink()
    assert built("preview") == built_afresh("preview", tmp_path / "afresh", monkeypatch)


def test_of_what_was_found_the_last_is_kept(tmp_path, monkeypatch):
    """Or the file would grow with each look at unsaved words."""
    monkeypatch.setattr(memory, "MOST", 2)
    for n in range(4):
        here = memory.Memory(tmp_path / "texts.db")
        here.recall(b"%d" % n, lambda n=n: [n])
        here.keep()
    assert [here.known(b"%d" % n) for n in range(4)] == [None, None, [2], [3]]


def test_that_nothing_was_found_is_remembered_too_and_at_once_of_many(tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "LOT", 2)
    here = memory.Memory(tmp_path / "texts.db")
    for raw in (b"a", b"b"):
        here.recall(raw, list)
    assert here.new == {}
    assert here.recall(b"a", lambda: ["anew"]) == []


@pytest.mark.parametrize("wrong", ["a file for the folder", "a folder for the file"])
def test_where_nothing_can_be_kept_it_is_made_each_time(tmp_path, wrong):
    path = tmp_path / "work/texts.db"
    path.mkdir(parents=True) if wrong.startswith("a folder") else path.parent.touch()
    for found in (["one"], ["two"]):
        here = memory.Memory(path)
        assert here.recall(b"a", found.copy) == found
        here.keep()


def test_a_look_at_unsaved_words_deletes_no_picture(project):
    """However old it is: the next build of the whole site needs it."""
    built("preview")
    pictures = sorted(Path(".build/pictures").iterdir())
    for path in pictures:
        os.utime(path, (10**9, 10**9))
    found = look("content/posts/wall.md", "Title: A wall\nDate: 2025-01-02\n\nNo picture.\n")
    assert "No picture." in found["page"]
    assert sorted(Path(".build/pictures").iterdir()) == pictures


@pytest.mark.slow
@pytest.mark.parametrize("damage", [None, b"", b"none"])
def test_a_memory_that_is_damaged_is_made_anew(project, tmp_path, monkeypatch, damage):
    """None: one letter in the middle of what was remembered, as no database would see."""
    built("preview")
    for path in Path(".build").glob("*.db"):
        raw = path.read_bytes()
        path.write_bytes(raw.replace(b"quiet", b"quite") if damage is None else damage)
    add_words(random.Random(2))
    assert built("preview") == built_afresh("preview", tmp_path / "afresh", monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("cut", [0.5, 0.9])
def test_what_is_left_of_a_last_run_that_was_cut_off_counts_as_none(
    project, tmp_path, monkeypatch, cut
):
    built("preview", stays=False)
    raw = last.FILE.read_bytes()
    last.FILE.write_bytes(raw[: int(cut * len(raw))])
    add_words(random.Random(2))
    rebuilt = built("preview", stays=False)
    assert rebuilt == built_afresh("preview", tmp_path / "afresh", monkeypatch)


@pytest.mark.slow
def test_what_cannot_be_written_down_stops_no_build(project, tmp_path, monkeypatch):
    """As where a plugin gives the theme something that only its process has."""

    def give(generator):
        generator.context["HELD"] = lambda: None

    with signals.article_generator_finalized.connected_to(give):
        assert built("preview", stays=False)[0][0] == 0
    add_words(random.Random(2))
    rebuilt = built("preview", stays=False)
    assert rebuilt == built_afresh("preview", tmp_path / "afresh", monkeypatch)
