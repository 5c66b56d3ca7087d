"""What may stand behind a key of a header. What is not understood here is told by
checks/header.py, and Pelican never sees it."""

import re
from datetime import datetime

from ..disk import data

EXAMPLES = data(__file__)  # how a line with each key is written
KNOWN = {key: key.capitalize() for key in EXAMPLES}
KEYS = tuple(KNOWN.values())
DATES = ("date", "modified", "reviewed")

STATUS = re.compile("published|draft|hidden", re.IGNORECASE)
LONGEST_SLUG = 150  # most file systems take names of 255
SLUG = re.compile(rf"(?!.{{{LONGEST_SLUG + 1}}})[a-z0-9]+([-_]+[a-z0-9]+)*")
FORMS = {"status": STATUS, "slug": SLUG, "part": re.compile("[0-9]+")}
MOMENT = re.compile(r"(19|2\d)\d\d-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII)


def moment(value: str) -> datetime:
    """The day, perhaps with a time, that `value` gives in ISO form; a ValueError says why not.

    Pelican would fill in what is missing from today, and read 01/02 as Americans do.
    """
    if not MOMENT.fullmatch(value):
        raise ValueError("is not a date")
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("does not exist") from None


def is_understood(key: str, value: str) -> bool:
    """Whether Pelican reads this value of the header as its author means it."""
    if key in DATES:
        try:
            return bool(moment(value))
        except ValueError:
            return False
    return key in KNOWN and (key not in FORMS or bool(FORMS[key].fullmatch(value)))
