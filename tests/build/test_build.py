"""A build: what it makes, what stops it, and how it says so. Each test has a small site."""

import re
import shutil
from datetime import date, timedelta
from errno import EIO, ENOENT, ENOSPC
from pathlib import Path

import pytest
from blog.build import build as press
from blog.build import outcome, told
from blog.reading.reader import Reader
from built import ROOT, make
from small import GRIEF, SETTINGS, SLEEP, build, left_behind, post, tree

ENDS = """
from pelican import signals
signals.initialized.connect(lambda _: exit(3), weak=False)
"""


def test_a_build_makes_the_site_and_says_so_in_one_line(site):
    done = make()
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"The site is ready in output/ \(\d+ pages\)\.\n", done.stdout)
    assert b"Rest well." in tree()[SLEEP]
    assert not left_behind()


def test_publish_takes_the_public_settings(site):
    assert make("publish").returncode == 0
    assert b"Content-Security-Policy" in tree()["index.html"]


def test_check_runs_the_line_but_leaves_output_alone(site):
    done = make("check")
    assert (done.returncode, Path("output").exists()) == (0, False)
    assert done.stdout == "Nothing to mend, no advice.\n"
    post("sleep", "[See]({filename}missing.md)")
    done = make("check")
    assert (done.returncode, done.stderr) == (1, "")
    assert "To mend\n\ncontent/posts/sleep.md:5:\n    there is no" in done.stdout


def test_check_can_be_about_one_post(site, monkeypatch):
    for slug in ("sleep", "grief"):
        post(slug, "[See]({filename}missing.md)")
    monkeypatch.setenv("POST", "sleep")
    done = make("check")
    assert done.returncode == 1
    assert "posts/sleep.md:5:\n" in done.stdout
    assert "grief" not in done.stdout
    monkeypatch.setenv("POST", "about")  # and nothing of practice.toml
    path = Path("content/practice.toml")
    soon = str(date.today() + timedelta(20))
    path.write_text(path.read_text().replace("2099-01-31", soon, 1))
    assert "practice.toml" not in make("check").stdout
    monkeypatch.setenv("POST", "sleeep")
    with pytest.raises(SystemExit, match='There is no "sleeep"; did you mean "sleep"\\?'):
        make("check")


def test_so_can_it_be_about_the_facts_and_then_says_nothing_of_posts(site, monkeypatch):
    words, because = "He committed suicide.\n\n> [!crisis]", "because it is in a letter"
    post("sleep", words)
    post("grief", words, f"Allow: suicide-words {because}\n")
    path = Path("content/practice.toml")
    path.write_text(path.read_text().replace("2099-01-31", str(date.today() + timedelta(20)), 1))
    monkeypatch.setenv("POST", "practice")
    said = make("check").stdout
    assert "content/practice.toml:30:\n" in said
    assert "content/posts/" not in said
    with path.open("a") as facts:  # to see where it leads takes the other texts
        facts.write('\n[[redirects]]\nold = "/a"\nnew = "/post/grief/#none"\n')
    assert '"#none" is no heading on' in " ".join(make("check").stdout.split())


def test_an_exception_without_a_reason_is_none(site):
    post("sleep", "He committed suicide.\n\n> [!crisis]", "Allow: suicide-words\n")
    assert "Exceptions you made" not in make("check").stdout


@pytest.mark.parametrize("wrong", ["practice.toml", "posts/sleep.gif"])
def test_what_keeps_one_post_from_being_looked_at_is_told_though_it_is_elsewhere(
    site, monkeypatch, wrong
):
    monkeypatch.setenv("POST", "sleep")
    Path("content", wrong).write_text("[site")
    done = make("check")
    assert done.returncode == 1
    assert f"content/{wrong}:1:\n" in done.stdout
    assert done.stdout.endswith("\n1 thing to mend, no advice.\n")


