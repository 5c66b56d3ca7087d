"""Nothing is lost: what is written is written whole, and never over what somebody else wrote."""

import errno
import http.client
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Timer
from urllib.parse import quote

import pytest
from blog import disk
from blog.desk import texts
from hypothesis import given
from hypothesis import strategies as st
from running import Desk, having, until, went_out, write

SLOW = pytest.mark.slow

# How a text is read and written

FILES = [
    "Title: Sleep\nDate: 2026-01-02\n\nRest well.\n",
    "Title:   Sleep\nx-unknown: kept\nTAGS: a,  b\n\n\n\nRest   well.\n\n    code\n",
    "---\nTitle: Sleep\n---\nRest well.\n",
    "Title: Sleep\nSummary: One\n    and two\n    and three\nTags: a\n\nRest.\n",
    "Allow: one because a\nAllow: two because b\nAllow: one because a\n\nRest.\n",
    "Title: Sleep\r\nTags: a\r\n\r\nRest\r\nwell.\r\n",
    "Title: Sleep\n\n",
    "Title: Sleep\nno line of a header\n\nRest.\n",
    "No header: at\n all? Not this one\n",
    "\nText below an empty line.\n",
    "Title:\nTags:\n\nRest.\n",
]


@pytest.mark.parametrize("said", FILES)
def test_a_text_that_she_has_not_changed_is_written_as_it_was(said):
    data = said.encode()
    assert texts.joined(**texts.parted(data), before=data) in (data, data.rstrip(b"\r\n") + b"\n")


@pytest.mark.parametrize(("minutes", "how"), [(-2, "public"), (2, "waiting")])
@pytest.mark.parametrize("zone", [None, UTC])
def test_a_text_with_an_hour_waits_for_it(minutes, how, zone):
    when = datetime.now(zone) + timedelta(minutes=minutes)
    said = {"title": "Rest", "date": when.isoformat(timespec="seconds")}
    assert texts.state(said) == (how, when.date().isoformat())


def test_only_what_she_changed_is_changed():
    before = b"---\nTitle:  Sleep \nSummary: One\n    and two\nodd: x\n...\n\nRest.\n"
    text = texts.parted(before)
    assert text["header"] == [["Title", "Sleep"], ["Summary", "One and two"], ["odd", "x"]]
    text["header"][0][1] = "Rest"
    text["body"] += "Well.\n"
    after = b"---\nTitle: Rest\nSummary: One\n    and two\nodd: x\n...\n\nRest.\nWell.\n"
    assert texts.joined(**text, before=before) == after


def test_of_two_lines_with_one_key_the_first_counts():
    assert texts.said(b"Title: One\ntitle: Two\n\nRest.\n") == {"title": "One"}


def test_a_header_that_is_new_is_parted_from_the_text():
    after = texts.joined([["Title", "Sleep"]], "Rest well.\n", before=b"Rest well.\n")
    assert after == b"Title: Sleep\n\nRest well.\n"


def test_what_an_old_editor_wrote_loses_no_letter_when_it_is_saved():
    before = "Title: Café\n\n“Quoted”, and ’tis well.\n".encode("cp1252")
    text = texts.parted(before)
    assert text["header"] == [["Title", "Café"]]
    assert texts.joined(**text, before=before).decode() == before.decode("cp1252")
    assert texts.decoded("Café".encode() + b" caf\xe9") == "Café café"  # both in one file


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)
KEYS = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,9}", fullmatch=True)
VALUES = WORDS.map(lambda said: " ".join(said.split())).filter(bool)
LINES = st.lists(st.tuples(KEYS, VALUES), min_size=1, unique_by=lambda line: line[0].lower())


@given(LINES, st.lists(WORDS).map("\n".join))
def test_what_is_written_is_read_again(header, body):
    text = {"header": [list(each) for each in header], "body": f"Words.\n{body}".rstrip() + "\n"}
    data = texts.joined(**text)
    assert texts.parted(data) == text
    assert texts.joined(**text, before=data) == data


# Saving


def place(desk, name, body="Rest well.", more=""):
    write(desk.folder, name, body, more)
    return f"/text/posts/{name}.md"


def test_saving_writes_the_file_and_says_its_new_mark(desk):
    at = place(desk, "saved")
    text = desk.ask("GET", at).json
    answer = desk.ask("PUT", at, {**text, "body": "Sleep well.\n"}).json
    assert (desk.folder / "content/posts/saved.md").read_text().endswith("\n\nSleep well.\n")
    assert answer["mark"] == desk.ask("GET", at).json["mark"] != text["mark"]


