"""The public site in a real nginx, with the snippet that lies in it: `make test-hosting`.

Each test looks at two sites: one that has its host to itself, and one in the folder /blog/.
"""

import gzip
import http.client
import re
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from built import CONTENT, Site, build
from observatory import directives, score
from playwright.sync_api import expect
from served import HEADERS
from server import free_port, nginx

pytestmark = pytest.mark.server

BRIEFLY = "public, max-age=0, must-revalidate"
FOR_EVER = "public, max-age=31536000, immutable"
ALWAYS = {name: value for name, value in HEADERS.items() if name != "Content-Security-Policy"}
POST = "post/everything/"


@dataclass(frozen=True)
class Host:
    """A site and where it is served."""

    site: Site
    port: int
    prefix: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.prefix}/"

    def ask(self, path, method="GET", **headers):
        """The answer to a request below the prefix of the site."""
        return ask(self.port, f"{self.prefix}/{path}", method, **headers)

    def find(self, pattern: str) -> str:
        return next(name for name in sorted(self.site.files) if re.fullmatch(pattern, name))


@dataclass(frozen=True)
class Answer:
    status: int
    fields: list[tuple[str, str]]
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        """By name; a header that comes twice fails here."""
        found = dict(self.fields)
        assert len(found) == len(self.fields), self.fields
        return found


def ask(port, path, method="GET", **headers) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=names)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return Answer(answer.status, answer.getheaders(), body)


@pytest.fixture(scope="module")
def hosts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hosts")
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    with (content / "practice.toml").open("a") as toml:
        day = date.today() + timedelta(100)
        toml.write(f'\n[security]\ncontact = "wren@example.com"\nexpires = {day}\n')

    def publish(prefix):
        port, root = free_port(), folder / f"www{prefix.replace('/', '-')}"
        url = f"http://127.0.0.1:{port}{prefix}"
        site = build("publishconf.py", content, root / prefix.strip("/"), SITEURL=url)
        (root / "neighbour.txt").write_text("Somebody else's.")
        return Host(site, port, prefix)

    hosts = [publish(""), publish("/blog")]
    served = [
        (host.port, folder / f"www{host.prefix.replace('/', '-')}", host.prefix) for host in hosts
    ]
    with nginx(folder, served) as said:
        assert "[warn]" not in said
        yield dict(zip(("alone", "in a folder"), hosts, strict=True))


@pytest.fixture(params=["alone", "in a folder"])
def host(hosts, request):
    return hosts[request.param]


# Every header on every kind of answer


def kinds(host):
    """Each kind of answer, with its status and how long it may be kept."""
    script = host.find(r"search/\w{12}/search\.js")
    etag = host.ask(POST).headers["ETag"]
    return {
        "page": (host.ask(POST), 200, BRIEFLY),
        "page, only its head": (host.ask(POST, "HEAD"), 200, BRIEFLY),
        "page, compressed": (host.ask(POST, Accept_Encoding="gzip"), 200, BRIEFLY),
        "page that has not changed": (host.ask(POST, If_None_Match=etag), 304, BRIEFLY),
        "part of a page": (host.ask(POST, Range="bytes=0-99"), 206, BRIEFLY),
        "feed": (host.ask("feed.xml"), 200, BRIEFLY),
        "contact card": (host.ask("contact.vcf"), 200, BRIEFLY),
        "icon": (host.ask("favicon.ico"), 200, BRIEFLY),
        "script": (host.ask(script), 200, FOR_EVER),
        "index of the search": (host.ask(host.find(r"search/\w{12}/\w+\.json")), 200, FOR_EVER),
        "missing page": (host.ask("no/such/page/"), 404, BRIEFLY),
        "missing picture": (host.ask("images/none.png"), 404, BRIEFLY),
        "folder without a page": (host.ask("images/"), 404, BRIEFLY),
        "page without its slash": (host.ask(POST.rstrip("/")), 301, BRIEFLY),
        "page that has moved": (host.ask("post/all-of-it/"), 301, BRIEFLY),
        "form that somebody sends": (host.ask(POST, "POST"), 405, BRIEFLY),
    }


def test_every_kind_of_answer_has_every_header(host):
    pages = map(host.site.read, host.site.pages)
    styles = {re.search(r"style-src ('sha256-[^';]+')", page)[1] for page in pages}
    assert len(styles) > 1  # each kind of page has its own
    for kind, (answer, status, lifetime) in kinds(host).items():
        assert answer.status == status, kind
        assert answer.headers["Cache-Control"] == lifetime, kind
        assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS, kind
        assert directives(answer.headers["Content-Security-Policy"]) == {
            "default-src": {"'none'"},
            "connect-src": {"'self'"},
            "style-src": styles,
            "img-src": {"'self'", "data:"},
            "base-uri": {"'none'"},
            "form-action": {"'none'"},
            "script-src": {"'self'"},
            "frame-ancestors": {"'none'"},
        }, kind
        assert answer.headers["Server"] == "nginx", kind  # and not which


def test_a_picture_has_the_headers_of_pictures(host):
    answer = host.ask(host.find(r"images/line-\w{12}\.svg"))
    assert answer.headers["Cache-Control"] == FOR_EVER
    assert {name for name, value in ALWAYS.items() if answer.headers[name] != value} == {
        "Cross-Origin-Resource-Policy"
    }
    assert "style-src 'unsafe-inline'" in answer.headers["Content-Security-Policy"]


def test_the_observatory_gives_what_is_sent_130_points(host):
    meta = host.site.tree("index.html").find(".//meta[@http-equiv='Content-Security-Policy']")
    assert score(host.ask("").headers, meta.get("content")) == 130


