"""The headers of the public site, as its files tell them to each host."""

import re
from datetime import date, timedelta

import pytest
from blog import hosting
from blog.images import images
from built import SPARSE, build
from hosts import cloudflare, netlify, rules
from observatory import directives, score

STYLES = ["p {color: red}", "b {color: red}"]
EVERYWHERE = hosting.everywhere(STYLES)
FOR_EVER = "public, max-age=31536000, immutable"
HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")


def meta_policy(site, name):
    return site.tree(name).find(".//meta[@http-equiv='Content-Security-Policy']").get("content")


def in_header(site, name):
    return netlify(site.read("_headers"), "/" + name.removesuffix("index.html"))


# What the headers are worth


def test_the_observatory_gives_130_points(site):
    assert score(EVERYWHERE) == 130
    assert score(EVERYWHERE, hosting.policy(STYLES)) == 130
    assert score(in_header(site, "index.html"), meta_policy(site, "index.html")) == 130


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        ("Content-Security-Policy", None, 55),
        ("Content-Security-Policy", "default-src 'none'", 80),  # may be framed
        ("Content-Security-Policy", "script-src 'unsafe-inline'; frame-ancestors 'none'", 80),
        ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'", 125),
        ("Strict-Transport-Security", None, 80),
        ("Strict-Transport-Security", "max-age=60", 120),
        ("X-Content-Type-Options", None, 125),
        ("Referrer-Policy", None, 125),
        ("Referrer-Policy", "unsafe-url", 120),
        ("Cross-Origin-Resource-Policy", None, 120),
        ("Cross-Origin-Resource-Policy", "same-origin, same-origin", 115),
    ],
)
def test_the_observatory_gives_less_without_them(name, value, points):
    some = {key: text for key, text in EVERYWHERE.items() if key != name}
    assert score(some | ({name: value} if value else {})) == points


def test_a_style_that_anyone_may_add_costs_ten_points():
    def loose(policy):
        return re.sub("'sha256-[^']+'", "'unsafe-inline'", policy)

    csp = "Content-Security-Policy"
    assert score(EVERYWHERE | {csp: loose(EVERYWHERE[csp])}, loose(hosting.policy(STYLES))) == 120


def test_the_page_alone_as_on_github_pages_earns_55():
    assert score({}, hosting.policy(STYLES)) == 55


# The policy in the page, and that in the header


def test_the_policy_in_a_page_is_narrower_than_the_one_in_the_header(site):
    for name in site.pages:
        wide = directives(in_header(site, name)["Content-Security-Policy"])
        for directive, sources in directives(meta_policy(site, name)).items():
            assert sources <= wide[directive], (name, directive)


def test_only_a_page_that_has_a_script_allows_one(site):
    """The search page, and one that a reader may leave at once."""
    allowed = {name for name in site.pages if "script-src" in meta_policy(site, name)}
    assert allowed == set(site.pages) - set(site.still_pages)


def test_a_page_does_not_say_what_only_a_header_may(site):
    for name in site.pages:
        said = directives(meta_policy(site, name)).keys()
        assert not said & {"frame-ancestors", "sandbox", "report-uri"}


# The same at Netlify and at Cloudflare Pages


def test_both_hosts_answer_alike_for_every_file(site):
    text = site.read("_headers")
    for name in site.files:
        path = "/" + name.removesuffix("index.html")
        assert netlify(text, path) == cloudflare(text, path), name
    assert netlify(text, "/nowhere/") == cloudflare(text, "/nowhere/") == in_header(site, "")


def test_what_has_a_hash_in_its_path_lasts_for_ever_and_nothing_else(site):
    lasting = {
        name for name in site.files if in_header(site, name).get("Cache-Control") == FOR_EVER
    }
    assert lasting == {name for name in site.files if HASH.search(name)}
    assert {name.partition("/")[0] for name in lasting} == {"images", "search"}
    others = site.files.keys() - lasting
    assert all("Cache-Control" not in in_header(site, name) for name in others)


def test_a_picture_may_be_shown_by_a_feed_reader_and_keeps_its_styles(site):
    (drawing,) = (name for name in site.files if name.endswith(".svg"))
    page, picture = in_header(site, "index.html"), in_header(site, drawing)
    assert {name for name in picture if picture[name] != page.get(name)} == {
        "Cache-Control",
        "Content-Security-Policy",
        "Cross-Origin-Resource-Policy",
    }
    assert picture["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert directives(picture["Content-Security-Policy"]) == {
        "default-src": {"'none'"},
        "style-src": {"'unsafe-inline'"},
    }