def test_a_file_that_was_changed_elsewhere_is_never_overwritten(desk):
    at = place(desk, "both")
    text = desk.ask("GET", at).json
    theirs = write(desk.folder, "both", "Theirs.").read_bytes()
    answer = desk.ask("PUT", at, {**text, "body": "Hers.\n"})
    assert (answer.status, answer.json["body"]) == (412, "Theirs.\n")
    assert (desk.folder / "content/posts/both.md").read_bytes() == theirs
    again = desk.ask("PUT", at, {**text, "body": "Hers.\n", "mark": answer.json["mark"]})
    assert again.status == 200


def test_of_windows_that_save_at_once_one_wins_and_the_others_see_it(desk):
    at = place(desk, "windows")
    text = desk.ask("GET", at).json
    with ThreadPoolExecutor(6) as windows:
        saves = [windows.submit(desk.ask, "PUT", at, {**text, "body": f"{n}\n"}) for n in range(6)]
    answers = [each.result() for each in saves]
    assert sorted(each.status for each in answers) == [200, *[412] * 5]
    assert len({each.json["body"] for each in answers}) == 1


def test_what_both_have_written_alike_is_no_conflict(desk):
    at = place(desk, "alike")
    text = desk.ask("GET", at).json
    write(desk.folder, "alike", "The same.")
    assert desk.ask("PUT", at, {**text, "body": "The same.\n"}).status == 200


def test_a_text_that_was_deleted_elsewhere_is_hers_to_write_again(desk):
    at = place(desk, "deleted")
    text = desk.ask("GET", at).json
    (desk.folder / "content/posts/deleted.md").unlink()
    assert desk.ask("GET", at).status == 404
    answer = desk.ask("PUT", at, {**text, "body": "Hers.\n"})
    assert (answer.status, answer.json["mark"]) == (412, "")
    assert desk.ask("PUT", at, {**text, "body": "Hers.\n", "mark": ""}).status == 200


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_where_the_disk_is_full_the_old_file_stays_and_nothing_beside_it(
    tmp_path, monkeypatch, number
):
    def fails(_):
        raise OSError(number, os.strerror(number))

    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(disk.os, "fsync", fails)
    with pytest.raises(OSError, match=os.strerror(number)):
        disk.write(path, b"new", lasting=True)
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]
    assert path.read_bytes() == b"old"


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(desk):
    at = place(desk, "closed")
    text = desk.ask("GET", at).json
    (desk.folder / ".desk/versions/posts").mkdir(parents=True, exist_ok=True)
    (desk.folder / ".desk/versions/posts/closed.md").write_text("no folder")
    answer = desk.ask("PUT", at, {**text, "body": "More.\n"})
    assert answer.status == 507
    assert "could not be written to the disk" in answer.json["error"]
    assert desk.ask("GET", at).json["body"] == text["body"]


def test_a_file_keeps_its_mode(desk):
    at = place(desk, "mode")
    path = desk.folder / "content/posts/mode.md"
    path.chmod(0o640)
    desk.ask("PUT", at, {**desk.ask("GET", at).json, "body": "More.\n"})
    assert path.stat().st_mode & 0o777 == 0o640


# What is typed and not saved


def test_what_she_typed_is_kept_beside_the_post_until_she_saves(desk):
    at = place(desk, "typed")
    text = desk.ask("GET", at).json
    assert text["kept"] is None
    typed = {"header": text["header"], "body": "Half a sen\n", "mark": text["mark"]}
    desk.look("posts/typed.md", typed["body"])
    again = desk.ask("GET", at).json
    assert {part: again["kept"][part] for part in typed} == typed
    assert again["body"] == text["body"]
    listed = {each["path"]: each["kept"] for each in desk.ask("GET", "/posts").json["texts"]}
    assert (listed["posts/typed.md"], listed["posts/sleep.md"]) == (True, False)
    desk.ask("PUT", at, {**text, "body": typed["body"]})
    assert desk.ask("GET", at).json["kept"] is None


def test_who_types_what_is_saved_has_nothing_kept(desk):
    at = place(desk, "thrown")
    text = desk.ask("GET", at).json
    desk.look("posts/thrown.md", "No.")
    desk.look("posts/thrown.md", text["body"], saved=True)
    assert desk.ask("GET", at).json["kept"] is None


