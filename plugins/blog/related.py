"""Where to read on, below a post: its series, what came before and after, and what is related."""

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from itertools import chain

RELATED = 3
MOST = RELATED + 3  # to be found: the post itself, the one before and the one after are nearest


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
            if len(found) >= MOST:
                return found[:MOST]
        same = (numbers for other, numbers in first if other == category)
        rest = sorted(set(chain.from_iterable(same)) - set(found))
        return [*found, *rest][:MOST]

    def related(post, beside=()) -> list:
        """Without those `beside` them on the page, its neighbours and its series."""
        named = {id(post), *map(id, beside)}
        others = (posts[number] for number in near(*kind(post)))
        return [other for other in others if id(other) not in named][:RELATED]

    return related


def kind(post) -> tuple[frozenset, str]:
    return frozenset(getattr(post, "tags", ())), str(post.category)
