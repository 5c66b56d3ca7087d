"""Where to read on, below a post: the ones before and after it, and those on the same matters."""

from collections import Counter, defaultdict

RELATED = 3


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
    """`posts` by their tags, and by their category; of equals the order of `posts` holds."""

    def __init__(self, posts: list):
        self.posts = posts
        self.by_tag, self.by_category = defaultdict(list), defaultdict(list)
        for number, post in enumerate(posts):
            for tag in set(getattr(post, "tags", [])):
                self.by_tag[tag].append(number)
            self.by_category[post.category].append(number)

    def related(self, post) -> list:
        """Up to RELATED other posts that share tags with `post`; the same category breaks ties."""
        shared = Counter(n for tag in set(getattr(post, "tags", [])) for n in self.by_tag[tag])
        near = [*shared, *self.by_category[post.category][: RELATED + len(shared) + 1]]
        others = [n for n in dict.fromkeys(near) if self.posts[n] is not post]
        alike = {n: (-shared[n], self.posts[n].category != post.category, n) for n in others}
        return [self.posts[n] for n in sorted(others, key=alike.get)[:RELATED]]
