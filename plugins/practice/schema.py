"""The practice and its pages for machines: schema.org dicts, and a vCard for a phone's contacts.

schema.org has no type for a psychotherapist, so the practice is a Person. What is not set is left
out: an empty property says something, and it would be untrue.
"""

import vobject


def graph(*things: dict) -> dict:
    """Several things about one page, as JSON-LD."""
    return {"@context": "https://schema.org", "@graph": [known(thing) for thing in things]}


def known(thing: dict) -> dict:
    return {key: value for key, value in thing.items() if value}


def person(practice) -> dict:
    """schema.org/Person: the therapist."""
    contact, membership = practice.contact, practice.membership
    return {
        "@type": "Person",
        "@id": f"{contact.website}/#person",
        "name": contact.name,
        "url": contact.website,
        "jobTitle": contact.role,
        "email": contact.email,
        "telephone": contact.phone and contact.tel.removeprefix("tel:"),
        "memberOf": membership and {"@type": "Organization", "name": membership.body},
    }


def website(practice, url: str, language: str) -> dict:
    """schema.org/WebSite: the blog, whose address is `url`."""
    return {
        "@type": "WebSite",
        "@id": f"{url}/#website",
        "url": f"{url}/",
        "name": practice.site.title,
        "description": practice.site.subtitle,
        "inLanguage": language,
        "publisher": {"@id": f"{practice.contact.website}/#person"},
    }


def posting(practice, url, title, description, published, modified, tags, image) -> dict:
    """schema.org/BlogPosting: the post at `url`; `published` and `modified` have isoformat()."""
    return {
        "@type": "BlogPosting",
        "@id": f"{url}#post",
        "url": url,
        "mainEntityOfPage": url,
        "headline": title,
        "description": description,
        "image": image,
        "datePublished": published.isoformat(),
        "dateModified": (modified or published).isoformat(),
        "author": {"@id": f"{practice.contact.website}/#person"},
        "keywords": [str(tag) for tag in tags],
    }


def vcard(practice) -> str:
    """The practice's contact details as a vCard 3.0 (RFC 2426), which every phone reads."""
    contact = practice.contact
    card = vobject.vCard()
    card.add("fn").value = contact.name
    first, _, last = contact.name.rpartition(" ")
    card.add("n").value = vobject.vcard.Name(family=last, given=first)
    for key, value in {
        "title": contact.role,
        "email": contact.email,
        "tel": contact.phone and contact.tel.removeprefix("tel:"),
        "url": contact.website,
    }.items():
        if value:
            card.add(key).value = value
    return card.serialize()
