"""Where to read on, below a post: the ones before and after it, and those on the same matters."""

from collections import Counter, defaultdict

RELATED = 3

Kind = tuple[frozenset, object]  # the tags of a post, and its category


def connect_articles(generator):
    """Give each post its `newer` and `older` neighbour, or None, and its `related` posts."""
    posts = generator.articles  # newest first
    for newer, post, older in zip([None, *posts], posts, [*posts[1:], None], strict=False):
        post.newer, post.older = newer, older
    near = Index(posts)
    for post in [*generator.drafts, *generator.hidden_articles]:
        post.newer = post.older = None
    for post in [*posts, *generator.drafts, *generator.hidden_articles]:
        post.related = near.related(post)


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

    def related(self, post) -> list:
        """Up to RELATED other posts that share tags with `post`; the same category breaks ties."""
        this = kind(post)
        if this not in self.nearest:
            self.nearest[this] = self.near(*this)
        near = (self.posts[number] for number in self.nearest[this])
        return [other for other in near if other is not post][:RELATED]

    def near(self, tags: frozenset, category) -> list[int]:
        """The nearest posts, one more than are needed: a post is the nearest to itself."""
        most = RELATED + 1
        alike = {n: (0, False, n) for n in self.by_category[category][:most]}
        for other, shared in Counter(each for tag in tags for each in self.by_tag[tag]).items():
            alike |= {n: (-shared, other[1] != category, n) for n in self.by_kind[other][:most]}
        return sorted(alike, key=alike.get)[:most]


def kind(post) -> Kind:
    return frozenset(getattr(post, "tags", ())), post.category
