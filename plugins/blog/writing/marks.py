"""What a file is made from, as a digest: its mark. Two files of one mark are the same.

What a page is made from is read off its templates: every name in them, and of a text that is not
the page's own every attribute that they name anywhere. So a template that prints something new need
not be declared here; and what cannot be compared has no mark.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import is_dataclass
from datetime import date, tzinfo
from functools import cached_property, lru_cache, partial
from pathlib import Path

from jinja2 import Environment, Template, TemplateNotFound
from pelican.contents import Content
from pelican.paginator import Page, Paginator
from pelican.urlwrappers import URLWrapper

from ..disk import walk
from ..memory import code, digest
from ..run import Run

# What a Content has from Pelican itself; its text is seen as `content`, with its links resolved.
INTERNAL = {"settings", "_context", "metadata", "_content", "source_path"}
WORDS = {"name", "string"}  # of groupby("date.year"), both
LEADS = re.compile(  # from a template to another
    r"""\{% [+-]? \s* (?: extends | include | import | from ) \b \s*
    (?: ["'] ([^"']+) ["'] \s* (?= [+-]?% | ignore | import | with | as ) )?""",
    re.VERBOSE,
)


class Unknown(Exception):
    """Something that cannot be compared with what it was in another build."""


class Marks:
    def __init__(self, run: Run):
        self.run = run
        self.asked: dict[str, frozenset[str]] = {}
        self.shared: dict[tuple, str] = {}  # what each template shows of the context
        self.sharing: dict[tuple, set[str]] = defaultdict(set)  # the files that have that
        self.parts: dict[tuple, str] = {}  # of texts, by their paths
        self.users: dict[str, set] = defaultdict(set)  # of a text: files, and keys of `shared`
        self.user: object = None  # what is marked now

    def page(self, file: str, template: Template, context: dict, given: dict) -> str:
        """The mark of a page that shows `given`, and what is only in `context`; raises Unknown."""
        if context is not self.run.context:
            raise Unknown(context)
        asks, key = self.asks(template), (template.name,)
        self.sharing[key].add(file)
        self.user = key
        if key not in self.shared:
            self.shared[key] = digest(self.shown(context, asks, given.keys()))
        self.user = file
        own = self.shown(given, asks)
        return digest([self.everywhere, file, template.name, self.shared[key], own])

    def shown(self, known: dict, asks: frozenset, hidden: Collection[str] = ()) -> list:
        """What a template can show of these variables, but for those `hidden`; raises Unknown."""
        whole, part = partial(self.whole, asks=asks), partial(self.part, asks=asks)
        named = ((name, known[name]) for name in sorted(asks & known.keys() - hidden))
        return [(name, view(it, whole if isinstance(it, Content) else part)) for name, it in named]

    def feed(self, file: str, texts: list[Content], *more) -> str:
        """The mark of a feed of these texts; raises Unknown."""
        self.user = file
        entries = [self.of(text, "entry", partial(self.whole, text, frozenset())) for text in texts]
        return digest([self.everywhere, file, more, entries])

    def forget(self, texts: Collection[Content]) -> set[str]:
        """What these texts were; the files that show something of them."""
        gone = {text.source_path for text in texts}
        self.parts = {key: part for key, part in self.parts.items() if key[0] not in gone}
        users = set().union(*(self.users[each] for each in gone))
        for key in users & self.shared.keys():
            del self.shared[key]
            users |= self.sharing[key]
        return users

    @cached_property
    def everywhere(self) -> str:
        """What all files are made from: the theme, the program, the facts and the settings.

        Of settings that cannot be compared, the files that they stand in are.
        """
        theme, home = Path(self.run.settings["THEME"]), self.run.home.parent
        files = [path for path in walk(theme) if path.is_file()]
        read = [(path.relative_to(theme).as_posix(), path.read_bytes()) for path in files]
        read += [(path.name, path.read_bytes()) for path in sorted(home.glob("*.py"))]
        here, settings = str(Path.cwd()), {}
        known = {**self.run.settings, **self.run.settings["JINJA_GLOBALS"]}
        for name, value in sorted(known.items()):
            with suppress(Unknown):  # our own objects, made from all the rest
                settings[name] = view(value, place)
        known = [(name, it) for name, it in settings.items() if not str(it).startswith(here)]
        return digest([code(), read, known, repr(self.run.facts)])

    def asks(self, template: Template) -> frozenset[str]:
        """What the template asks for, with all that it extends, includes and imports."""
        name = template.name
        if name not in self.asked:
            key = digest([self.everywhere, "asks", name]).encode()
            found = self.run.looked_at.recall(key, lambda: asks(template.environment, name))
            self.asked[name] = frozenset(found)
        return self.asked[name]

    @cached_property
    def attributes(self) -> set[str]:
        """Those that texts have."""
        texts = self.run.contents.values()
        return set().union(*map(vars, texts), *map(dir, set(map(type, texts))))

    def whole(self, text: Content, asks: frozenset) -> list:
        """All of a text, as its own page may show it."""
        attributes = {name: each for name, each in vars(text).items() if name not in INTERNAL}
        return [text.url, self.content(text), view(attributes, partial(self.part, asks=asks))]

    def part(self, text: Content, asks: frozenset) -> str:
        """What of a text another page can show."""

        def found():
            names = sorted(asks & self.attributes)
            known = {"content": self.content(text)} if "content" in names else {}
            return view([known.get(name) or getattr(text, name, None) for name in names], place)

        return self.of(text, asks, found)

    def content(self, text: Content) -> str:
        """What stands for the text's HTML: in many marks, and thousands of letters long."""
        return self.of(text, "content", lambda: text.content)

    def of(self, text: Content, what: object, find: Callable[[], object]) -> str:
        """The digest of what `find` finds of the text, once; what is marked now shows it."""
        self.users[text.source_path].add(self.user)
        if (key := (text.source_path, what)) not in self.parts:
            self.parts[key] = digest(find())
        return self.parts[key]


def view(value, of_text: Callable[[Content], object]):
    """`value` as it can be compared with that of another build; raises Unknown."""
    match value:
        case str() | int() | float() | date() | tzinfo() | None:
            return value
        case list() | tuple():
            return [view(each, of_text) for each in value]
        case Content():
            return of_text(value)
        case dict():
            return [(str(key), view(each, of_text)) for key, each in value.items()]
        case URLWrapper():
            return value.slug, value.name
        case Paginator():
            return value.num_pages
        case Page():
            texts = view(value.object_list, of_text)
            return value.url, value.number, value.paginator.num_pages, texts
    if is_dataclass(value):
        return view(vars(value), of_text)
    raise Unknown(value)


def place(text: Content) -> str:
    return text.relative_source_path


def asks(env: Environment, name: str) -> list[str]:
    """The words in the template of that name, among them all that it asks for; raises Unknown."""
    todo, done, words = {name}, set(), set()
    while todo:
        done.add(name := todo.pop())
        try:
            source, _, _ = env.loader.get_source(env, name)
        except TemplateNotFound:  # a name that is made as the page is written, or may be missing
            raise Unknown(name) from None
        named, others = words_in(env, source)
        words |= named
        todo |= others - done
    return sorted(words)


@lru_cache(200)  # many templates extend and include the same ones
def words_in(env: Environment, source: str) -> tuple[set[str], set[str]]:
    """The names and the strings in a template, and the templates that it leads to; one by a name
    that is made as the page is written is ""."""
    named = (it.strip("\"'").split(".") for _, kind, it in env.lex(source) if kind in WORDS)
    return set().union(*named), {*LEADS.findall(source)}
