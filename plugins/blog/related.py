"""Where to read on, below a post: the ones before and after it, and those on the same matters."""

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from itertools import chain

RELATED = 3
MOST = RELATED + 1  # to be found: a post is the nearest to itself


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

    The same category breaks ties, and then the order of `posts`.
    """
    kinds = [kind(post) for post in posts]
    by_tag, by_category = defaultdict(list), defaultdict(list)
    for number, (tags, category) in enumerate(kinds):
        by_category[category].append(number)
        for tag in tags:
            by_tag[tag].append(number)

    @cache  # for posts of one kind they are the same
    def near(tags: frozenset, category: str) -> list[int]:
        shared = Counter(chain.from_iterable([by_tag[tag] for tag in tags]))
        ranked = sorted([(-count, kinds[n][1] != category, n) for n, count in shared.items()])
        found = [*(n for *_, n in ranked[:MOST]), *by_category[category][:MOST]]
        return list(dict.fromkeys(found))[:MOST]

    def related(post) -> list:
        others = (posts[number] for number in near(*kind(post)))
        return [other for other in others if other is not post][:RELATED]

    return related


def kind(post) -> tuple[frozenset, str]:
    return frozenset(getattr(post, "tags", ())), str(post.category)
