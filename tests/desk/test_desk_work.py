"""What she does at the desk, as its answers show it."""

import io
import os
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest
from blog.build import facts_file
from PIL import Image
from running import Desk, until, write

# Posts


def listed(desk) -> dict:
    return {each["path"]: each for each in desk.ask("GET", "/api/posts").json["texts"]}


@pytest.mark.parametrize(
    ("more", "state", "said"),
    [
        ("Status: draft\n", "draft", "draft"),
        ("Status: hidden\n", "hidden", "hidden: only who knows its address sees it"),
        ("Status: odd\n", "draft", "draft"),
    ],
)
def test_how_far_a_text_is(desk, more, state, said):
    path = write(desk.folder, f"far-{state}", more=more)
    found = listed(desk)[f"posts/far-{state}.md"]
    path.unlink()
    assert (found["state"], found["said"]) == (state, said)


def test_a_post_dated_ahead_is_out_on_its_day(desk):
    path = write(desk.folder, "ahead")
    path.write_text(path.read_text().replace("2026-01-02", "2999-12-03"))
    found = listed(desk)["posts/ahead.md"]
    assert (found["state"], found["said"]) == ("waiting", "out on 3 December 2999")


def test_what_there_is_to_mend_is_counted(desk):
    write(desk.folder, "mend", "He committed suicide.\n\n> [!crisis]")
    until(lambda: listed(desk)["posts/mend.md"]["advice"] == 1)
    write(desk.folder, "mend", "See [this]({filename}gone.md).")
    until(lambda: listed(desk)["posts/mend.md"]["stops"] == 1)
    assert any("gone.md" in each for each in desk.ask("GET", "/api/posts").json["stops"])
    write(desk.folder, "mend")
    until(lambda: not desk.ask("GET", "/api/posts").json["stops"])


def test_tags_and_topics_in_use_come_the_most_used_first(desk):
    write(desk.folder, "tagged", more="")
    found = desk.ask("GET", "/api/posts").json
    assert (found["tags"][0], found["categories"][0]) == ("rest", "Nights")


def test_a_new_post_is_a_draft(desk):
    answer = desk.ask("POST", "/api/new", {"title": "A good ending"})
    assert answer.json == {"path": "posts/a-good-ending.md"}
    assert listed(desk)["posts/a-good-ending.md"]["state"] == "draft"
    again = desk.ask("POST", "/api/new", {"title": "A good ending"})
    assert again.status == 400
    assert "is there already" in again.json["error"]
    empty = desk.ask("POST", "/api/new", {"title": " "})
    assert (empty.status, empty.json["error"]) == (400, "Please give the post a title")


# What a colleague would say


def test_a_finding_selects_its_words_and_says_why(desk):
    body = "All is well 😀.\n\nThen he committed suicide.\n\n> [!crisis]\n"
    (found,) = desk.look("posts/sleep.md", body)["findings"]
    in_utf_16 = body.encode("utf-16-le")
    words = in_utf_16[2 * found["start"] : 2 * found["end"]].decode("utf-16-le")
    assert (words, found["rule"], found["key"]) == ("committed suicide", "suicide-words", None)
    assert found["why"]
    assert found["source"]
    assert found["stops"] is False


def test_a_finding_selects_what_its_message_quotes(desk):
    body = "First.\n\n> [!suplement]\n\nLast.\n"
    found = desk.look("posts/sleep.md", body)["findings"]
    stopping = [body[each["start"] : each["end"]] for each in found if each["stops"]]
    assert stopping == ["suplement"]


def test_a_finding_in_the_header_names_its_key(desk):
    header = [["Title", "About sleep"], ["Date", "yesterday"], ["Slug", "sleep"]]
    found = desk.look("posts/sleep.md", "Rest well.\n", header)["findings"]
    assert {each["key"] for each in found if each["stops"]} == {"Date"}


def test_what_stops_only_the_public_site_is_shown_as_that(desk):
    found = desk.look("posts/sleep.md", "She thinks of suicide.\n")["findings"]
    assert {each["rule"]: each["stops"] for each in found}["crisis-box"] is True


