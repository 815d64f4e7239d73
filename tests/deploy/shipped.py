"""The files of ``deploy/`` as an engine would read them."""

import re

import yaml

from provindex.core.paths import ROOT

DEPLOY = ROOT / "deploy"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(DEPLOY.iterdir()) if path.is_file()}

_VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def steps():
    """Every instruction of the Dockerfile with what follows it; continued lines are one."""
    joined = re.sub(r"\\\n\s*", "", TEXTS["Dockerfile"])
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


def last(name):
    """What follows the last instruction of a name."""
    return [rest for step, rest in steps() if step == name][-1]


def copied():
    """What the image gets from the repository."""
    return [rest.split(" ")[0] for name, rest in steps() if name == "COPY" and not rest.startswith("--from")]


def compose():
    """The composition."""
    return yaml.safe_load(TEXTS["compose.yml"])


def environment(service, settings):
    """The variables of a service when ``.env`` holds ``settings``; fails where one that is needed is missing."""

    def value(found):
        name, kind, other = found.groups()
        if name not in settings and kind == "?":
            raise KeyError(f"{name}: {other}")
        return settings.get(name, other if kind == "-" else "")

    named = compose()["services"][service]["environment"]
    passed = {name: settings.get(name) if told is None else _VARIABLE.sub(value, told) for name, told in named.items()}
    return {name: one for name, one in passed.items() if one is not None}
