"""The workflow as it is written, for the tests that look at it and for the one that runs it."""

from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
PATH = GITHUB / "workflows" / "site.yml"
WORKFLOW = YAML(typ="safe").load(PATH)
JOBS = WORKFLOW["jobs"]
STEPS = [(name, step) for name, job in JOBS.items() for step in job["steps"]]
RUNS = [step["run"] for _, step in STEPS if "run" in step]
UNTESTED = "steps.tested.outputs.cache-hit != 'true'"  # this very program, by its mark
ON_MAIN = "github.ref == 'refs/heads/main'"
PROPOSED = "github.event_name == 'pull_request'"
USES = [step["uses"] for _, step in STEPS if "uses" in step]