def test_a_look_writes_nothing_that_visitors_or_builds_see(desk):
    before = (desk.folder / "content/posts/sleep.md").read_bytes()
    desk.look("posts/sleep.md", "Only looked at.\n")
    assert (desk.folder / "content/posts/sleep.md").read_bytes() == before
    found = [*(desk.folder / "output").rglob("*.html"), *(desk.folder / "content").rglob("*.md")]
    assert not [path for path in found if "Only looked at" in path.read_text()]


def page(desk, made) -> str:
    path = made["page"].removeprefix(desk.beside)
    cookie = {"Cookie": desk.headers["Cookie"]}
    return desk.send("GET", path, None, cookie, host=desk.beside).text


def test_the_page_is_the_real_one_in_the_real_theme(desk):
    made = page(desk, desk.look("posts/sleep.md", "Made of *these* words.\n"))
    assert "Made of <em>these</em> words." in made
    assert "<header" in made
    assert "<style" in made
    assert 'addEventListener("message"' in made


@pytest.mark.parametrize("body", ["See [this]({filename}gone.md).\n", "> [!nonsense]\n> Words.\n"])
def test_there_is_a_page_whatever_is_wrong(desk, body):
    made = desk.look("posts/sleep.md", f"Words.\n\n{body}")
    assert [each for each in made["findings"] if each["stops"]]
    assert "Words." in page(desk, made)


def test_each_text_has_a_page_of_its_own_address_for_a_while(desk):
    made = [desk.look("posts/sleep.md", f"Number {n}.\n") for n in range(4)]
    assert len({each["page"] for each in made}) == 4
    assert "Number 1." in page(desk, made[1])


def test_a_picture_shows_in_the_page_before_anything_is_saved(desk):
    name = taken(desk)["name"]
    made = desk.look("posts/sleep.md", f"![A field]({{static}}../{name})\n")
    source = page(desk, made).partition('src="/images/')[2].partition('"')[0]
    cookie = {"Cookie": desk.headers["Cookie"]}
    assert desk.send("GET", f"/images/{source}", None, cookie, host=desk.beside).status == 200


def test_what_cannot_be_read_is_a_finding_and_no_page(desk):
    made = desk.look("posts/sleep.md", "A letter was lost\ufffd.\n")
    assert made["page"] is None
    assert [each["line"] for each in made["findings"]] == [7]


# Pasting


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hello <b>you</b></p>", "Hello **you**"),
        ("<h1>Big</h1><p>One</p><ul><li>a</li></ul>", "## Big\n\nOne\n\n- a"),
        (
            '<b style="font-weight:normal"><p><span style="font-weight:700">Bold</span> plain'
            "</p></b>",
            "**Bold** plain",
        ),
        ('<p class="MsoNormal">Word<o:p></o:p></p>', "Word"),
        (
            '<p>A <a href="https://www.example.org/x">link</a></p>',
            "A [link](https://www.example.org/x)",
        ),
        ('<p>A <a href="javascript:x">link</a></p>', "A link"),
    ],
)
def test_what_is_pasted_becomes_markdown(desk, html, text):
    answer = desk.ask("POST", "/api/paste", {"html": html}).json
    assert answer == {"markdown": text, "report": []}


def test_what_could_not_come_is_said(desk):
    html = '<p>A<img src="x.png"></p><iframe src="https://film.example"></iframe>'
    report = desk.ask("POST", "/api/paste", {"html": html}).json["report"]
    assert any("film.example" in line for line in report)
    assert any(line.startswith("Pictures") for line in report)


def test_too_much_at_once_is_refused(desk):
    assert desk.ask("POST", "/api/paste", {"html": "<b>" * 5000}).status == 400


# Pictures


def photo(kind="JPEG") -> bytes:
    exif = Image.Exif()
    exif[272], exif[315] = "Camera 1", "Somebody"
    exif.get_ifd(34853)[1] = "N"
    file = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert("RGB").save(file, kind, exif=exif)
    return file.getvalue()


def taken(desk, data=None, name="My photo.JPG"):
    return desk.ask("POST", f"/api/picture?name={name.replace(' ', '%20')}", data or photo()).json


def test_what_the_camera_wrote_is_taken_out_before_a_picture_is_stored(desk):
    found = taken(desk)
    assert found["name"].startswith("images/my-photo")
    assert (found["width"], found["height"]) == (300, 200)
    assert "where it was taken, the camera, who took it" in found["said"]
    stored = (desk.folder / "content" / found["name"]).read_bytes()
    assert b"Camera 1" not in stored
    assert not Image.open(io.BytesIO(stored)).getexif()


