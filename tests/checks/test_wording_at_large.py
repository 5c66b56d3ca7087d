"""The wording rules on text that they were not written from.

english/ is ordinary English of many kinds. The sentences to catch and to leave were made up after
the rules, in other words than the cases in wording.toml.
"""

from pathlib import Path

from test_wording import problems

HERE = Path(__file__).parent
PER_WORDS = 1000


def test_ordinary_english_has_less_than_one_alarm_in_a_thousand_words():
    words, alarms = 0, []
    for path in sorted((HERE / "english").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        words += len(text.split())
        alarms += [f"{path.name}: {problem.rule}: {problem.message}" for problem in problems(text)]
    rate = PER_WORDS * len(alarms) / words
    assert words >= 12_000
    assert rate < 1, f"{rate:.2f} in {PER_WORDS:,} words:\n" + "\n".join(alarms)


def test_nine_in_ten_unsafe_sentences_are_caught():
    rule, caught, missed = "", 0, []
    for line in (HERE / "wording-to-catch.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            rule = line[2:]
        elif line and rule in {problem.rule for problem in problems(line)}:
            caught += 1
        elif line:
            missed.append(f"{rule}: {line}")
    assert caught / (caught + len(missed)) >= 0.9, "\n".join(missed)


def test_forty_nine_in_fifty_harmless_sentences_are_left_alone():
    lines = (HERE / "wording-to-leave.txt").read_text(encoding="utf-8").splitlines()
    alarms = [str(problem) for line in lines for problem in problems(line)]
    assert len(alarms) / len(lines) <= 0.02, "\n".join(alarms)