def test_what_is_beside_the_folder_is_left_alone(hosts):
    answer = ask(hosts["in a folder"].port, "/neighbour.txt")
    assert answer.status == 200
    assert not {"Content-Security-Policy", "Cache-Control", *ALWAYS} & answer.headers.keys()


# What is sent


def test_every_file_has_its_type(host):
    types = {
        name: host.ask(name.removesuffix("index.html")).headers["Content-Type"]
        for name in host.site.files.keys() - set(host.site.old_pages)
        if not re.search(r"(^|/)(\.|_)|\.(br|gz)$|^404", name)
    }
    suffixes = {Path(name).suffix or name: kind for name, kind in sorted(types.items())}
    special = {"feed.xml": "application/atom+xml", "blog-feed.xml": "application/rss+xml"}
    assert {name: types[name] for name in special} == {
        name: f"{kind}; charset=utf-8" for name, kind in special.items()
    }
    assert suffixes == {
        ".html": "text/html; charset=utf-8",
        ".ico": "image/vnd.microsoft.icon",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".png": "image/png",
        ".svg": "image/svg+xml; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".vcf": "text/vcard; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
    }


@pytest.mark.parametrize("path", [POST, "feed.xml", "archive/"])
def test_it_is_sent_compressed_to_who_can_read_that(host, path):
    plain = host.site.files[f"{path}index.html" if path.endswith("/") else path].read_bytes()
    for accepted, unpack in {"gzip": gzip.decompress, "identity": bytes}.items():
        answer = host.ask(path, Accept_Encoding=accepted)
        assert answer.headers.get("Content-Encoding", "identity") == accepted
        assert unpack(answer.body) == plain
        assert answer.headers["Vary"] == "Accept-Encoding"
        again = host.ask(path, Accept_Encoding=accepted, If_None_Match=answer.headers["ETag"])
        assert (again.status, again.body) == (304, b"")


def test_a_lost_address_gets_the_lost_page(host):
    page = host.site.files["404.html"].read_bytes()
    for path in ("no/such/page/", "images/", "post/", "404.html", "no.php?x=1"):
        answer = host.ask(path)
        assert (answer.status, answer.body) == (404, page), path
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "name",
    [".nginx.conf", ".nojekyll", "_headers", "_redirects", ".env", "post/.git/config"],
)
def test_what_is_not_for_visitors_is_not_served(host, name):
    path = host.site.folder / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("secret")
    assert host.ask(name).status == 404


def test_security_txt_is_served_where_it_is_looked_for(hosts):
    answer = hosts["alone"].ask(".well-known/security.txt")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.body.startswith(b"Contact: mailto:wren@example.com\n")
    assert hosts["in a folder"].ask(".well-known/security.txt").status == 404


# Where it leads


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("post/all-of-it/", POST),  # aliases of everything.md
        ("post/all-of-it", POST),
        ("post/all-of-it/?utm_source=x&y=%20", f"{POST}?utm_source=x&y=%20"),
        ("blog/Caf%C3%A9.html", POST),
        ("who-we-are/", "about/"),  # in practice.toml
        ("post/everything", POST),  # which only lacks its slash
        ("post/everything?page=2", f"{POST}?page=2"),
    ],
)
def test_an_old_address_leads_to_the_new_one(host, old, new):
    answer = host.ask(old)
    assert answer.status == 301
    # Without a host: what stands before nginx may have another name.
    assert answer.headers["Location"] == f"{host.prefix}/{new}"
    assert host.ask(new).status == 200


def test_an_old_address_may_lead_elsewhere(host):
    for old in ("book-online/", "book-online"):
        answer = host.ask(old)
        assert (answer.status, answer.headers["Location"]) == (301, "https://www.example.com/book")


def test_the_folder_as_people_type_it_leads_to_the_site(hosts):
    host = hosts["in a folder"]
    answer = ask(host.port, "/blog?x=1")
    assert (answer.status, answer.headers["Location"]) == (301, "/blog/?x=1")
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert answer.headers["Cache-Control"] == BRIEFLY


# In a browser


@pytest.fixture
def visit(browser):
    """Opens a page; whatever the browser complains of is in `complaints`."""
    context = browser.new_context()
    context.complaints = []
    context.on("console", lambda message: context.complaints.append(message.text))
    context.on("weberror", lambda error: context.complaints.append(str(error.error)))
    page = context.new_page()

    def visit(address):
        page.goto(address)
        return page

    yield visit
    context.close()


def test_the_search_works_and_the_browser_has_nothing_to_complain_of(host, visit):
    page = visit(f"{host.url}search/")
    page.locator("#query").fill("fish")
    expect(page.locator(".search__hits li").first).to_be_visible()
    page.locator(".search__hits a").first.click()
    page.wait_for_url(f"{host.url}post/**")
    assert page.context.complaints == []


def test_a_page_has_its_style_and_its_pictures(host, visit):
    page = visit(f"{host.url}{POST}")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    seen = "[...document.images].map(image => (image.loading = 'eager', image.decode()))"
    assert page.evaluate(f"Promise.all({seen}).then(all => all.length)") >= 1
    assert page.context.complaints == []


def test_no_other_site_can_show_a_page_in_a_frame(hosts, visit):
    framed, other = hosts["alone"], hosts["in a folder"]
    (other.site.folder.parent / "frame.html").write_text(f"<iframe src='{framed.url}'></iframe>")
    page = visit(f"http://127.0.0.1:{other.port}/frame.html")
    assert page.frames[1].url.startswith("chrome-error:")
    assert any("frame-ancestors" in complaint for complaint in page.context.complaints)