def test_no_picture_is_stored_over_another(desk):
    assert taken(desk)["name"] != taken(desk)["name"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"nonsense", "x.jpg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><script/></svg>', "x.svg"),
        (b"\0\0\0\x18ftypheic", "x.heic"),
    ],
)
def test_what_is_no_picture_for_the_site_is_refused_with_the_reason(desk, data, name):
    answer = desk.ask("POST", f"/api/picture?name={name}", data)
    assert answer.status == 400
    assert answer.json["error"].startswith("This picture ")


# Bringing over


def test_an_export_is_looked_at_first_and_then_written(desk):
    sent = b"My old post\n\nThis is what I wrote, long ago.\n"
    dry = desk.ask("POST", "/api/import?name=old.txt", sent).json
    assert "content/posts/my-old-post.md" in dry["report"]
    assert not (desk.folder / "content/posts/my-old-post.md").exists()
    done = desk.ask("POST", "/api/import", {"from": dry["from"], "write": True}).json
    assert "content/posts/my-old-post.md" in done["report"]
    assert (desk.folder / "content/posts/my-old-post.md").exists()


def test_what_cannot_be_brought_is_said(desk):
    report = desk.ask("POST", "/api/import", {"from": "nowhere.csv", "write": False}).json["report"]
    assert report.startswith("Nothing was imported: ")


# The practice


def facts(desk) -> bytes:
    return (desk.folder / "content/practice.toml").read_bytes()


def test_the_form_has_each_fact_that_there_may_be_with_its_hint(folder):
    shutil.copy(Path(__file__).parents[2] / "content/practice.toml", folder / "content")
    running = Desk(folder).come_in()
    try:
        form = running.ask("GET", "/api/practice").json
    finally:
        running.end()
    found = {s["name"]: {f["key"]: f for f in s["facts"]} for s in form["sections"]}
    assert found["contact"]["hours"]["hint"].startswith("for example")
    assert found["contact"]["languages"]["kind"] == "list"
    assert found["membership"]["expires"]["kind"] == "date"
    assert found["callouts.crisis"]["text"]["kind"] == "long"
    assert "street" in found["contact.address"]


PRACTICE = """# All about it.
[contact]
name = "Robin Vale"   # her name
# fees = "…"          # what it costs
list = [
  "a", # one
  "b",
]

# [contact.address]   # if it may be known
# street = "…"

[[help_lines]]
number = "1 # 2" # behind
# The end.
"""


@pytest.mark.parametrize(
    ("section", "key", "value", "line"),
    [
        ("contact", "name", "Rø “V” \\ \x7f", 'name = "Rø “V” \\\\ \\u007f"   # her name'),
        ("contact", "fees", "£60", 'fees = "£60"          # what it costs'),
        ("contact", "list", ["c"], 'list = ["c"]'),
        ("contact", "name", "", '# name = "Robin Vale"   # her name'),
        ("contact", "hours", "9–5", '[contact]\nhours = "9–5"\nname = "Robin Vale"   # her name'),
        (
            "contact.address",
            "street",
            "1 Rd",
            '[contact.address]   # if it may be known\nstreet = "1 Rd"',
        ),
        ("help_lines.0", "number", "3", 'number = "3" # behind'),
        ("help_lines.0", "number", "", '# [[help_lines]]\n# number = "1 # 2" # behind'),
        ("help_lines.1", "number", "3", '# The end.\n\n[[help_lines]]\nnumber = "3"\n'),
        ("site", "url", "x", '# The end.\n\n[site]\nurl = "x"\n'),
    ],
)
def test_a_fact_is_set_where_it_stands_and_all_else_stays(section, key, value, line):
    after = facts_file.put(PRACTICE, section, key, value)
    assert line in after
    tomllib.loads(after)
    before, now = PRACTICE.split("\n"), after.split("\n")
    stays = [each for each in before if each in now]
    assert len(before) - len(stays) <= (4 if key == "list" else 2)
    in_order = iter(now)
    assert all(each in in_order for each in stays)


