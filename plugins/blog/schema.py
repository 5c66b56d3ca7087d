"""The practice and its pages for machines: schema.org dicts, and a vCard for a phone's contacts.

schema.org has no type for a psychotherapist, so the therapist is a Person, who works for a
LocalBusiness only where people can go. What is not set is left out: an empty property says
something, and it would be untrue.
"""

import vobject


def graph(practice, url: str, language: str, *things: dict) -> dict:
    """A page of the blog at `url` as JSON-LD: who, where, the blog itself, and `things`."""
    about = (person(practice), business(practice), website(practice, url, language), *things)
    return {"@context": "https://schema.org", "@graph": [known(each) for each in about if each]}


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
        "telephone": telephone(practice),
        "worksFor": contact.address and {"@id": f"{contact.website}/#practice"},
        "memberOf": membership and {"@type": "Organization", "name": membership.body},
        "hasCredential": credential(practice),
        "sameAs": membership and membership.register_url,
    }


def credential(practice) -> dict | None:
    """schema.org/EducationalOccupationalCredential: the entry in a professional body's register."""
    membership = practice.membership
    return membership and known(
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
        "address": contact.address,
        "email": contact.email,
        "telephone": telephone(practice),
    }


def telephone(practice) -> str:
    """The number as E.164, or ""."""
    return practice.contact.phone and practice.contact.tel.removeprefix("tel:")


def website(practice, url: str, language: str) -> dict:
    """schema.org/WebSite: the blog, whose address is `url`."""
    return {
        "@type": "WebSite",
        "@id": f"{url}/#website",
        "url": f"{url}/",
        "name": practice.site.title,
        "inLanguage": language,
        "publisher": {"@id": f"{practice.contact.website}/#person"},
    }


def webpage(url: str, blog: str, reviewed) -> dict:
    """schema.org/WebPage: the page at `url` of `blog`; `reviewed` is its day of review, or None."""
    return {
        "@type": "WebPage",
        "@id": url,
        "isPartOf": {"@id": f"{blog}/#website"},
        "lastReviewed": reviewed and reviewed.date().isoformat(),
    }


def posting(practice, url, title, description, published, modified, tags, image) -> dict:
    """schema.org/BlogPosting: the post at `url`; `published` and `modified` have isoformat()."""
    return {
        "@type": "BlogPosting",
        "@id": f"{url}#post",
        "url": url,
        "mainEntityOfPage": {"@id": url},
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
        "tel": telephone(practice),
        "url": contact.website,
    }.items():
        if value:
            card.add(key).value = value
    if contact.address:
        card.add("adr").value = vobject.vcard.Address(street=contact.address)
    return card.serialize()
