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

    The same category breaks ties, and then the order of `posts`. Posts with the same tags and
    category have the same related ones, but for themselves: the work goes by the number of such
    kinds.
    """
    kinds, by_tag = defaultdict(list), defaultdict(list)
    for number, post in enumerate(posts):
        kinds[kind(post)].append(number)
    first = [(category, numbers[:MOST]) for (_, category), numbers in kinds.items()]
    for which, (tags, _) in enumerate(kinds):
        for tag in tags:
            by_tag[tag].append(which)

    @cache
    def near(tags: frozenset, category) -> list[int]:
        shared = Counter(chain.from_iterable(by_tag[tag] for tag in tags))
        found: list[int] = []
        for most in sorted(set(shared.values()), reverse=True):
            alike = (first[which] for which, count in shared.items() if count == most)
            ranked = sorted((other != category, n) for other, numbers in alike for n in numbers)
            found += [number for _, number in ranked]
            if len(found) > RELATED:
                return found[:MOST]
        same = (numbers for other, numbers in first if other == category)
        rest = sorted(set(chain.from_iterable(same)) - set(found))
        return [*found, *rest][:MOST]

    def related(post) -> list:
        others = (posts[number] for number in near(*kind(post)))
        return [other for other in others if other is not post][:RELATED]

    return related


def kind(post) -> tuple[frozenset, str]:
    return frozenset(getattr(post, "tags", ())), str(post.category)
