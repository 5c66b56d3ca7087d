"""make smoke: a good site passes, and one that is broken in any way is told of it in a sentence."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from blog.live import LOOKS, faults, look, main, smoke
from built import CONTENT, ROOT, build
from practice import facts
from served import host

PRACTICE = facts.load(CONTENT / "practice.toml")[0]
POST = "/post/everything/"
FILES = {"/": "index.html", POST: "post/everything/index.html"}
HELP = PRACTICE.help_lines[0].parts[1]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A host with the tests' site, built for its address."""
    with host() as here:
        here.folder = tmp_path_factory.mktemp("live")
        build("publishconf.py", CONTENT, here.folder, SITEURL=here.url)
        yield here


@pytest.fixture
def live(made, tmp_path, monkeypatch):
    """The host, sound; no site was built where the check is run."""
    monkeypatch.chdir(tmp_path)
    before = dict(made.headers)
    yield made
    made.answers.clear()
    made.headers, made.lost = before, 404


def said(live, capsys, patience=0, pause=0.05) -> tuple[int, dict[str, str]]:
    """The exit code, and the rows, each by its mark and name: {"✗ Feed": "…"}."""
    code = smoke(f"{live.url}/", PRACTICE, patience, pause)
    lines = re.findall(r"^([✓✗] \S.*?| ) {2,}(.*)", capsys.readouterr().out, re.MULTILINE)
    rows: dict[str, str] = {}
    for name, sentence in lines:
        last = name.strip() or list(rows)[-1]
        rows[last] = f"{rows.get(last, '')} {sentence}".strip()
    return code, rows


def row_of(name: str) -> dict:
    (row,) = (row for row in LOOKS["row"] if row["name"] == name)
    return row


def of(live, path) -> str:
    return (live.folder / path.strip("/")).read_text(encoding="utf-8")


def test_a_good_site_passes_and_each_row_says_so(live, capsys):
    code, rows = said(live, capsys)
    assert code == 0
    names = [row["name"] for row in LOOKS["row"] if row["name"] != "http"]  # which is for https
    assert rows == {f"✓ {name}": "is as it should be" for name in names}


@pytest.mark.brief(3)
@pytest.mark.parametrize(
    ("path", "old", "new", "row", "sentence"),
    [
        ("/", PRACTICE.contact.name.replace("'", "&#39;"), "Someone", "Home page", "does not name"),
        ("/", "<head>", '<head><meta name="robots" content="noindex">', "Home page", "noindex"),
        ("/", 'canonical" href="http://', 'canonical" href="https://x.', "Home page", "SITE_URL"),
        ("/", f'"{HELP}"', '"tel:1"', "Help line", "/ does not show the help line, tel:999"),
        (POST, "<head>", '<head><meta name="robots" content="noindex">', "Newest post", "noindex"),
        (
            POST,
            f'"{HELP}"',
            '"tel:1"',
            "Help line",
            "everything/ does not show the help",
        ),
        ("/", "u-url", "x-url", "Home page", "leads to no post"),
        ("/feed.xml", "http://127", "http://128", "Feed", "not have the newest post, http://127"),
        ("/sitemap.xml", "</urlset>", "", "Sitemap", "is cut off"),
        ("/sitemap.xml", "http://127", "http://128", "Sitemap", "does not name the home page"),
        ("/sitemap.xml", "/about/", "/about/</loc><loc>http://x.example/", "Sitemap", "http://x.e"),
        ("/robots.txt", "Allow: /", "Disallow: /", "Robots", "leave out the whole site"),
    ],
)
def test_what_is_broken_in_a_file_is_told(live, capsys, path, old, new, row, sentence):
    text = of(live, FILES.get(path, path))
    assert old in text
    live.answers[path] = (200, text.replace(old, new).encode())
    code, rows = said(live, capsys)
    assert code == 1
    assert sentence in rows[f"✗ {row}"]


@pytest.mark.parametrize(
    ("path", "row"),
    [
        ("/", "Home page"),
        (POST, "Newest post"),
        ("/feed.xml", "Feed"),
        ("/sitemap.xml", "Sitemap"),
    ],
)
def test_what_the_host_does_not_give_out_is_told(live, capsys, path, row):
    live.answers[path] = (500, b"")
    code, rows = said(live, capsys)
    assert code == 1
    assert rows[f"✗ {row}"] == f"{live.url}{path} answers with 500, not 200"


