"""Nobody else gets in: what another user, program, website or text would try against the desk."""

import contextlib
import json
import re
import socket
import stat
from errno import ENOSPC
from pathlib import Path
from urllib.parse import unquote

import pytest
from blog.desk import door
from blog.desk.door import Door
from running import Desk, having, write

PLACE = "/text/posts/sleep.md"


@pytest.fixture(scope="module")
def text(desk):
    return desk.ask("GET", PLACE).json


def saved(desk) -> bytes:
    return (desk.folder / "content/posts/sleep.md").read_bytes()


# Another user, or another program, of this computer


@pytest.mark.brief(6)
@pytest.mark.parametrize("cookie", [None, "", "desk=1", "desk-{port}=", "desk-{port}=guess"])
@pytest.mark.parametrize("path", ["/", "/posts", PLACE, "/mark/posts", "/static/desk.js"])
def test_without_the_cookie_there_is_nothing(desk, path, cookie):
    port = desk.address.rpartition(":")[2]
    answer = desk.ask("GET", path, Cookie=cookie and cookie.format(port=port))
    assert (answer.status, [*answer.json]) == (401, ["error"])


def test_the_key_opens_once(desk):
    first = desk.send("GET", f"/{desk.key_address.rpartition('/')[2]}")
    assert first.status == 401  # her own browser has used it
    assert "set-cookie" not in first.headers
    assert desk.opener.read_text() not in (
        f'"{desk.key_address}"',
        "",
    )


@pytest.mark.parametrize("key", ["", "guess", "%C3%A9", "%FF", "x" * 5000])
def test_a_wrong_key_opens_nothing(desk, key):
    assert desk.send("GET", f"/?key={key}").status == 401


def test_only_she_can_read_the_key(desk):
    assert stat.S_IMODE(desk.opener.stat().st_mode) == 0o600
    assert stat.S_IMODE(desk.opener.parent.stat().st_mode) == 0o700


@pytest.mark.slow
def test_a_desk_that_was_copied_open_to_all_is_hers_alone_again(folder):
    own = folder / ".desk"
    own.mkdir(mode=0o755)
    (own / "open.json").write_text('"http://127.0.0.1:8000/?key=old"')
    desk = Desk(folder).come_in()
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    desk.end()


def test_a_key_that_could_not_be_written_down_does_not_lock_her_out(tmp_path, monkeypatch):
    opener = tmp_path / "open.json"
    made = Door(opener, "http://127.0.0.1:1", None, "http://127.0.0.1:2", None)
    key = made.key

    def full(*_, **__):
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(door, "write", full)
    with pytest.raises(OSError, match="No space"):
        made.change_key()
    assert json.loads(opener.read_bytes()).endswith(f"?key={made.key}")
    assert made.key == key


def test_the_cookie_is_out_of_the_reach_of_scripts_and_of_other_sites(desk):
    answer = desk.entered
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert {"HttpOnly", "SameSite=strict"} <= set(answer.headers["set-cookie"].split("; "))


def test_who_has_typed_the_bare_address_reads_a_page_that_says_how_to_come_in(desk):
    answer = desk.send("GET", "/", headers={"Accept": "text/html,application/xhtml+xml"})
    assert answer.status == 401
    assert "<h1>Your desk</h1>" in answer.text
    assert "Open the desk again" in answer.text
    assert "error" not in answer.text


def test_it_is_not_there_for_other_computers(desk):
    port = int(desk.address.rpartition(":")[2])
    with contextlib.suppress(OSError):
        here = socket.gethostbyname(socket.gethostname())
        if not here.startswith("127."):
            with pytest.raises(OSError, match="refused"):
                socket.create_connection((here, port), timeout=5)
    with pytest.raises(OSError, match=r"refused|timed out|assign"):  # a Mac has no such address
        socket.create_connection(("127.0.0.2", port), timeout=5)


# Another website, in her own browser


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "localhost", "localhost:{port}", "127.0.0.1", "127.0.0.1:80", ""]
)
def test_a_website_that_gives_itself_this_address_is_sent_away(desk, host):
    port = desk.address.rpartition(":")[2]
    assert desk.ask("GET", "/posts", Host=host.format(port=port)).status in (400, 421)