@pytest.mark.parametrize("mode", ["preview", "publish", "check"])
def test_a_missing_content_folder_is_told_as_that(site, mode):
    shutil.rmtree("content")
    done = make(mode)
    told = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == 1
    assert "content:1: this folder is missing; put it back" in told
    assert "Error" not in told


@pytest.mark.parametrize("name", ["content/posts/sleep.md", "posts/sleep.md", "sleep.md", "sleep"])
def test_a_post_is_found_by_any_name(site, name):
    assert press.find(name) == "content/posts/sleep.md"


def test_advice_stops_nothing_and_is_read_with_check(site):
    words = "He committed suicide.\n\n> [!crisis]"
    post("sleep", words)
    post("grief", words, "Allow: suicide-words because it is in a letter\n")
    done = make()
    assert (done.returncode, done.stderr) == (0, "")
    assert "It comes with 1 piece of advice; to read it: make check\n" in done.stdout
    done = make("check")
    assert done.returncode == 0
    assert "To think about\n\ncontent/posts/sleep.md:5:\n" in done.stdout
    assert "\n    Why: " in done.stdout
    assert (
        "Exceptions you made\n\ncontent/posts/grief.md:4:\n    suicide-words, because"
        in done.stdout
    )


UNFINISHED = "![]({static}../images/none.jpg)\n\n[See]({filename}missing.md) **open"


def test_a_draft_with_faults_keeps_no_other_from_going_out(site):
    post("grief", UNFINISHED, "Status: draft\nSlug: A b\n")
    done = make("publish")
    assert (done.returncode, done.stderr) == (0, "")
    assert not [name for name, raw in tree().items() if b"none.jpg" in raw]
    assert "posts/grief.md:7:\n    there is no picture" in make("check").stdout
    done = make("preview")  # which shows it
    assert (done.returncode, done.stderr.count("posts/grief.md:")) == (1, 5)


@pytest.mark.brief
@pytest.mark.parametrize("text", ["One\x00sign.", "One long paragraph " * 2000])
def test_nor_does_one_that_cannot_be_read(site, text):
    post("grief", text, "Status: draft\n")
    done = make("publish")
    assert (done.returncode, done.stderr) == (0, "")
    assert "posts/grief.md:" in make("check").stdout
    assert make("preview").returncode == 1
    post("grief", f"{text}\n\nStatus: draft\n")
    assert make("publish").returncode == 1


BROUGHT = "![]({static}../images/none.jpg)\n\n<!-- Here stood a form -->\n\n[Book](/book) **open"


@pytest.mark.parametrize(
    ("more", "text", "stops"),
    [
        ("Imported: post/grief\nStatus: draft\n", BROUGHT, 0),
        ("Imported: post/grief\n", BROUGHT, 5),
        ("Status: draft\n", BROUGHT, 4),  # but for the comment
        ("Imported: post/grief\nStatus: draft\n", "[See]({filename}missing.md)", 1),
        ("Imported: post/grief\nStatus: draft\n", "<script>alert()</script>", 1),
    ],
)
def test_a_draft_that_an_import_brought_can_be_looked_at_as_it_came(site, more, text, stops):
    post("grief", text, more)
    done = make("preview")
    assert (done.returncode, done.stderr.count("posts/grief.md:")) == (stops > 0, stops)
    if not stops:
        assert "It comes with 5 things to mend before publishing" in done.stdout
        assert b"<figure><img alt></figure>" in tree()["drafts/grief/index.html"]
        said = make("check").stdout
        assert said.startswith("To mend before it is published\n\ncontent/posts/grief.md:7:\n")
        assert said.endswith("to mend now, 5 things to mend before publishing.\n")


@pytest.mark.parametrize("more", ["", "Status: hidden\n", "Staus: draft\n", "Date: 2999-01-01\n"])
def test_what_visitors_will_see_stops_the_public_site(site, more):
    post("grief", UNFINISHED, more)
    done = make("publish")
    assert (done.returncode, "posts/grief.md:" in done.stderr) == (1, True)