def test_an_address_that_is_sent_on_is_not_followed(live, capsys):
    home = of(live, "index.html").replace(POST, POST.rstrip("/"))  # which the host adds
    live.answers["/"] = (200, home.encode())
    assert "answers with 301, not 200" in said(live, capsys)[1]["✗ Newest post"]


def test_where_the_practice_has_no_help_line_none_is_missed(live):
    assert smoke(f"{live.url}/", replace(PRACTICE, help_lines=()), patience=0) == 0


def test_a_missing_page_that_is_not_answered_as_one_is_told(live, capsys, monkeypatch):
    live.lost = 200
    assert "answers with 200, not 404" in said(live, capsys)[1]["✗ Missing page"]
    live.lost = 404
    page = live.folder / "404.html"
    ours = page.read_bytes()
    page.write_text("<title>Not found</title>")
    assert "does not show our own page" in said(live, capsys)[1]["✗ Missing page"]
    page.write_bytes(ours)


def test_headers_that_are_missing_or_other_are_told(live, capsys):
    del live.headers["X-Content-Type-Options"]
    live.headers["Referrer-Policy"] = "unsafe-url"
    wrong = said(live, capsys)[1]["✗ Headers"]
    assert "/ is sent without X-Content-Type-Options: nosniff" in wrong
    assert "/ is sent without Referrer-Policy: no-referrer" in wrong
    assert wrong.count("is sent without") == 2


def test_a_host_that_sends_no_headers_needs_the_policy_in_the_page(live, capsys):
    live.headers.clear()
    live.headers["Server"] = "GitHub.com"
    assert "✓ Headers" in said(live, capsys)[1]
    live.answers["/"] = (200, of(live, "index.html").replace("Content-Security", "x").encode())
    assert "no policy of its own" in said(live, capsys)[1]["✗ Headers"]


@pytest.mark.parametrize("name", ["Set-Cookie", "set-cookie"])
def test_a_cookie_is_told(live, capsys, name):
    live.headers[name] = "visitor=1; Path=/"
    assert f"/ sets a cookie: {name}: visitor=1; Path=/" in said(live, capsys)[1]["✗ Cookies"]


@pytest.mark.slow
def test_the_live_site_is_compared_with_the_one_built_here(live, capsys):
    feed, old = of(live, "feed.xml"), "The first paragraph"
    Path("output").mkdir()
    Path("output/feed.xml").write_text(feed)
    assert "✓ Deploy" in said(live, capsys)[1]
    assert old in feed
    Path("output/feed.xml").write_text(feed.replace(old, "Another"))
    assert "feed.xml is not the one in output/" in said(live, capsys)[1]["✗ Deploy"]
    Path("output/feed.xml").write_text(feed.replace(live.url, "https://elsewhere.example"))
    assert "✓ Deploy" in said(live, capsys)[1]


@pytest.mark.parametrize(
    ("status", "location", "wrong"),
    [
        (301, "https://blog.example.com/", 0),
        (308, "https://blog.example.com/", 0),
        (200, "https://blog.example.com/", 1),
        (301, "http://www.blog.example.com/", 1),
    ],
)
def test_http_leads_to_https(status, location, wrong):
    known = {"url": "https://blog.example.com/", "plain": "http://blog.example.com/"}
    answer = status, f"Location: {location}\n\n"
    assert len(list(faults(row_of("http"), known, lambda url: answer))) == wrong


def test_a_header_is_one_in_small_letters_too():
    known = {"url": "https://blog.example.com/", "plain": "http://blog.example.com/"}
    answer = 301, "location: https://blog.example.com/\n\n"
    assert list(faults(row_of("http"), known, lambda url: answer)) == []


def test_signs_in_the_link_of_a_help_line_stand_for_themselves():
    known = {"url": "https://example.com/", "newest": "https://example.com/post/"}
    known |= {"help": "sms:85258?body=SHOUT%20(now)"}
    for link, wrong in ((known["help"], 0), ("sms:8525body=SHOUT%20now", 2)):
        answer = 200, f'<a href="{link}">'
        assert len(list(faults(row_of("Help line"), known, lambda url, a=answer: a))) == wrong