def test_saving_the_practice_changes_only_what_she_changed(desk):
    form, before = desk.ask("GET", "/api/practice").json, facts(desk).decode().split("\n")
    values = {"contact.hours": "Monday, 9 to 5", "contact.area": "Online “only”"}
    answer = desk.ask("PUT", "/api/practice", {"mark": form["mark"], "values": values})
    assert answer.status == 200
    now = facts(desk).decode().split("\n")
    assert {'hours = "Monday, 9 to 5"', 'area = "Online “only”"'} <= {
        line.partition(" #")[0].rstrip() for line in now
    }
    assert len([line for line in before if line not in now]) <= 2
    assert answer.json["mark"] != form["mark"]


def test_a_practice_that_was_changed_elsewhere_is_not_overwritten(desk):
    form = desk.ask("GET", "/api/practice").json
    path = desk.folder / "content/practice.toml"
    path.write_bytes(facts(desk) + b"\n# Theirs\n")
    sent = {"mark": form["mark"], "values": {"contact.hours": "Never"}}
    answer = desk.ask("PUT", "/api/practice", sent)
    assert answer.status == 412
    assert answer.json["sections"]
    assert facts(desk).endswith(b"# Theirs\n")


@pytest.mark.parametrize("values", [{"x.y": "z"}, {"contact.name": 1}, {"contact": "x"}, {"": ""}])
def test_what_is_no_fact_is_refused(desk, values):
    mark = desk.ask("GET", "/api/practice").json["mark"]
    assert desk.ask("PUT", "/api/practice", {"mark": mark, "values": values}).status == 400


def test_the_form_says_what_is_wrong_as_the_build_does(folder):
    path = folder / "content/practice.toml"
    running = Desk(folder).come_in()
    try:
        form = running.ask("GET", "/api/practice").json
        sent = {"mark": form["mark"], "values": {"contact.email": "nobody", "site.title": ""}}
        found = running.ask("PUT", "/api/practice", sent).json["findings"]
        path.write_text("[contact\n")
        broken = running.ask("GET", "/api/practice").json
    finally:
        running.end()
    said = {(each["section"], each["key"]): each["message"] for each in found}
    assert "is not an e-mail address" in said["contact", "email"]
    assert said["site", "title"] == "title is missing"
    assert broken["findings"]


# Publishing