@pytest.mark.parametrize("mode", ["preview", "publish"])
def test_a_draft_may_have_no_word_yet(site, mode):
    for place in ("posts", "pages"):
        header = "Title: To come\nDate: 2026-01-02\nStatus: draft\n"
        Path(f"content/{place}/to-come.md").write_text(header)
    assert make(mode).returncode == 0
    post("sleep", "Rest very well.")
    assert make(mode).returncode == 0


def test_a_page_waits_for_no_day_and_one_that_is_dated_ahead_is_told(site):
    page = "Title: Fees\nDate: {}\nMenu: yes\n\nTo come.\n"
    Path("content/pages/fees.md").write_text(page.format("2999-01-02"))
    done = make("publish")
    assert (done.returncode, "pages/fees.md:2: Date is ahead" in done.stderr) == (1, True)
    for good in ("2026-01-02", "2999-01-02\nStatus: draft"):
        Path("content/pages/fees.md").write_text(page.format(good))
        assert make("publish").returncode == 0


def test_a_draft_takes_no_address_from_what_is_published(site):
    Path("content/posts/again.md").write_text(
        "Title: About grief\nSlug: grief\nDate: 2026-01-03\nStatus: draft\n\nText.\n"
    )
    assert make("publish").returncode == 0
    assert "Take your time." in tree()[GRIEF].decode()
    assert "posts/grief.md has the address" in make("check").stdout
    assert make("preview").returncode == 1  # which shows it


def test_a_draft_may_be_unfinished(site):
    post("sleep", "About suicide.", "Status: draft\n")
    assert make("publish").returncode == 0
    post("sleep", "About suicide.")
    assert make().returncode == 1


def test_a_draft_does_not_link_to_its_tag_of_which_there_is_no_page_yet(site):
    post("sleep", "Rest well.", "Status: draft\nTags: lonely\n")
    assert make().returncode == 0
    assert b"/tag/lonely/" not in tree()["drafts/sleep/index.html"]
    post("sleep", "Rest well.", "Tags: lonely\n")
    assert make().returncode == 0
    assert b"/tag/lonely/" in tree()[SLEEP]


def test_all_problems_of_all_files_are_told_in_one_run(site):
    post("sleep", "[See]({filename}missing.md)", "Staus: draft\n")
    post("grief", "![](x.png)")
    Path("content/practice.toml").write_text("[contact]\n")
    lines = make().stderr.splitlines()[:-1]
    assert lines == sorted(lines)
    assert [line for line in lines if not re.match(r"content/[^:]+:\d+: ", line)] == []
    told = [line.split(": ")[0].removeprefix("content/") for line in lines]
    assert {"posts/grief.md:5", "posts/sleep.md:4", "practice.toml:1"} < set(told)


def test_facts_that_are_stale_are_told_with_all_else(site):
    path = Path("content/practice.toml")
    stale = re.sub(r"expires = .*", "expires = 2001-01-01", path.read_text())
    path.write_text(stale)
    post("sleep", "[See]({filename}missing.md)")
    assert {"practice.toml", "sleep.md"} == set(
        re.findall(
            r"(\S+):\d+: ", make("publish").stderr.replace("content/", "").replace("posts/", "")
        )
    )


@pytest.mark.parametrize("mode", ["check", "publish"])
@pytest.mark.parametrize(
    ("path", "line", "before", "after"),
    [
        ("content/practice.toml", "30", r"expires = .*", "expires = 2001-01-01"),
        ("content/practice.toml", "57", r"(?<=999\"\n)expires = .*", "checked_on = 2001-01-01"),
        ("publishconf.py", "2", r"\A", "\nx = 1 / 0"),
        ("publishconf.py", "1", r"(?s)\A.*", "SITEURL = ("),
        ("publishconf.py", "1", r"(?s)\A.*", "raise SystemExit(3)"),
    ],
)
def test_stale_facts_and_broken_settings_are_told_by_their_line(
    site, mode, path, line, before, after
):
    Path(path).write_text(re.sub(before, after, Path(path).read_text(), count=1))
    done = make(mode)
    assert done.returncode == 1
    assert f"{path}:{line}:" in done.stdout + done.stderr


