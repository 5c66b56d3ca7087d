"""What was published and would be gone: each address is missed, with the exact line to add."""

from pathlib import Path

import pytest
from blog.redirects.published import addresses, check_moved, ledger, remember
from built import run_to_writing
from written import FACTS, content

ROOT = Path(__file__).parents[2]
TOML = Path("content/practice.toml")
X = "content/posts/x.md"
POST = "Title: On sleep\nDate: 2026-06-09\n{}\nText."
SITE_LINE = FACTS.decode().split("\n").index("[site]") + 1


def broken(address: str) -> str:
    return f"old links to {address} would break"


def here_or_nowhere(address: str, line: str) -> str:
    return f'{broken(address)}; to lead them here, write the line "{line}"; {let_go(address)}'


def let_go(address: str) -> str:
    listed = ", ".join(f'"{each}"' for each in address.split(" and "))
    return f"to let them go, add {listed} to removed = [ ] below [site] in content/practice.toml"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A function from some files to the site that they make, with those that are always there."""
    monkeypatch.chdir(tmp_path)

    def site(files):
        run = run_to_writing(content(tmp_path, files))
        assert [problem for problem in run.problems if problem.stops] == []
        return run

    return site


def said(site, before) -> list[str]:
    return [str(problem) for problem in check_moved(before, site)]


def test_what_is_published_are_texts_and_what_leads_to_them(site):
    assert addresses(site({"posts/x.md": POST.format("Aliases: old, /blog/old\n")})) == {
        "/about/": "content/pages/about.md",
        "/blog/old/": X,
        "/book-online/": "",
        "/post/another-post/": "content/posts/other.md",
        "/post/old/": X,
        "/post/on-sleep/": X,
        "/who-we-are/": "",
    }


def test_what_is_still_there_is_not_missed(site):
    here = site({"posts/x.md": POST.format("")})
    assert said(here, addresses(here)) == []


@pytest.mark.brief
@pytest.mark.parametrize(
    ("header", "before", "line", "added"),
    [
        ("", "/post/sleep/", 1, "Aliases: /post/sleep/"),
        ("Slug: rest\n", "/post/on-sleep/", 3, "Aliases: /post/on-sleep/"),
        ("Aliases: a, b\n", "/post/sleep/", 1, "Aliases: a, b, /post/sleep/"),
        ("", "/blog/sleep/", 1, "Aliases: /blog/sleep/"),
    ],
)
def test_a_post_that_moved_is_told_which_alias_to_add(site, header, before, line, added):
    here = site({"posts/x.md": POST.format(header)})
    assert said(here, {before: X}) == [f"{X}:{line}: {here_or_nowhere(before, added)}"]
    header = header if "Aliases" not in header else ""
    assert said(site({"posts/x.md": POST.format(f"{header}{added}\n")}), {before: X}) == []


def test_a_page_that_moved_is_told_too(site):
    assert said(site({}), {"/who-i-am/": "content/pages/about.md"}) == [
        f"content/pages/about.md:1: {here_or_nowhere('/who-i-am/', 'Aliases: /who-i-am/')}"
    ]


def test_an_alias_that_is_taken_out_again_is_missed(site):
    before = addresses(site({"posts/x.md": POST.format("Aliases: old\n")}))
    assert said(site({"posts/x.md": POST.format("")}), before) == [
        f"{X}:1: {here_or_nowhere('/post/old/', 'Aliases: /post/old/')}"
    ]


@pytest.mark.parametrize(
    "header", ["Status: draft\n", "Status: hidden\n", "Modified: 2099-01-01\n"]
)
@pytest.mark.parametrize("path", [X, ""])
def test_a_post_that_was_taken_back_returns_by_itself(site, header, path):
    day = "2099-01-01" if "Modified" in header else "2026-06-09"
    here = site({"posts/x.md": POST.format(header).replace("2026-06-09", day)})
    assert said(here, {"/post/on-sleep/": path}) == []


def test_an_alias_in_a_draft_leads_nobody_on_yet(site):
    here = site({"posts/x.md": POST.format("Status: draft\nAliases: old\n")})
    other = "content/posts/other.md"
    told = here_or_nowhere("/post/old/", "Aliases: /post/old/")
    assert said(here, {"/post/old/": other}) == [f"{other}:1: {told}"]


def test_nor_is_one_missed_that_has_another_address_now_until_it_is_public(site):
    assert said(site({"posts/x.md": POST.format("Status: draft\n")}), {"/post/sleep/": X}) == []


@pytest.mark.parametrize("address", ["/post/sleep/", "/a-blog-that-was/on-sleep/"])
def test_a_file_that_is_gone_is_looked_for_among_the_new_ones(site, address):
    """As where its file was renamed too, or nothing but the live sitemap is known."""
    before = {address: "content/posts/sleep.md", "/post/another-post/": ""}
    here = site({"posts/x.md": POST.format("")})
    told = here_or_nowhere(address, f"Aliases: {address}")
    assert said(here, before) == [f"{X}:1: {told}"]


def test_and_not_among_those_that_were_there_before(site):
    before = {"/post/another-posts/": "content/posts/gone.md", "/post/another-post/": ""}
    (found,) = said(site({}), before)
    assert found.startswith(f"content/practice.toml:{SITE_LINE}: {broken('/post/another-posts/')}")


def test_a_post_that_is_gone_needs_a_new_page_for_its_readers_or_a_word(site):
    led = "to lead them to another page, add an old address below [[redirects]], or"
    told = f"{broken('/post/grief/')}; {led}"
    assert said(site({}), {"/post/grief/": "content/posts/grief.md"}) == [
        f"content/practice.toml:{SITE_LINE}: {told} {let_go('/post/grief/')}"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[site]", '[site]\nremoved = ["/post/grief/"]'),
        ("[site]", '[site]\nremoved = ["https://blog.example.com/post/grief"]'),
        ('old = "/who-we-are"', 'old = "/post/grief"'),
    ],
)
def test_it_has_been_said_what_became_of_it(site, old, new):
    here = site({"practice.toml": FACTS.decode().replace(old, new)})
    assert said(here, {"/post/grief/": "content/posts/grief.md"}) == []


def test_what_was_taken_down_leads_nowhere(site):
    here = site({"practice.toml": FACTS.decode().replace("[site]", '[site]\nremoved = ["/gone/"]')})
    assert "/gone/" not in addresses(here)


def test_several_addresses_of_one_text_are_one_line_to_add(site):
    here = site({"posts/x.md": POST.format("")})
    told = here_or_nowhere("/post/sleep/ and /blog/rest/", "Aliases: /post/sleep/, /blog/rest/")
    assert said(here, {"/post/sleep/": X, "/blog/rest/": X}) == [f"{X}:1: {told}"]


def test_all_that_is_gone_at_once_is_one_list_to_add(site):
    (found,) = said(site({}), {"/post/grief/": "content/posts/grief.md", "/post/old/": ""})
    assert f": {broken('/post/grief/ and /post/old/')}; " in found
    assert found.endswith(let_go("/post/grief/ and /post/old/"))


def test_tags_and_categories_come_and_go(site):
    assert said(site({}), {"/tag/gone/": "", "/category/gone/": "", "/archive/": ""}) == []


def test_what_was_once_public_is_missed_however_long_it_was_away(site):
    """Published, taken back, published, and let in again by another title."""
    for header, title in (("", "On sleep"), ("Status: draft\n", "On sleep"), ("", "On rest")):
        here = site({"posts/x.md": POST.format(header).replace("On sleep", title)})
        told = said(here, ledger().get("https://www.example.com", {}))
        remember("https://www.example.com", addresses(here))
    assert told == [f"{X}:1: {here_or_nowhere('/post/on-sleep/', 'Aliases: /post/on-sleep/')}"]


def test_a_post_that_was_only_ever_a_draft_is_not_missed(site):
    for header, title in (("Status: draft\n", "On sleep"), ("", "On rest")):
        here = site({"posts/x.md": POST.format(header).replace("On sleep", title)})
        assert said(here, ledger().get("https://www.example.com", {})) == []
        remember("https://www.example.com", addresses(here))
