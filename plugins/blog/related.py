"""Where to read on, below a post: its series, what came before and after, and what is related."""

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache

RELATED = 3
NEAREST = RELATED + 3  # the post itself, the one before it and the one after it


def connect_articles(generator):
    """Give each post its `newer` and `older` neighbour, or None, its `parts` and its `related`."""
    posts, unseen = generator.articles, [*generator.drafts, *generator.hidden_articles]
    related = finder(posts)
    connect_parts(posts)
    for newer, post, older in zip([None, *posts], posts, [*posts[1:], None], strict=False):
        post.newer, post.older = newer, older
        post.related = related(post, [newer, older, *post.parts])
    for post in unseen:
        post.newer, post.older, post.parts, post.related = None, None, [], related(post)


def connect_parts(posts: list) -> None:
    """Give each post the `parts` of its series: by their number (`Part`), else the oldest first."""
    series = defaultdict(list)
    for post in reversed(posts):
        series[getattr(post, "series", "")].append(post)
    for name, parts in series.items():
        parts.sort(key=lambda post: int(getattr(post, "part", 0)))
        for post in parts:
            post.parts = parts if name and len(parts) > 1 else []


def finder(posts: list) -> Callable[..., list]:
    """A function from a post to up to RELATED of `posts` that share tags with it.

    The same category breaks ties, and then the order of `posts`. Posts with the same tags and
    category have the same related ones, but for themselves. So the work goes by the number of such
    kinds: on a blog with one tag for all, each post would be compared with each other one.
    """
    by_kind, by_category, by_tag = defaultdict(list), defaultdict(list), defaultdict(set)
    for number, post in enumerate(posts):
        tags, category = kind(post)
        by_kind[tags, category].append(number)
        by_category[category].append(number)
        for tag in tags:
            by_tag[tag].add((tags, category))

    @cache
    def near(tags: frozenset, category) -> list[int]:
        """Some more than are needed: a post and its neighbours are among the nearest to it."""
        alike = {n: (0, False, n) for n in by_category[category][:NEAREST]}
        for other, shared in Counter(each for tag in tags for each in by_tag[tag]).items():
            rank = -shared, other[1] != category
            alike |= {n: (*rank, n) for n in by_kind[other][:NEAREST]}
        return sorted(alike, key=alike.get)[:NEAREST]

    def related(post, beside=()) -> list:
        """Without those `beside` them on the page, its neighbours and its series."""
        named = {id(post), *map(id, beside)}
        others = (posts[number] for number in near(*kind(post)))
        return [other for other in others if id(other) not in named][:RELATED]

    return related


def kind(post) -> tuple[frozenset, object]:
    return frozenset(getattr(post, "tags", ())), post.category
