"""Where to read on, below a post: its series, what came before and after, and what is related."""

from collections import Counter, defaultdict
from functools import cache, partial
from itertools import islice

RELATED = 3
LOOKED_AT = 60  # posts of a topic, the newest
WEIGHT = {"tag": 2, "category": 1}  # so that a category breaks ties between tags, no more


def connect_articles(generator):
    """Give each post its `newer` and `older` neighbour, or None, its `parts` and its `related`."""
    posts = generator.articles
    connect_parts(posts)
    by_topic = defaultdict(list)
    for number, post in enumerate(posts):
        for topic in topics(post):
            by_topic[topic].append(number)
    near = cache(partial(alike, posts, by_topic))
    beside = [*zip([None, *posts], posts, [*posts[1:], None], strict=False)]
    for post in (*generator.drafts, *generator.hidden_articles):
        post.parts = []
        beside.append((None, post, None))
    for newer, post, older in beside:
        post.newer, post.older = newer, older
        known = newer, post, older, *post.parts
        others = (each for each in near(topics(post)) if each not in known)
        post.related = [*islice(others, RELATED)]


def connect_parts(posts: list) -> None:
    """Give each post the `parts` of its series: at the place that its `Part` says, else by day."""
    series = defaultdict(list)
    for post in reversed(posts):
        series[getattr(post, "series", "").casefold()].append(post)
    for name, parts in series.items():
        numbered = [post for post in reversed(parts) if getattr(post, "part", "")]
        for post in sorted(numbered, key=lambda post: int(post.part)):
            parts.remove(post)
            parts.insert(int(post.part) - 1, post)
        for post in parts:
            post.parts = parts if name and len(parts) > 1 else []


def alike(posts: list, by_topic: dict, wanted: frozenset) -> list:
    """The `posts` that have one of the topics `wanted`: those that share most tags first.

    The same category breaks ties, and then the order of `posts`; of each tag and category the first
    few are looked at, so that the work does not grow with the square of the posts.
    """
    score: Counter = Counter()
    for topic in wanted:
        score.update(by_topic[topic][:LOOKED_AT] * WEIGHT[topic[0]])
    return [posts[number] for number in sorted(sorted(score), key=score.get, reverse=True)]


def topics(post) -> frozenset[tuple[str, str]]:
    tags = (("tag", tag) for tag in getattr(post, "tags", ()))
    return frozenset([*tags, ("category", str(post.category))])