def test_two_names_are_one_too_many(desk):
    hosts = [desk.host, "elsewhere.example"]
    assert desk.ask("GET", "/posts", Host=hosts).status in (400, 421)


ORIGINS = [None, "null", "", "https://elsewhere.example", "http://localhost:{port}", "{beside}"]


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", PLACE), ("POST", "/new"), ("POST", "/publish"), ("PUT", "/practice")],
)
def test_another_origin_writes_nothing(desk, text, method, path, origin):
    before = saved(desk)
    port = desk.address.rpartition(":")[2]
    given = origin and origin.format(port=port, beside=desk.beside)
    sent = {**text, "body": "taken over"}
    assert desk.ask(method, path, sent, Origin=given).status == 403
    assert saved(desk) == before


@pytest.mark.parametrize("site", ["cross-site", "same-site", "odd"])
@pytest.mark.parametrize(("method", "path"), [("PUT", PLACE), ("GET", PLACE), ("GET", "/")])
def test_what_a_browser_says_comes_from_another_site_is_refused(desk, text, site, method, path):
    assert desk.ask(method, path, text, Sec_Fetch_Site=site).status == 403


@pytest.mark.parametrize(
    "kind",
    [
        *(None, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"),
        *("application/jsonp", "text/plain; x=application/json", "application/octet-stream"),
    ],
)
def test_what_a_form_of_a_website_can_send_writes_nothing(desk, text, kind):
    before = saved(desk)
    answer = desk.ask("PUT", PLACE, {**text, "body": "taken over"}, Content_Type=kind)
    assert answer.status in (400, 415)
    assert saved(desk) == before


def test_no_other_website_may_read_or_frame_it(desk):
    answer = desk.ask("GET", "/", Origin=None)  # which a browser names only where it writes
    assert answer.status == 200
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert desk.ask("OPTIONS", PLACE).status >= 400


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "TRACE"])
def test_what_is_not_meant_to_be_done_is_not_done(desk, method):
    before = saved(desk)
    assert desk.ask(method, PLACE, {}).status >= 400
    assert saved(desk) == before


# A path out of content/

PATHS = [
    *("../pelicanconf.py", "%2e%2e/pelicanconf.py", "posts/../practice.toml", "practice.toml"),
    *("posts/%2e%2e/%2e%2e/pelicanconf.py", "posts/..%2f..%2fpelicanconf.py", "posts/.sleep.md"),
    *("posts/sleep.md%00", "posts/sleep.md%00.md", "/etc/passwd", "%2fetc/passwd", "posts/"),
    *("images/x.md", "posts\\..\\x.md", "posts/..%5c..%5cx.md", "posts/x.toml", "posts/x.MD"),
    *("posts//sleep.md", "posts/./sleep.md", "Posts/sleep.md", "posts/CON:x.md", "posts/linked.md"),
    *("posts/away/x.md", "posts/sl\neep.md"),
]


@pytest.fixture(scope="module")
def links(desk):
    """A link to a file elsewhere, and one to a folder elsewhere."""
    away = desk.folder / "away"
    away.mkdir()
    (away / "x.md").write_text("Title: Secret\n\nNobody's business.\n")
    made = [desk.folder / "content/posts/linked.md", desk.folder / "content/posts/away"]
    made[0].symlink_to(away / "x.md")
    made[1].symlink_to(away)
    yield away
    for link in made:
        link.unlink()


@pytest.mark.parametrize("path", PATHS)
def test_nothing_outside_is_read_or_written(desk, links, text, path):
    path = path.replace("\n", "%0a")
    for of in ("text", "versions"):
        if (of, path) == ("versions", "practice.toml"):
            continue  # of which there are versions, too
        answer = desk.ask("GET", f"/{of}/{path}")
        assert answer.status in (404, 405, 307), of
        assert b"business" not in answer.body
    sent = {**text, "mark": "", "body": "taken over"}
    assert desk.ask("PUT", f"/text/{path}", sent).status in (404, 405)
    assert desk.ask("POST", "/look", {**sent, "path": unquote(path)}).status == 404
    found = [*desk.folder.rglob("*.md"), *desk.folder.rglob("*.toml"), *desk.folder.rglob("*.py")]
    assert not [each for each in found if each.is_file() and b"taken over" in each.read_bytes()]