def test_what_another_window_has_typed_is_told_and_is_an_earlier_version(desk):
    at = place(desk, "two")
    text = desk.ask("GET", at).json

    def typed(body, before):
        sent = {**text, "body": body, "typed": before}
        return desk.ask("POST", "/look", sent).json

    first = typed("One.\n", "")
    assert first["other"] is None
    second = typed("One, and more.\n", first["typed"])
    assert second["other"] is None
    elsewhere = typed("Of a window that knows none of it.\n", "")
    assert elsewhere["other"]["body"] == "One, and more.\n"
    assert elsewhere["other"]["mark"] == text["mark"]
    assert typed("And more.\n", elsewhere["typed"])["other"] is None
    (only,) = desk.ask("GET", "/versions/posts/two.md").json["ids"]
    version = desk.ask("GET", f"/versions/posts/two.md?id={only}".replace(" ", "%20"))
    assert version.json["other"]["body"] == "One, and more.\n"


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.002, *(pytest.param(d, marks=SLOW) for d in (0, 0.005))])
def test_a_desk_that_is_killed_while_it_saves_leaves_a_whole_file(folder, delay):
    whole = [f"{sign * 200_000}\n" for sign in "abc"]
    running = Desk(folder).come_in()
    text = running.ask("GET", "/text/posts/sleep.md").json
    with suppress(OSError, http.client.HTTPException):
        for body in whole:
            killing = Timer(delay, running.process.kill)
            if body == whole[-1]:
                killing.start()
            text |= running.ask("PUT", "/text/posts/sleep.md", {**text, "body": body}).json
    killing.join()
    running.kill()
    saved = texts.parted((folder / "content/posts/sleep.md").read_bytes())["body"]
    assert saved in whole[1:]


def test_a_file_that_notepad_wrote_as_unicode_is_read_as_its_words(desk):
    at, path = place(desk, "notepad"), desk.folder / "content/posts/notepad.md"
    path.write_bytes(("\ufeff" + path.read_text(encoding="utf-8")).encode("utf-16-le"))
    text = desk.ask("GET", at).json
    assert (text["header"][0], text["body"]) == (["Title", "About notepad"], "Rest well.\n")
    assert desk.ask("PUT", at, {**text, "body": "Café.\n"}).status == 200
    assert path.read_bytes().endswith("\n\nCafé.\n".encode())


def test_words_that_are_only_kept_do_not_reach_the_site_or_its_sources(desk):
    place(desk, "only")
    desk.look("posts/only.md", "A secret beginning")
    found = having(desk.folder, b"A secret beginning")
    assert {path.partition("/")[0] for path in found} <= {".desk", ".build"}


# Earlier versions


def test_each_save_keeps_the_version_before_it(desk):
    at = place(desk, "versions", "One.")
    for body in ("Two.\n", "Three.\n"):
        desk.ask("PUT", at, {**desk.ask("GET", at).json, "body": body})
    listed = desk.ask("GET", "/versions/posts/versions.md").json["ids"]
    assert len(listed) == 2
    then = desk.ask("GET", f"/versions/posts/versions.md?id={listed[1]}".replace(" ", "%20"))
    assert then.json["other"]["body"] == "One.\n"


def test_a_version_is_named_by_the_moment_when_it_went_and_the_desk_says_so(desk):
    """Written on Monday and again on Friday, it is Monday's that Friday is the name of."""
    at = place(desk, "until", "Of Monday.")
    listed = at.replace("/text", "/versions")
    assert "no earlier version yet" in desk.ask("GET", listed, Accept="text/html").text
    desk.ask("PUT", at, {**desk.ask("GET", at).json, "body": "Of Friday."})
    assert "until when each of them stood" in desk.ask("GET", listed, Accept="text/html").text


def test_two_texts_side_by_side_name_each_thing_as_the_screen_does(desk):
    two = {
        which: {"header": [["Category", "Nights"], ["slug", "a"], ["Allow", "b"]], "body": which}
        for which in ("mine", "other")
    }
    page = desk.ask("POST", "/both", {"name": "changed", **two}, Accept="text/html").text
    for line in ("Topic: Nights", "End of its address: a", "Allow: b"):
        assert page.count(line) == 2


