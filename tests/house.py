"""The modules of the project and what each imports, for the tests of its architecture and its picture.

``python -m tests.house`` prints the picture that `docs/architecture.md` holds.
"""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from provindex.core.paths import ROOT

# From the ground up: a package imports itself and what stands before it, never what stands after it.
ORDER = (
    "provindex",
    "provindex.core",
    "provindex.figures",
    "provindex.geography",
    "provindex.catalog",
    "provindex.store",
    "provindex.analysis",
    "provindex.views",
    "provindex.sentences",
    "provindex.export",
    "provindex.intake",
    "provindex.worker",
    "provindex.publishing",
    "provindex.cli",
    "provindex.__main__",
    "server",
    "components",
    "components.state",
    "components.widgets",
    "components.charts",
    "components.overview",
    "components.dimensions",
    "components.province",
    "components.programme",
    "components.pairs",
    "components.about",
    "components.scenes",
    "components.stage",
    "components.desk",
    "components.shell",
    "pages",
    "app",
)
PLACES = {package: place for place, package in enumerate(ORDER)}

Arrows = dict[str, set[str]]


def files() -> list[str]:
    """The files under the rules, relative to the root."""
    folders = ("provindex", "components", "server", "pages")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    found += [ROOT / "app.py", ROOT / "dev.py"]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported; ``from a import b`` is ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def package_of(module: str) -> str:
    """The package of ORDER that a module is in, or that a name is imported from."""
    parts = module.split(".")
    two = ".".join(parts[:2])
    return two if two in PLACES else parts[0]


def module_of(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def arrows() -> Arrows:
    """Module -> the modules of this project that it imports, at its top or inside a function."""
    modules = {module_of(file): file for file in files()}
    found = {}
    for module, file in modules.items():
        named = {name for _, name in imports(ast.parse((ROOT / file).read_text(encoding="utf-8")))}
        named = {name if name in modules else name.rpartition(".")[0] for name in named}
        found[module] = named & set(modules) - {module}
    return found


def circle(arrows: Arrows) -> list[str]:
    """Modules that lead back to each other, which no order suits; empty where there are none."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def between_packages(arrows: Arrows) -> Arrows:
    """The same between packages, without arrows to what another arrow leads to as well."""
    found: Arrows = {}
    for module, others in arrows.items():
        own = package_of(module)
        found.setdefault(own, set()).update({package_of(other) for other in others} - {own})
    reached: Arrows = {}
    for package in TopologicalSorter(found).static_order():
        direct = found.get(package, set())
        reached[package] = direct.union(*(reached[other] for other in direct))
    return {
        package: {one for one in direct if not any(one in reached[other] for other in direct - {one})}
        for package, direct in found.items()
    }


def picture() -> str:
    """The packages as a Mermaid graph, the uppermost first."""
    found = between_packages(arrows())
    own = [package for package in reversed(ORDER) if found.get(package)]
    lines = [f"    {one} --> {other}" for one in own for other in sorted(found[one], key=PLACES.get, reverse=True)]
    return "\n".join(["graph TD", *lines])


if __name__ == "__main__":
    sys.stdout.write(picture() + "\n")