def test_files_whose_name_does_not_tell_have_their_type(site):
    kinds = {name: in_header(site, name).get("Content-Type") for name in site.files}
    assert {name: kind for name, kind in kinds.items() if kind} == {
        "feed.xml": "application/atom+xml; charset=utf-8",
        "blog-feed.xml": "application/rss+xml; charset=utf-8",
        "contact.vcf": "text/vcard; charset=utf-8",
    }


def test_the_limits_of_cloudflare_pages_are_kept(site):
    text = site.read("_headers")
    assert len(rules(text)) <= 100
    assert all(len(line) < 2000 for line in text.splitlines())
    assert all(pattern.count("*") <= 1 for pattern, _ in rules(text))


def test_a_header_is_no_html(site):
    assert not re.search("&#?[a-z0-9]+;", site.read("_headers") + site.read(".nginx.conf"))


# A site in a folder


def test_a_site_in_a_folder_speaks_for_its_folder_alone(tmp_path):
    site = build("publishconf.py", SPARSE, tmp_path, SITEURL="https://user.example/blog")
    text = site.read("_headers")
    assert all(pattern.startswith("/blog/") for pattern, _ in rules(text))
    assert netlify(text, "/blog/post/only/")["Referrer-Policy"] == "no-referrer"
    assert netlify(text, "/elsewhere/") == cloudflare(text, "/elsewhere/") == {}
    outside = re.findall(r'location \S* ?"\^?/(?!blog\b)', site.read(".nginx.conf"))
    assert outside == []


# nginx; what it does with its file is in test_nginx.py


def returns(redirects) -> list[str]:
    known = {"everywhere": EVERYWHERE, "rules": {}, "redirects": redirects}
    known |= {"host": "example.com", "prefix": ""}
    text = hosting.TEMPLATES.get_template("nginx.conf").render(known)
    return re.findall(r"location = .* return .*", text)


def test_an_old_path_has_a_location_with_and_without_its_slash():
    old = ("post/old/", "post/new/"), ("old.html", "new/")
    lines = returns(old)
    assert lines == [
        'location = "/post/old/" { return 301 "/post/new/$is_args$args"; }',
        'location = "/post/old" { return 301 "/post/new/$is_args$args"; }',
        'location = "/old.html" { return 301 "/new/$is_args$args"; }',
    ]


def test_a_path_never_becomes_a_directive():
    odd = (('a "b" $c; } \\', 'd "e" $host; }/'),)
    (line,) = returns(odd)
    assert line == (
        'location = "/a \\"b\\" $c; } \\\\" '
        '{ return 301 "/d%20%22e%22%20%24host%3B%20%7D/$is_args$args"; }'
    )


def test_nginx_knows_the_type_of_every_picture(site):
    suffixes = {"svg", *images.MAKE["files"]}
    types = re.findall(r"^        image/\S+ (\w+);", site.read(".nginx.conf"), re.MULTILINE)
    assert suffixes <= {*types}


def test_the_snippet_names_the_host(site):
    assert "server_name blog.example.com;" in site.read(".nginx.conf")


# security.txt, and what else is for hosts


def test_whom_to_tell_of_a_fault_is_in_security_txt(tmp_path):
    day = date.today() + timedelta(100)
    site = build_with(tmp_path, f'[security]\ncontact = "wren@example.com"\nexpires = {day}\n')
    assert site.read(".well-known/security.txt") == (
        "Contact: mailto:wren@example.com\n"
        f"Expires: {day}T23:59:59Z\n"
        "Canonical: https://blog.example.com/.well-known/security.txt\n"
        "Preferred-Languages: en\n"
    )


def test_unset_there_is_no_security_txt(sparse):
    assert not (sparse.folder / ".well-known").exists()


def test_in_a_folder_nobody_would_look_for_security_txt(tmp_path):
    day = date.today() + timedelta(100)
    facts = f'[security]\ncontact = "wren@example.com"\nexpires = {day}\n'
    site = build_with(tmp_path, facts, SITEURL="https://user.example/blog")
    assert ".well-known/security.txt" not in site.files


def build_with(folder, facts, **override):
    """The sparse site with more facts in its practice.toml."""
    content = folder / "content"
    (content / "posts").mkdir(parents=True)
    (content / "pages").mkdir()
    for path in SPARSE.rglob("*.*"):
        (content / path.relative_to(SPARSE)).write_bytes(path.read_bytes())
    with (content / "practice.toml").open("a") as toml:
        toml.write(facts)
    return build("publishconf.py", content, folder / "output", **override)


FOR_HOSTS = {"_headers", ".nginx.conf", ".nojekyll"}


def test_the_files_for_hosts_are_in_the_public_site_alone(site, preview):
    assert site.files.keys() >= FOR_HOSTS
    assert not FOR_HOSTS & preview.files.keys()
    assert site.read(".nojekyll") == ""
