"""That no visitor could reach the practice is said once, on the line of [contact]."""

from types import SimpleNamespace

import pytest
from blog.checks.sources import check_facts
from practice.details import STAND_IN, load

TOML = """\
# All facts

[contact]
name = "Robin Vale"
website = "https://www.example.com"
{}
[site]
title = "Robin Vale"
url = "https://www.example.com"

[callouts.supplement]
title = "A supplement"
text = "No replacement."
tags = []
words = []

[callouts.crisis]
title = "Help"

[callouts.note]
title = "Note"
"""


def told(tmp_path, line: str, facts=None) -> list[tuple[int, str, bool]]:
    path = tmp_path / "practice.toml"
    path.write_text(TOML.format(line), encoding="utf-8")
    plugin = SimpleNamespace(problems=[])
    run = SimpleNamespace(home=tmp_path, facts=facts or load(path), practice=plugin, public=True)
    return [(x.line, x.message, x.stops) for x in check_facts(run)]


@pytest.mark.parametrize("line", ["", 'area = "Online"\n', 'hours = "Tuesday to Friday"\n'])
def test_without_a_way_it_is_advice_on_the_line_of_the_heading(tmp_path, line):
    message = "no visitor can reach you; set email or phone below [contact]"
    assert told(tmp_path, line) == [(3, message, False)]


@pytest.mark.parametrize("line", ['email = "robin@example.com"\n', 'phone = "020 7946 0000"\n'])
def test_one_way_is_enough(tmp_path, line):
    assert told(tmp_path, line) == []


def test_a_practice_that_cannot_be_read_is_said_elsewhere(tmp_path):
    assert told(tmp_path, "", STAND_IN) == []
