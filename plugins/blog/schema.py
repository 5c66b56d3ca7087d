"""The practice and its pages for machines: schema.org dicts.

schema.org has no type for a psychotherapist, so the therapist is a Person, who works for a
LocalBusiness only where people can go. What is not set is left out: an empty property says
something, and it would be untrue.
"""

import re
from collections.abc import Callable

from pelican.contents import Article, Content

from .text import plain

AUTHOR = ("@type", "@id", "name", "url", "jobTitle", "sameAs")
SECTION = re.compile(r"<h2[^>]*>(.*?)</h2>(.*?)(?=<h2|\Z)", re.DOTALL)


def grapher(practice, url: str, photo: str) -> Callable[[Content | None], dict]:
    """A function from a text, or None, to its page of the blog at `url`, as JSON-LD.

    `photo` is the address of the therapist's, or "". A post says who wrote it, in short: the whole
    of the practice is on all other pages.
    """

    def graph(text: Content | None = None) -> dict:
        about = [website(practice, url)]
        if text:
            about.append(webpage(text, url))
        if isinstance(text, Article):
            about.append(posting(text, person(practice, photo), url))
        else:
            about += [person(practice, photo), business(practice)]
        return {"@context": "https://schema.org", "@graph": [known(each) for each in about if each]}

    return graph


def known(thing: dict) -> dict:
    return {key: value for key, value in thing.items() if value}


def person(practice, photo: str) -> dict:
    """schema.org/Person: the therapist."""
    contact, membership = practice.contact, practice.membership
    profiles = [membership.register_url] if membership else []
    return {
        "@type": "Person",
        "@id": f"{contact.website}/#person",
        "name": contact.name,
        "url": contact.website,
        "image": photo,
        "jobTitle": contact.role,
        "knowsLanguage": list(contact.languages),
        "email": contact.email,
        "telephone": contact.phone.dialled,
        "worksFor": contact.address and {"@id": f"{contact.website}/#practice"},
        "memberOf": membership and {"@type": "Organization", "name": membership.body},
        "hasCredential": membership and credential(membership),
        "sameAs": [*profiles, *contact.social],
        "potentialAction": contact.booking and booking(contact.booking),
    }


def booking(url: str) -> dict:
    """schema.org/ReserveAction: how to make an appointment."""
    target = {"@type": "EntryPoint", "urlTemplate": url}
    return {"@type": "ReserveAction", "target": target}


def credential(membership) -> dict:
    """schema.org/EducationalOccupationalCredential: the entry in a professional body's register."""
    return known(
        {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "registration",
            "identifier": membership.number,
            "recognizedBy": {"@type": "Organization", "name": membership.body},
            "url": membership.register_url,
        }
    )


def business(practice) -> dict | None:
    """schema.org/LocalBusiness: where people go; None where no address is published."""
    contact = practice.contact
    return contact.address and {
        "@type": "LocalBusiness",
        "@id": f"{contact.website}/#practice",
        "name": contact.name,
        "url": contact.website,
        "address": address(contact.address, practice.site.country),
        "email": contact.email,
        "telephone": contact.phone.dialled,
        "priceRange": contact.fees,
    }


def address(address, country: str) -> dict | str:
    """schema.org/PostalAddress; what was written on one line stays one."""
    if not (address.town or address.postcode):
        return str(address)
    return known(
        {
            "@type": "PostalAddress",
            "streetAddress": address.street,
            "addressLocality": address.town,
            "addressRegion": address.region,
            "postalCode": address.postcode,
            "addressCountry": address.country or country,
        }
    )


def website(practice, url: str) -> dict:
    """schema.org/WebSite: the blog."""
    return {
        "@type": "WebSite",
        "@id": f"{url}/#website",
        "url": f"{url}/",
        "name": practice.site.title,
        "inLanguage": practice.site.language,
        "publisher": {"@id": f"{practice.contact.website}/#person"},
    }


def webpage(text: Content, blog: str) -> dict:
    """schema.org/WebPage, or FAQPage: the page of a text of `blog`."""
    reviewed, asked = getattr(text, "reviewed", None), questions(text)
    return {
        "@type": "FAQPage" if asked else "WebPage",
        "@id": f"{blog}/{text.url}",
        "isPartOf": {"@id": f"{blog}/#website"},
        "lastReviewed": reviewed and reviewed.date().isoformat(),
        "mainEntity": asked,
    }


def questions(text: Content) -> list[dict]:
    """schema.org/Question: the sections of a page, if each of its headings asks something."""
    sections = [] if isinstance(text, Article) else SECTION.findall(text.content)
    if not all(plain(heading).endswith("?") for heading, _ in sections):
        return []
    return [
        {
            "@type": "Question",
            "name": plain(heading),
            "acceptedAnswer": {"@type": "Answer", "text": plain(answer)},
        }
        for heading, answer in sections
    ]


def posting(post: Article, author: dict, blog: str) -> dict:
    """schema.org/BlogPosting: a post of `blog`. Reader View looks for the author's name in it."""
    url = f"{blog}/{post.url}"
    return {
        "@type": "BlogPosting",
        "@id": f"{url}#post",
        "url": url,
        "mainEntityOfPage": {"@id": url},
        "headline": plain(post.title),
        "description": plain(post.summary),
        "image": post.share.url,
        "datePublished": post.date.isoformat(),
        "dateModified": getattr(post, "modified", post.date).isoformat(),
        "author": known({key: author[key] for key in AUTHOR}),
        "keywords": [tag.name for tag in getattr(post, "tags", [])],
    }
