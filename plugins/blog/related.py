"""Where to read on, below a post: its series, what came before and after, and what is related."""

from collections import Counter, defaultdict

RELATED = 3

Kind = tuple[frozenset, object]  # the tags of a post, and its category


def connect_articles(generator):
    """Give each post its `newer` and `older` neighbour, or None, its `parts` and its `related`."""
    posts = generator.articles  # newest first
    for newer, post, older in zip([None, *posts], posts, [*posts[1:], None], strict=False):
        post.newer, post.older = newer, older
    connect_parts(posts)
    near = Index(posts)
    for post in [*generator.drafts, *generator.hidden_articles]:
        post.newer, post.older, post.parts = None, None, []
    for post in [*posts, *generator.drafts, *generator.hidden_articles]:
        post.related = near.related(post, [post.newer, post.older, *post.parts])


def connect_parts(posts: list) -> None:
    """Give each post the `parts` of its series: by their number (`Part`), else the oldest first."""
    series = defaultdict(list)
    for post in reversed(posts):
        series[getattr(post, "series", "")].append(post)
    for name, parts in series.items():
        parts.sort(key=lambda post: int(getattr(post, "part", 0)))
        for post in parts:
            post.parts = parts if name and len(parts) > 1 else []


class Index:
    """`posts` by their kind; of equals the order of `posts` holds.

    Posts of one kind have the same related ones, but for themselves. So the work goes by the number
    of kinds: on a blog with one tag for all, each post would be compared with each other one.
    """

    def __init__(self, posts: list):
        self.posts = posts
        self.by_kind, self.by_category = defaultdict(list), defaultdict(list)
        for number, post in enumerate(posts):
            self.by_kind[kind(post)].append(number)
            self.by_category[post.category].append(number)
        self.by_tag = defaultdict(list)
        for each in self.by_kind:
            for tag in each[0]:
                self.by_tag[tag].append(each)
        self.nearest: dict[Kind, list[int]] = {}

    def related(self, post, beside=()) -> list:
        """Up to RELATED other posts that share tags with `post`; the same category breaks ties.

        Those `beside` them on the page, its neighbours and its series, are not named twice.
        """
        this = kind(post)
        if this not in self.nearest:
            self.nearest[this] = self.near(*this)
        near = (self.posts[number] for number in self.nearest[this])
        named = {id(post), *map(id, beside)}
        return [other for other in near if id(other) not in named][:RELATED]

    def near(self, tags: frozenset, category) -> list[int]:
        """The nearest posts, more than are needed: a post and its neighbours are among them."""
        most = RELATED + 3
        alike = {n: (0, False, n) for n in self.by_category[category][:most]}
        for other, shared in Counter(each for tag in tags for each in self.by_tag[tag]).items():
            alike |= {n: (-shared, other[1] != category, n) for n in self.by_kind[other][:most]}
        return sorted(alike, key=alike.get)[:most]


def kind(post) -> Kind:
    return frozenset(getattr(post, "tags", ())), post.category