@pytest.mark.parametrize("screen", ["posts", "publish"])
def test_what_is_no_text_is_named_and_hides_no_other_one(desk, links, screen):
    folder = desk.folder / "content/posts/folder.md"
    round_and_round = desk.folder / "content/posts/round.md"
    folder.mkdir()
    round_and_round.symlink_to("round.md")
    answer = desk.ask("GET", f"/{screen}", Accept="text/html")
    round_and_round.unlink()
    folder.rmdir()
    assert answer.status == 200
    assert screen != "publish" or "content/posts/linked.md" in answer.text


@pytest.mark.brief(2)
@pytest.mark.parametrize(
    "way",
    [
        "{static}../../../outside/secret.txt",
        "{static}/../../outside/secret.txt",
        "{static}../images/../../../outside/secret.txt",
        "{attach}../../../outside/secret.txt",
        "{static}../../../outside",
        "{static}//outside/secret.txt",
    ],
)
def test_a_link_of_a_text_brings_nothing_in_from_outside(desk, way):
    """Pelican copies what such a link leads to, and to where it leads from the site's folder."""
    outside = desk.folder.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret.txt").write_text("What nobody may read")
    way = way.replace("//outside", f"//{outside}")
    desk.look("posts/sleep.md", f"A [paper]({way}) and ![one]({way}).\n")
    assert having(desk.folder, b"What nobody may read") == []
    assert having(desk.folder.parent, b"What nobody may read") == ["outside/secret.txt"]


def test_no_link_is_listed(desk, links):
    listed = [each["path"] for each in desk.ask("GET", "/posts").json["texts"]]
    assert "posts/sleep.md" in listed
    assert not {"posts/linked.md", "posts/away/x.md"} & {*listed}
    assert "Secret" not in desk.ask("GET", "/publish").json["new"]


@pytest.mark.parametrize("path", ["../door.py", "%2e%2e/door.py", "..%2fdoor.py", "/etc/passwd"])
@pytest.mark.parametrize("root", ["static", "theme"])
def test_nothing_beside_the_desks_own_files_is_shown(desk, root, path):
    assert desk.ask("GET", f"/{root}/{path}").status == 404


@pytest.mark.parametrize("name", ["../../practice.toml", "..", "/etc/passwd", "x", "%2e%2e"])
def test_a_version_is_one_that_is_listed(desk, name):
    for place in ("posts/sleep.md", "practice.toml"):
        assert desk.ask("GET", f"/versions/{place}?id={name}").status == 404
    assert desk.ask("POST", "/back", {"place": "practice.toml", "id": name}).status == 404


@pytest.mark.slow
def test_a_file_that_is_sent_keeps_its_place(desk):
    desk.ask("POST", "/import?name=../../content/posts/x.txt", b"Title\n\nSome words.\n")
    desk.ask(
        "POST",
        "/picture?name=../../../x.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>',
    )
    assert [*desk.folder.glob("content/images/x-*.svg")]
    assert not (desk.folder / "content/posts/x.txt").exists()


# What is sent

ODD = [
    *(b"", b"{", b"[]", b"null", b'"x"', b"1", b"\xff", b'{"a": NaN}', b"[" * 100_000),
    *(b'{"header": [], "body": 1, "mark": ""}', b'{"header": 1, "body": "", "mark": ""}'),
    *(b'{"header": [["a"]], "body": "", "mark": ""}', b'{"header": [], "body": ""}'),
    *(b'{"header": [["a", 1]], "body": "", "mark": ""}',),
    *(b'{"header": [["a: b\\nc", "x"]], "body": "", "mark": ""}',),
    *(b'{"header": [["", "x"]], "body": "", "mark": ""}',),
    *(b'{"header": [], "body": "\\ud800", "mark": ""}',),
]


@pytest.mark.parametrize("sent", ODD, ids=lambda sent: sent.decode("latin-1")[:40])
def test_what_is_no_text_is_refused_and_writes_nothing(desk, sent):
    before = saved(desk)
    answer = desk.ask("PUT", PLACE, sent, Content_Type="application/json")
    assert (answer.status, [*answer.json]) == (400, ["error"])
    assert saved(desk) == before


