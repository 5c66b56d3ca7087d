"""Where to read on, below a post: its series, what came before and after, and what is related."""

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from heapq import nsmallest

RELATED = 3
LOOKED_AT = 60  # posts of a topic, the newest
WEIGHT = {"tag": 2, "category": 1}  # so that a category breaks ties between tags, no more
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

    The same category breaks ties, and then the order of `posts`; of each tag and category the first
    few are looked at, so that the work does not grow with the square of the posts.
    """
    by_topic: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, post in enumerate(posts):
        for topic in topics(post):
            by_topic[topic].append(number)

    @cache
    def near(topics: frozenset) -> list[int]:
        score: Counter = Counter()
        for topic in topics:
            score.update(by_topic[topic][:LOOKED_AT] * WEIGHT[topic[0]])
        return nsmallest(MOST, score, key=lambda number: (-score[number], number))

    def related(post, beside=()) -> list:
        """Without those `beside` them on the page, its neighbours and its series."""
        others = (posts[number] for number in near(topics(post)))
        return [each for each in others if each is not post and each not in beside][:RELATED]

    return related


def topics(post) -> frozenset[tuple[str, str]]:
    tags = (("tag", tag) for tag in getattr(post, "tags", ()))
    return frozenset([*tags, ("category", str(post.category))])