def test_each_address_is_asked_for_once_also_in_a_folder_of_a_host(monkeypatch):
    asked = []
    monkeypatch.setattr("blog.live.fetch", lambda url: asked.append(url) or (404, ""))
    look("https://example.com/blog/", PRACTICE)
    (missing,) = (address for address in asked if "no-such" in address)
    assert sorted(asked) == sorted(
        [
            *("https://example.com/blog/", "https://example.com/blog/post/", missing),
            *("https://example.com/blog/feed.xml", "https://example.com/blog/sitemap.xml"),
            *("https://example.com/robots.txt", "http://example.com/blog/"),
        ]
    )


def test_a_host_that_does_not_answer_is_told_in_one_sentence(live, capsys):
    with host() as gone:
        pass
    code, rows = said(gone, capsys)
    assert code == 1
    assert re.fullmatch(r"http://\S+ does not answer \(.*\)", rows["✗ Home page"])


def test_a_deploy_is_given_a_while_to_arrive(live, capsys, monkeypatch):
    live.answers["/"] = (404, b"")
    looks = []

    def sleep(seconds):
        looks.append(seconds)
        if len(looks) == 2:
            live.answers.clear()

    monkeypatch.setattr("time.sleep", sleep)
    assert smoke(f"{live.url}/", PRACTICE, patience=60) == 0
    said = capsys.readouterr().out
    assert said.count("Looking again, for 60 seconds at most") == 1
    assert said.startswith("Your website cannot be read at this address just now. Looking again")


def test_what_is_wrong_is_said_first_in_plain_words_and_once(live, capsys):
    live.headers["Set-Cookie"] = "a=b"
    smoke(f"{live.url}/", PRACTICE, patience=0)
    first, *_ = capsys.readouterr().out.partition("\n\nIn detail")
    assert first.splitlines() == [
        f"{live.url}/ is not as it should be.",
        "  The host marks your visitors with cookies; your privacy page says that nobody does.",
    ]
    live.headers.pop("Set-Cookie")
    live.answers |= {"/feed.xml": (500, b""), POST: (500, b"")}
    smoke(f"{live.url}/", PRACTICE, patience=0)
    said = capsys.readouterr().out
    assert said.count("Your newest post cannot be read as it should be.") == 1
    live.answers["/"] = (404, b"")
    smoke(f"{live.url}/", PRACTICE, patience=0)
    assert capsys.readouterr().out.splitlines()[:3] == [
        f"{live.url}/ is not as it should be.",
        "  Your website cannot be read at this address just now.",
        "",
    ]


def test_it_does_not_wait_for_ever(live, capsys):
    live.answers["/"] = (404, b"")
    assert said(live, capsys, patience=0.2)[0] == 1


def command(**env):
    command = [sys.executable, "-m", "blog.live"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "URL": "", **env}
    return subprocess.run(command, env=env, capture_output=True, text=True)


@pytest.mark.slow
def test_the_command_reads_the_address_and_the_facts(live):
    Path("content").mkdir()
    Path("content/practice.toml").write_bytes((CONTENT / "practice.toml").read_bytes())
    done = command(URL=live.url)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{live.url}/ is as it should be.\n")
    for url in ("blog.example.com", "https://", "http://[::1"):
        done = command(URL=url)
        assert done.returncode == 2
        assert done.stderr == f'"{url}" is no address; write make smoke URL=https://…\n'


def test_without_an_address_it_is_that_of_practice_toml(live, monkeypatch):
    Path("content").mkdir()
    Path("content/practice.toml").write_bytes((CONTENT / "practice.toml").read_bytes())
    monkeypatch.setenv("URL", "")
    monkeypatch.setattr("blog.live.smoke", lambda url, _: url)
    assert main() == "https://blog.example.com/"


def test_the_command_without_facts_says_so(live):
    done = command()
    assert (done.returncode, done.stderr) == (1, "content/practice.toml:1: this file is missing\n")