@pytest.mark.parametrize(
    ("method", "path", "sent"),
    [
        ("POST", "/new", {"title": 1}),
        ("POST", "/paste", {"html": 5}),
        ("POST", "/look", {"path": ["x"], "header": [], "body": "", "mark": ""}),
        ("POST", "/picture", {"data": "x", "name": "x.png"}),
        ("POST", "/throw", {"path": 1, "mark": ""}),
        ("POST", "/both", {"mine": 1, "other": [], "name": "kept"}),
        ("PUT", "/practice", {"mark": 1, "values": "x"}),
        ("GET", "/posts?more=1", None),
        ("GET", "/versions/posts/sleep.md?func=1", None),
    ],
)
@pytest.mark.parametrize("kind", ["application/json", "text/html"])
def test_what_is_of_the_wrong_kind_is_not_understood_and_writes_nothing(
    desk, method, path, sent, kind
):
    before = having(desk.folder / "content", b"")
    answer = desk.ask(method, path, sent, Accept=kind)
    if (path, kind) == ("/both", "application/json"):
        assert answer.json == sent  # what it only prints
    else:
        assert answer.status in (400, 412)
        assert answer.json["error"]
    assert having(desk.folder / "content", b"") == before


def test_no_value_can_be_a_second_line_of_the_header(desk):
    write(desk.folder, "lines")
    there = desk.ask("GET", "/text/posts/lines.md").json
    there["header"][0][1] = "One\nStatus: hidden\r\nExit: yes"
    answer = desk.ask("PUT", "/text/posts/lines.md", there)
    assert answer.status == 200
    assert answer.json["header"][0] == ["Title", "One Status: hidden Exit: yes"]


def test_what_is_too_large_is_refused(desk):
    large = b'{"title": "' + b"x" * 2_000_000 + b'"}'
    assert desk.ask("POST", "/new", large, Content_Type="application/json").status == 413


def test_what_comes_in_parts_without_an_end_is_refused(desk):
    line = socket.create_connection(("127.0.0.1", int(desk.address.rpartition(":")[2])), timeout=20)
    said = {**desk.headers, "Host": desk.host, "Content-Type": "application/json"}
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    line.sendall(f"POST /new HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\n".encode())
    with contextlib.suppress(OSError):  # it has heard enough
        for _ in range(50):
            line.sendall(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
    with contextlib.suppress(OSError):
        assert b" 413 " in line.recv(100)
    line.close()


@pytest.mark.parametrize("more", [{"target": "me@host:/"}, {"command": "rm"}, {"way": "rsync"}])
def test_publishing_takes_nothing_from_the_request(desk, more):
    assert desk.ask("POST", "/publish", more).status == 400


# Her drafts, in the preview


def test_the_preview_beside_it_has_the_same_door(desk):
    def ask(**headers):
        return desk.send("GET", "/", None, headers, host=desk.beside).status

    assert ask() == 401
    assert ask(Cookie=desk.headers["Cookie"], Host="elsewhere.example") == 421
    assert ask(Cookie=desk.headers["Cookie"]) in (200, 404)


def test_html_in_a_text_runs_on_another_origin_which_may_not_ask_the_desk(desk):
    screen = desk.ask("GET", "/text/posts/sleep.md", Accept="text/html").text
    (frame,) = re.findall('<iframe data-src="(.*?)"', screen)
    assert frame.startswith(desk.beside)
    cookie = {"Cookie": desk.headers["Cookie"]}
    page = desk.send("GET", frame.removeprefix(desk.beside), None, cookie, host=desk.beside)
    rules = f"img-src 'self' data:; frame-ancestors 'self' {desk.address}"
    assert page.headers["content-security-policy"] == rules
    assert desk.ask("GET", "/posts", Sec_Fetch_Site="same-site").status == 403


@pytest.mark.slow
def test_the_keys_are_made_anew_at_each_start(desk, folder):
    another = Desk(folder).come_in()
    another.end()
    found = {each.key_address.partition("=")[2] for each in (desk, another)}
    found |= {each.headers["Cookie"].partition("=")[2] for each in (desk, another)}
    assert len(found) == 4
    assert not Path(folder, ".desk/open.json").exists()