@pytest.mark.parametrize("address", ["user.example/blog", "//user.example/blog", "https://"])
def test_an_address_that_is_not_whole_is_said_once(site, monkeypatch, address):
    monkeypatch.setenv("SITE_URL", address)
    done = make("publish")
    assert done.returncode == 1
    said, nothing = done.stderr.splitlines()
    assert said.startswith('publishconf.py:1: SITE_URL is "')
    assert '", which is no whole address; write it like https://' in said
    assert nothing == "Nothing was changed in output/."


def test_any_whole_address_will_do(site, monkeypatch):
    for address in ("http://localhost:8000", "https://user.example/blog/"):
        monkeypatch.setenv("SITE_URL", address)
        assert make("publish").returncode == 0


def test_a_fault_on_the_finished_pages_stops_the_build(built):
    change_theme("base.html", "</main>", "<b></main>")
    done = make()
    assert done.returncode == 1
    assert "<b> is opened here and not closed before </main> (and on " in done.stderr
    assert tree() == built


def test_a_missing_plugin_stops_the_build(built):
    Path("pelicanconf.py").write_text(f"{SETTINGS}\nPLUGINS.remove('blog')\n")
    assert build().returncode == 1
    assert tree() == built


def test_a_theme_without_the_contact_block_stops_the_build(built):
    change_theme("base.html", "{{ contact() -}}", "")
    done = make()
    assert done.returncode == 1
    assert "the contact details are missing on the page" in done.stderr
    assert tree() == built


@pytest.mark.brief
@pytest.mark.parametrize("fault", ["1 / 0", "not python"])
def test_a_broken_plugin_stops_the_build_with_a_sentence(built, fault):
    Path("plugins").unlink()
    shutil.copytree(ROOT / "plugins", "plugins")
    with Path("plugins/practice/__init__.py").open("a") as plugin:
        plugin.write(fault + "\n")
    done = build()
    assert done.returncode != 0
    assert done.stderr.startswith("plugins/practice/__init__.py:")
    assert "Traceback" not in done.stderr
    assert tree() == built


def test_what_pelican_and_plugins_say_in_passing_is_passed_on(site):
    path = Path("content/practice.toml")
    path.write_text(re.sub(r"expires = .*", "expires = 2001-01-01", path.read_text()))
    for _ in ("first", "nothing new"):
        assert "the public site will not be built until this is mended" in make().stderr


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (lambda: post("tired", "Text.", "Modified: someday\n"), "content/posts/tired.md:4: "),
        (lambda: post("tired", "[x]({filename}gone.md)"), "gone.md"),
        (lambda: Path("content/posts/x.md").write_bytes(b"Title: \xff\n"), "posts/x.md:1: "),
        (
            lambda: Path("pelicanconf.py").write_text("SITENAME = ("),
            "pelicanconf.py:1: '(' was never closed\n",
        ),
        (lambda: Path("pelicanconf.py").write_text("\nx = 1 / 0"), "pelicanconf.py:2: ZeroDiv"),
        (lambda: Path("pelicanconf.py").write_text(SETTINGS + 'PLUGINS = ["gone"]'), "gone"),
        (
            lambda: Path("pelicanconf.py").write_text("raise SystemExit(3)"),
            "pelicanconf.py:1: SystemExit: 3",
        ),
        (lambda: Path("pelicanconf.py").write_text(SETTINGS + ENDS), "SystemExit: 3"),
    ],
)
def test_a_failed_build_changes_no_byte_and_says_why(built, cause, said):
    cause()
    done = make()
    assert done.returncode == 1
    assert said in done.stderr
    assert "Nothing was changed in output/." in done.stderr
    assert "Traceback" not in done.stderr
    assert str(Path.cwd()) not in done.stderr
    assert tree() == built