def test_an_earlier_version_says_of_who_sees_it_and_where_what_holds_now(desk):
    at = place(desk, "as-now")
    text = desk.ask("GET", at).json
    now = [["Slug", "now"], ["Status", "draft"]]
    header = [*(line for line in text["header"] if line[0] != "Slug"), *now]
    desk.ask("PUT", at, {**text, "header": header})
    (only,) = desk.ask("GET", "/versions/posts/as-now.md").json["ids"]
    then = desk.ask("GET", f"/versions/posts/as-now.md?id={quote(only)}").json["other"]
    assert [line for line in then["header"] if line[0] in ("Slug", "Status")] == now


def test_twenty_versions_are_kept(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content/posts").mkdir(parents=True)
    yesterday = tmp_path / ".desk/versions/posts/a.md/2026-01-02 10-00-00-000000 saved.md"
    yesterday.parent.mkdir(parents=True)
    yesterday.write_bytes(b"of yesterday")
    for n in range(25):
        texts.keep_version("posts/a.md", b"%d" % n)
    latest, *_, earliest = texts.versions("posts/a.md").values()
    assert len(texts.versions("posts/a.md")) == texts.VERSIONS == 20
    assert (latest.read_bytes(), earliest.name) == (b"24", yesterday.name)
    for _ in range(25):  # by turns, in two windows
        texts.keep_version("posts/a.md", b"typed", "typed")
    assert [*texts.versions("posts/a.md")][20].endswith("saved")
    texts.keep_version("posts/a.md", b"24")
    assert texts.version("posts/a.md", next(iter(texts.versions("posts/a.md")))) == b"24"


def test_where_the_clock_is_set_back_the_latest_version_is_the_latest(tmp_path, monkeypatch):
    """As in the night when summer ends; and of the twenty none of today is taken for the oldest."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content/posts").mkdir(parents=True)
    for n in range(20):
        ahead = f".desk/versions/posts/a.md/2999-01-{n + 1:02} 10-00-00-999999 saved.md"
        texts.write(tmp_path / ahead, b"of a wrong year")
    for words in (b"One.", b"Two."):
        texts.keep_version("posts/a.md", words)
        assert texts.version("posts/a.md") == words
    assert next(iter(texts.versions("posts/a.md"))) == "2999-01-20 10-00-01-000001 saved"


# Its address


@pytest.mark.parametrize(
    ("before", "after", "aliases"),
    [
        ([["Slug", "old"]], [["Slug", "new"]], "old"),
        ([["Title", "Old one"]], [["Title", "New one"]], "old-one"),
        (
            [["Slug", "old"], ["Aliases", "older"]],
            [["Slug", "new"], ["Aliases", "older"]],
            "older, old",
        ),
        ([["Slug", "new"], ["Aliases", "old"]], [["Slug", "old"], ["Aliases", "old"]], "new"),
        ([["Slug", "old"]], [["Slug", "old"], ["Aliases", "old, older"]], "older"),  # as it was
        ([["Slug", "old"]], [["Slug", "old"], ["Title", "Other"]], None),
        ([["Slug", "old"]], [["Slug", "old"], ["Aliases", "b,a"]], "b,a"),  # as it was typed
        ([["Slug", "old"], ["Status", "draft"]], [["Slug", "new"]], None),
        ([["Slug", "old"], ["Date", "2999-01-01"]], [["Slug", "new"]], None),
        ([], [["Title", "New"]], None),
        ([["Slug", "A Chat!"]], [["Slug", "a-chat"]], None),  # which was never an address
        ([["Title", "Old one"]], [["Title", ""]], None),  # nor is this one, yet
    ],
)
def test_the_old_address_of_a_public_text_leads_on(before, after, aliases):
    found = texts.led_on(after, texts.joined(before, ""))
    assert dict(found).get("Aliases") == aliases


def test_the_answer_has_the_aliases_that_were_added(desk):
    at = place(desk, "renamed")
    went_out(desk.folder)
    text = desk.ask("GET", at).json
    header = [[key, "another-name" if key == "Slug" else said] for key, said in text["header"]]
    assert ["Aliases", "renamed"] in desk.ask("PUT", at, {**text, "header": header}).json["header"]


def test_a_public_text_that_gets_another_name_is_looked_at_as_it_will_be_saved(desk):
    """Saving lets its old address lead on, so that there is nothing to say of that."""
    path = place(desk, "renamed").removeprefix("/text/")
    went_out(desk.folder)
    known = {"https://blog.example.com": {"/post/renamed/": f"content/{path}"}}
    (desk.folder / ".published.json").write_text(json.dumps(known))
    header = [["Title", "Rest"], ["Date", "2026-01-02"], ["Category", "Nights"]]
    found = desk.look(path, "Rest well.", header)["findings"]
    assert not [each for each in found if "old links" in each["message"]]
    (desk.folder / f"content/{path}").write_text("Title: Rest\nDate: 2026-01-02\n\nRest well.\n")
    found = desk.look(path, "Rest well.", saved=True)["findings"]  # as nobody at the desk left it
    assert [each for each in found if "old links" in each["message"]]


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("What now?", "here"),  # with which no website is made
        (" 1st #2", "here"),
        ("Über Nacht", "Über Nacht"),
        ("A CAPITAL", "A CAPITAL"),
    ],
)
def test_a_text_whose_file_has_an_odd_name_can_have_another_address(desk, name, now):
    path = write(desk.folder, name)
    text = desk.ask("GET", f"/text/posts/{quote(name)}.md").json
    header = [["Slug", "here"] if key == "Slug" else [key, value] for key, value in text["header"]]
    saved = desk.ask("PUT", f"/text/posts/{quote(name)}.md", {**text, "header": header}).json
    assert (saved["path"], saved["slug"]) == (f"posts/{now}.md", "here")
    assert path.exists() == (name == now)
    there = quote(f"posts/{now}.md")
    assert desk.ask("GET", f"/text/{there}").json["mark"] == saved["mark"]
    assert len(desk.ask("GET", f"/versions/{there}").json["ids"]) == 1  # which came along


def test_a_text_takes_no_name_that_another_one_has(desk):
    path = write(desk.folder, "taken?", "Rest well.")
    at, there = f"/text/posts/{quote('taken?')}.md", write(desk.folder, "taken", "Theirs.")
    text = desk.ask("GET", at).json
    header = [*text["header"][:-1], ["Slug", "taken"]]
    saved = desk.ask("PUT", at, {**text, "header": header, "body": "Hers.\n"}).json
    assert saved["path"] == "posts/taken?.md"
    assert "Theirs." in there.read_text()
    assert "Hers." in path.read_text()


def test_an_address_that_nobody_has_seen_is_left_behind(desk):
    at = place(desk, "unseen")
    text = desk.ask("GET", at).json
    header = [[key, "seen-never" if key == "Slug" else said] for key, said in text["header"]]
    answer = desk.ask("PUT", at, {**text, "header": header}).json
    assert "Aliases" not in dict(answer["header"])
    assert answer["slug"] == "seen-never"


def test_lines_keep_their_order_and_spelling_and_what_is_empty_is_none():
    before = b"title: One\nPart:\nDate: 2026-01-02\n\nRest.\n"
    sent = [["Date", "2026-01-03"], ["Title", "Two"], ["Tags", ""], ["Part", ""], ["Odd", "x"]]
    found = texts.joined(sent, "Rest.\n", before)
    assert texts.parted(found)["header"] == [
        ["title", "Two"],
        ["Part", ""],
        ["Date", "2026-01-03"],
        ["Odd", "x"],
    ]


# Thrown away


def facts(desk) -> str:
    return (desk.folder / "content/practice.toml").read_text(encoding="utf-8")


def test_a_draft_is_thrown_away_and_comes_back(desk):
    at = place(desk, "thrown-draft", more="Status: draft\n")
    before, practice = (desk.folder / "content/posts/thrown-draft.md").read_bytes(), facts(desk)
    assert desk.throw("posts/thrown-draft.md").status == 200
    assert desk.ask("GET", at).status == 404
    thrown = ["posts/thrown-draft.md", "About thrown-draft"]
    assert thrown in desk.ask("GET", "/posts").json["thrown"]
    assert desk.ask("POST", "/back", {"place": thrown[0]}).json == {"path": thrown[0]}
    assert (desk.folder / "content/posts/thrown-draft.md").read_bytes() == before
    assert thrown not in desk.ask("GET", "/posts").json["thrown"]
    assert desk.ask("POST", "/back", {"place": thrown[0]}).status == 409
    assert facts(desk) == practice


def test_a_text_that_visitors_see_is_taken_back_before_it_is_thrown_away(desk):
    place(desk, "seen")
    went_out(desk.folder)
    answer = desk.throw("posts/seen.md")
    assert (answer.status, "First take it back" in answer.json["error"]) == (409, True)
    place(desk, "seen", more="Status: draft\n")
    assert desk.throw("posts/seen.md").status == 409  # they see it until she has published
    went_out(desk.folder)
    assert desk.throw("posts/seen.md").status == 200


def test_what_was_typed_into_a_text_that_is_thrown_away_is_a_version_of_it(desk):
    at = place(desk, "typed-and-thrown")
    desk.look("posts/typed-and-thrown.md", "Half a sen")
    assert desk.throw("posts/typed-and-thrown.md").status == 200
    assert desk.ask("POST", "/back", {"place": "posts/typed-and-thrown.md"}).status == 200
    assert desk.ask("GET", at).json["body"] == "Half a sen\n"
    assert earlier(desk, "typed-and-thrown") == ["Half a sen\n", "Rest well.\n"]
    page = desk.ask("GET", "/versions/posts/typed-and-thrown.md", Accept="text/html").text
    assert page.count("(typed, and not saved)") == 1


def earlier(desk, name) -> list[str]:
    """The words of the earlier versions, the latest first."""
    address = f"/versions/posts/{name}.md"
    ids = desk.ask("GET", address).json["ids"]
    return [desk.ask("GET", f"{address}?id={quote(each)}").json["other"]["body"] for each in ids]


@pytest.mark.slow
def test_what_another_window_has_typed_stays_when_this_one_saves(desk):
    at = place(desk, "shared")
    text = desk.ask("GET", at).json
    desk.look("posts/shared.md", "Of the other one.")
    for words, others in (("Rest well.", "Of the other one.\n"), ("Of this one.", None)):
        answer = desk.ask("PUT", at, {**text, "body": words}).json
        assert answer["other"] == others or answer["other"]["body"] == others
    assert earlier(desk, "shared") == ["Rest well.\n", "Of the other one.\n"]


def test_a_file_without_a_word_is_opened_and_can_be_thrown_away(desk):
    at, path = place(desk, "blank"), desk.folder / "content/posts/blank.md"
    path.write_bytes(b"")
    assert desk.ask("GET", at).status == 200
    assert desk.throw("posts/blank.md").status == 200
    assert not path.exists()


def test_a_text_that_is_gone_and_of_which_no_word_is_left_does_not_stop_the_list(desk):
    text = desk.ask("GET", place(desk, "nothing")).json
    desk.ask("POST", "/look", {**text, "header": [], "body": ""})
    (desk.folder / "content/posts/nothing.md").unlink()
    assert "posts/nothing.md" not in dict(desk.ask("GET", "/posts").json["thrown"])


def test_what_cannot_be_read_is_not_blamed_on_the_disk(desk):
    answer = desk.ask("GET", f"/text/posts/{'long' * 80}.md")
    assert "could not be read (File name too long" in answer.json["error"]


def test_a_text_that_was_changed_elsewhere_is_not_thrown_away(desk):
    at = place(desk, "not-thrown")
    mark = desk.ask("GET", at).json["mark"]
    write(desk.folder, "not-thrown", "Theirs.")
    assert desk.throw("posts/not-thrown.md", mark).status == 412
    assert desk.ask("GET", at).json["body"] == "Theirs.\n"


# What changes is told


def test_a_window_hears_how_its_text_is(desk):
    at = place(desk, "told")
    for body in ("Hers.", "Theirs.", None):
        if body:
            write(desk.folder, "told", body)
        else:
            (desk.folder / "content/posts/told.md").unlink()
        mark = desk.ask("GET", f"/mark{at}").json["mark"]
        assert mark == (desk.ask("GET", at).json["mark"] if body else "")


def test_a_screen_without_a_text_hears_that_the_desk_is_there_and_no_more(desk):
    assert desk.ask("GET", "/mark/posts").json == {"mark": ""}


# Opening and closing


@pytest.mark.slow
def test_a_second_double_click_opens_the_desk_that_is_running(desk):
    second = desk.start()
    assert second.wait(timeout=60) == 0
    assert json.loads(desk.opener.read_bytes()) in desk.log.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_desk_that_cannot_write_says_why_in_a_sentence(folder):
    (folder / ".desk").write_text("no folder")
    env = {**os.environ, "NO_BROWSER": "1", "PYTHONPATH": str(folder / "plugins")}
    command = [sys.executable, "-m", "blog.desk"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The desk has stopped: [Errno 17] File exists: '.desk'. If the")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_closing_it_ends_it(folder):
    running = Desk(folder).come_in()
    assert running.ask("POST", "/close", {}).status == 200
    assert running.process.wait(timeout=30) == 0
    assert running.log.read_text(encoding="utf-8").endswith("The desk is closed.\n")
    assert not running.opener.exists()
    until(lambda: not (folder / ".desk/open.json").exists())
