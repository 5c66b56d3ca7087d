"""Where to read on, below a post: the ones before and after it, and those on the same matters."""

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache

RELATED = 3


def connect_articles(generator):
    """Give each post its `newer` and `older` neighbour, or None, and its `related` posts."""
    posts, unseen = generator.articles, [*generator.drafts, *generator.hidden_articles]
    related = finder(posts)
    for newer, post, older in zip([None, *posts], posts, [*posts[1:], None], strict=False):
        post.newer, post.older, post.related = newer, older, related(post)
    for post in unseen:
        post.newer, post.older, post.related = None, None, related(post)


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
        """One more than are needed: a post is the nearest to itself."""
        alike = {n: (0, False, n) for n in by_category[category][: RELATED + 1]}
        for other, shared in Counter(each for tag in tags for each in by_tag[tag]).items():
            rank = -shared, other[1] != category
            alike |= {n: (*rank, n) for n in by_kind[other][: RELATED + 1]}
        return sorted(alike, key=alike.get)[: RELATED + 1]

    def related(post) -> list:
        others = (posts[number] for number in near(*kind(post)))
        return [other for other in others if other is not post][:RELATED]

    return related


def kind(post) -> tuple[frozenset, object]:
    return frozenset(getattr(post, "tags", ())), post.category