def git(folder, *args):
    env = {**os.environ, **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Robin")}
    env |= dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "robin@example.com")
    done = subprocess.run(["git", *args], cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def cloned(folder, tmp_path_factory):
    """The site in git, with a remote that has it."""
    remote = tmp_path_factory.mktemp("remote") / "site.git"
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    git(folder, "init", "--quiet", "--initial-branch=main")
    for name, value in (("user.name", "Robin"), ("user.email", "robin@example.com")):
        git(folder, "config", name, value)
    (folder / ".gitignore").write_text("/.desk/\n/.build/\n/output/\n/.published.json\n")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Begin")
    git(folder, "remote", "add", "origin", str(remote))
    git(folder, "push", "--quiet", "--set-upstream", "origin", "main")
    return folder, remote


@pytest.fixture
def in_git(cloned):
    running = Desk(cloned[0]).come_in()
    yield running, cloned[1]
    running.end()


def test_the_plan_says_in_words_what_changes_for_visitors(in_git):
    desk, _ = in_git
    plan = desk.ask("GET", "/api/publish").json
    assert [plan[kind] for kind in ("new", "changed", "gone", "moved", "stops")] == [
        [],
        [],
        [],
        [],
        [],
    ]
    assert plan["way"] == "git"
    write(desk.folder, "sleep", "Otherwise.")
    write(desk.folder, "fresh")
    write(desk.folder, "draft", more="Status: draft\n")
    write(desk.folder, "grief", more="Status: draft\n")
    plan = desk.ask("GET", "/api/publish").json
    assert plan["changed"] == ["About sleep"]
    assert plan["new"] == ["About fresh"]
    assert plan["gone"] == ["About grief"]
    assert plan["drafts"] == ["About draft"]  # which goes to where the files are kept
    assert listed(desk)["posts/sleep.md"]["state"] == "changed"


def test_git_gets_one_commit_of_the_content_alone(in_git):
    desk, remote = in_git
    write(desk.folder, "fresh")
    (desk.folder / "notes.txt").write_text("not for publishing")
    answer = desk.ask("POST", "/api/publish", {}).json
    assert answer == {"said": ["Published."], "good": True}
    assert git(remote, "log", "--format=%s", "-1", "main") == "New: About fresh\n"
    files = git(remote, "ls-tree", "-r", "--name-only", "main")
    assert "content/posts/fresh.md" in files
    assert "notes.txt" not in files
    assert desk.ask("GET", "/api/publish").json["new"] == []


def test_what_stops_the_public_site_stops_publishing(in_git):
    desk, remote = in_git
    before = git(remote, "rev-parse", "main")
    write(desk.folder, "hard", "She thinks of suicide.")
    assert any("hard.md" in each for each in desk.ask("GET", "/api/publish").json["stops"])
    assert desk.ask("POST", "/api/publish", {}).json["good"] is False
    assert git(remote, "rev-parse", "main") == before
    assert git(desk.folder, "rev-parse", "HEAD") == before


def elsewhere(remote, folder, name, body):
    """Somebody else publishes this post meanwhile."""
    git(folder, "clone", "--quiet", str(remote), "other")
    write(folder / "other", name, body)
    git(folder / "other", "add", ".")
    git(folder / "other", "commit", "--quiet", "--message", "Theirs")
    git(folder / "other", "push", "--quiet")


def test_what_somebody_else_published_comes_first(in_git, tmp_path_factory):
    desk, remote = in_git
    elsewhere(remote, tmp_path_factory.mktemp("other"), "theirs", "Rest.")
    write(desk.folder, "hers")
    assert desk.ask("POST", "/api/publish", {}).json["good"] is True
    files = git(remote, "ls-tree", "-r", "--name-only", "main")
    assert "posts/theirs.md" in files
    assert "posts/hers.md" in files


def test_where_both_changed_a_text_nothing_is_published_and_nothing_lost(in_git, tmp_path_factory):
    desk, remote = in_git
    elsewhere(remote, tmp_path_factory.mktemp("other"), "sleep", "Theirs.")
    hers = write(desk.folder, "sleep", "Hers.").read_bytes()
    answer = desk.ask("POST", "/api/publish", {}).json
    assert answer["good"] is False
    assert answer["said"][0].startswith("Nothing was published.")
    assert (desk.folder / "content/posts/sleep.md").read_bytes() == hers
    assert git(remote, "log", "--format=%s", "-1", "main") == "Theirs\n"


def test_a_push_that_fails_leaves_no_half(in_git):
    desk, remote = in_git
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    before = git(desk.folder, "rev-parse", "HEAD")
    write(desk.folder, "fresh")
    assert desk.ask("POST", "/api/publish", {}).json["good"] is False
    assert git(desk.folder, "rev-parse", "HEAD") == before
    hook.unlink()
    assert desk.ask("POST", "/api/publish", {}).json["good"] is True


def test_without_a_remote_there_is_a_file_to_upload(folder):
    running = Desk(folder).come_in()
    try:
        write(folder, "drafted", more="Status: draft\n")
        assert running.ask("GET", "/api/publish").json["way"] == "folder"
        answer = running.ask("POST", "/api/publish", {}).json
        assert (answer["good"], answer["download"]) == (True, "/api/site")
        with zipfile.ZipFile(io.BytesIO(running.ask("GET", "/api/site").body)) as site:
            names = site.namelist()
        assert "post/sleep/index.html" in names
        assert not [name for name in names if "draft" in name]
        assert running.ask("GET", "/api/publish").json["new"] == []
        shown = (folder / "output/drafts/drafted/index.html").exists
        until(shown)  # the preview is a preview again
    finally:
        running.end()


@pytest.mark.parametrize(("code", "good"), [(0, True), (1, False)])
def test_rsync_goes_where_the_file_says_and_nowhere_else(folder, tmp_path_factory, code, good):
    bin = tmp_path_factory.mktemp("bin")
    (bin / "rsync").write_text(f'#!/bin/sh\necho "$@" > {bin}/said\nexit {code}\n')
    (bin / "rsync").chmod(0o755)
    (folder / ".rsync").write_text("robin@server.example:/srv/site/\n")
    running = Desk(folder, PATH=f"{bin}:{os.environ['PATH']}").come_in()
    try:
        assert running.ask("GET", "/api/publish").json["way"] == "rsync"
        assert running.ask("POST", "/api/publish", {}).json["good"] is good
    finally:
        running.end()
    assert (bin / "said").read_text().endswith("-- .desk/site/ robin@server.example:/srv/site/\n")