def test_an_error_that_nobody_expected_is_told_in_a_line():
    gone = FileNotFoundError(ENOENT, "No such file", "content/gone.md")
    assert str(told(gone)) == "content/gone.md:1: No such file"
    assert str(told(OSError(EIO, "Failed"))) == "OSError: [Errno 5] Failed (DEBUG=1 tells more)"


@pytest.mark.parametrize("file", [".venv/lib/x.py", "<template>", str(ROOT.parent / "x.py")])
def test_an_error_in_what_is_not_ours_is_told_where_we_asked_for_it(monkeypatch, file):
    monkeypatch.chdir(ROOT)
    with pytest.raises(ZeroDivisionError) as raised:
        exec(compile("1 / 0", file, "exec"))
    said = r"tests/build/test_build\.py:\d+: ZeroDivisionError: division by zero \(DEBUG=1 .*"
    assert re.fullmatch(said, str(told(raised.value)))


@pytest.mark.parametrize("file", [None, "output/index.html"])
def test_a_full_disk_is_told_as_one(file):
    full = OSError(ENOSPC, "No space left on device", file)
    several = shutil.Error([("content/a.md", "b.md", str(full))])  # copied in one go
    for error in (full, several):
        assert str(told(error)) == "There is no room left on the disk; make some, and try again"


def change_theme(template, old, new):
    """Change a template, in a copy of the theme."""
    Path("theme").unlink()
    shutil.copytree(ROOT / "theme", "theme")
    path = Path("theme/templates", template)
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_a_mistake_in_a_template_is_named_by_its_line(site):
    change_theme(
        "404.html",
        '{% extends "base.html" %}\n',
        '{% extends "base.html" %}\n{% set x = nothing.at.all %}',
    )
    assert make().stderr.startswith("theme/templates/404.html:2: UndefinedError: ")


def test_debug_shows_everything(site, monkeypatch):
    monkeypatch.setenv("DEBUG", "1")
    Path("pelicanconf.py").write_text("SITENAME = (")
    assert "Traceback" in build().stderr


def test_check_of_one_post_converts_no_other(site, monkeypatch):
    converted = []
    convert = Reader.convert

    def counting(self, document):
        converted.append(document.place)
        return convert(self, document)

    monkeypatch.setattr(Reader, "convert", counting)
    monkeypatch.setenv("POST", "sleep")
    post("sleep", "Rest well, as [said]({filename}grief.md).")
    assert make("check").stdout == "Nothing to mend, no advice.\n"
    assert converted == ["posts/sleep.md"]


def test_check_of_one_post_sees_where_its_links_lead_all_the_same(site, monkeypatch):
    """But to which heading there, the check of all has to see: no other text is converted."""
    post("grief", "## A part")
    post("sleep", "Rest [well]({filename}grief.md#apart) or [better]({filename}gref.md).")
    monkeypatch.setenv("POST", "sleep")
    done = make("check")
    assert done.returncode == 1
    assert "did you mean {filename}grief.md?" in " ".join(done.stdout.split())
    assert "a-part" not in done.stdout
    monkeypatch.delenv("POST")
    assert "did you mean #a-part?" in " ".join(make("check").stdout.split())


def test_check_of_a_draft_says_nothing_of_pages_that_are_not_there(site, monkeypatch):
    monkeypatch.setenv("POST", "sleep")
    post("sleep", "Rest well.", "Status: draft\n")
    done = make("check")
    assert (done.returncode, done.stdout) == (0, "Nothing to mend, no advice.\n")


def test_where_nothing_has_changed_the_preview_still_knows_what_is_where(site):
    post("sleep", "Rest well.", "Status: draft\n")
    assert make().returncode == 0
    outcome.FILE.unlink()  # as serve does, before it builds
    assert make().returncode == 0
    assert outcome.read().unseen == ["content/posts/sleep.md"]


def test_where_nothing_has_changed_nothing_is_made(site, monkeypatch):
    before = make().stdout
    for work in ("again", "write"):
        monkeypatch.setattr(press, work, None)
    assert make().stdout == before
