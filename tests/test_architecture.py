"""Which package stands on which, who may import whom, and which module alone may touch what.

Every rule reads the syntax tree of one file. Each also has a text that breaks it and one that keeps it,
so that a rule which no longer bites is found.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from importlib.metadata import packages_distributions

import pytest

from provindex.core.paths import ROOT
from tests import house, words_rule
from tests.house import ORDER, PLACES, files, imports, package_of

Found = Iterator[tuple[int, str]]
Rule = Callable[[str, ast.Module, str], Found]

PAGE_LINES = 40
MODULE_LINES = 400

FOLDER_MODULES = 30
FAMILY = 3
"""Modules of one folder whose names begin with the same word; more of them ask for a package."""

# Pattern of files -> what they never import.
NEVER_IMPORTED = {
    "provindex/*": ("streamlit",),
    "provindex/figures/*": ("provindex.core.translate",),
    "app.py": ("pages",),
}
PAGE_IMPORTS = ("streamlit", "components", "provindex")

STATE = ("components/state/view_state.py", "components/widgets/pickers.py", "components/state/data_version.py")
CACHES = (
    "components/state/results.py",
    "components/state/catalogs.py",
    "components/state/data_version.py",
    "components/state/figure_cache.py",
    "components/state/upload_cache.py",
)
# What texts a cached function may go by: ids of our own, a data version, or one digest of everything else.
CACHE_KEYS = ("index", "measure", "edition", "province", "lang", "version", "provinces", "archipelagos", "key")
FIGURES = ("provindex/figures/*",)
# The doors to data/ and geo/.
DOORS = (
    "provindex/store/score_store.py",
    "provindex/core/toml_table.py",
    "provindex/catalog/*.py",
    "provindex/geography/*.py",
    "provindex/publishing/presentations.py",
)
# Beside the doors: a finding names its folder, a cache is kept per folder, the worker may read both.
NAMERS = (
    *DOORS,
    "provindex/core/paths.py",
    "provindex/analysis/integrity.py",
    "provindex/worker/confinement.py",
)
# The intake opens what lies inside of uploaded bytes, its command the file that it is given, the worker nothing.
INTAKE = (
    "provindex/intake/formats/container.py",
    "provindex/intake/formats/parquet.py",
    "provindex/intake/formats/pdf_pages.py",
    "provindex/worker/process.py",
    "provindex/cli/read.py",
)
# Beside translations: Streamlit's own scripts name each other, which no library tells, nor whether a commit is whole.
OTHERS = (
    "provindex/core/translate.py",
    "provindex/cli/messages.py",
    "provindex/cli/publish.py",
    "provindex/store/durability.py",
    "server/preload.py",
)
READERS = (*DOORS, *INTAKE, *OTHERS)
READING = re.compile(r"open|read_(bytes|csv|excel|feather|file|parquet|table|text)|ParquetFile")
# Names of XML vocabularies look like addresses but are never asked for.
OUTSIDE = re.compile(
    r"\b(?:https?|wss?)://(?!127\.0\.0\.1|www\.w3\.org/\d|schemas\.(?:openxmlformats\.org|microsoft\.com)/)[\w-]+\.[\w.-]+"
)

# Put together here, so that a search of the project for its name finds no use of it.
RAW_HTML = "_".join(("unsafe", "allow", "html"))

PINNED = re.findall(r"^([\w-]+)==", (ROOT / "requirements.txt").read_text("utf-8").lower(), re.M)
DISTRIBUTIONS = packages_distributions()


def is_among(file: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(file, pattern) for pattern in patterns)


def is_within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def aliases(tree: ast.Module, package: str) -> dict[str, str]:
    """The names in a file that stand for ``package`` or a part of it, with what they stand for."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if is_within(alias.name, (package,)):
                    found[alias.asname or package] = alias.name if alias.asname else package
        elif isinstance(node, ast.ImportFrom) and is_within(node.module or "", (package,)):
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


def uses(tree: ast.Module, package: str) -> Iterator[tuple[int, str]]:
    """Line and full name wherever ``package``, under any alias, or an attribute of it is named."""
    known = aliases(tree, package)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in known:
            yield node.lineno, known[node.id]
        elif isinstance(node, ast.Attribute) and (name := dotted(node, known)):
            yield node.lineno, name


def dotted(node: ast.expr, known: dict[str, str]) -> str | None:
    """``st.session_state`` as ``streamlit.session_state``; None where it starts with no known name."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.Attribute):
        before = dotted(node.value, known)
        return f"{before}.{node.attr}" if before else None
    return None


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the last part of the name that is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node, node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node, node.func.id


def arrows_point_down(file: str, tree: ast.Module, source: str) -> Found:
    for pattern, packages in NEVER_IMPORTED.items():
        if fnmatch(file, pattern):
            for line, name in imports(tree):
                if is_within(name, packages):
                    yield line, f"{pattern} never imports {name}; hand the value in as an argument"


def packages_keep_their_order(file: str, tree: ast.Module, source: str) -> Found:
    own = package_of(file.removesuffix(".py").replace("/", "."))
    if own in PLACES:
        for line, name in imports(tree):
            other = package_of(name)
            if other in PLACES and PLACES[other] > PLACES[own]:
                yield line, f"{own} stands below {other} in ORDER; hand {name} in, or move what needs it up"


def pages_import_little(file: str, tree: ast.Module, source: str) -> Found:
    if file.startswith("pages/"):
        for line, name in imports(tree):
            if not is_within(name, PAGE_IMPORTS):
                yield line, f"a page does not import {name}; move the work to components/"


def tools_need_nothing(file: str, tree: ast.Module, source: str) -> Found:
    if file == "dev.py":
        for line, name in imports(tree):
            if name.split(".")[0] not in sys.stdlib_module_names:
                yield line, f"dev.py runs before {name} is installed; start it as a module instead"


def imports_are_pinned(file: str, tree: ast.Module, source: str) -> Found:
    own = {path.stem for path in ROOT.iterdir()}
    for line, name in imports(tree):
        package = name.split(".")[0]
        if package not in sys.stdlib_module_names and package not in own and not pinned(package):
            yield line, f"{package} comes by chance with another library; pin it in requirements.txt"


def pinned(package: str) -> bool:
    """Whether requirements.txt names what installs a package, such as python-pptx for pptx."""
    installers = DISTRIBUTIONS.get(package, ())
    return any(name.lower().replace("_", "-") in PINNED for name in installers)


def pages_define_nothing(file: str, tree: ast.Module, source: str) -> Found:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    if file.startswith("pages/"):
        for node in ast.walk(tree):
            if isinstance(node, kinds):
                yield node.lineno, f"a page defines nothing; move {node.name} to components/"


def files_stay_short(file: str, tree: ast.Module, source: str) -> Found:
    lines = len(source.splitlines())
    most = PAGE_LINES if file.startswith("pages/") else MODULE_LINES
    if lines > most and file != "dev.py":  # dev.py has to stay one file
        yield lines, f"{lines} lines are more than {most}; split the file by what it is about"


def one_module_holds_the_state(file: str, tree: ast.Module, source: str) -> Found:
    names = ("streamlit.session_state", "streamlit.query_params")
    if not is_among(file, STATE):
        for line, name in uses(tree, "streamlit"):
            if name in names:
                yield line, f"only {STATE[0]} touches {name}; ask it for the View"


def one_module_caches(file: str, tree: ast.Module, source: str) -> Found:
    names = ("streamlit.cache_data", "streamlit.cache_resource")
    if not is_among(file, CACHES):
        for line, name in uses(tree, "streamlit"):
            if name in names:
                yield line, f"only {CACHES[0]} uses {name}; add a cached function there"


def caches_go_by_digest(file: str, tree: ast.Module, source: str) -> Found:
    """Streamlit joins the arguments of a cached function without boundaries, so that foreign texts may be mistaken."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef) or not any(_caches(one) for one in node.decorator_list):
            continue
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
            kind = "" if argument.annotation is None else ast.unparse(argument.annotation)
            known = kind in ("int", "bool", "float") or (kind == "str" and argument.arg in CACHE_KEYS)
            if not argument.arg.startswith("_") and not known:
                told = f"a cached function takes no {argument.arg}: {kind or 'anything'}; hand in digests.digest"
                yield argument.lineno, f"{told} as its key, and the value as _{argument.arg}"


def _caches(decorator: ast.expr) -> bool:
    found = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(found).rpartition(".")[2] in ("cache_data", "cache_resource")


def doors_are_few(file: str, tree: ast.Module, source: str) -> Found:
    if file == "dev.py":
        return
    for call, name in calls(tree):
        if name in ("data_folder", "geo_folder") and not is_among(file, NAMERS):
            yield call.lineno, f"{name}() is for the doors; ask provindex/store/score_store.py or provindex/geography/"
        if READING.fullmatch(name) and not is_among(file, READERS):
            yield call.lineno, f"{name}() reads a file; ask provindex/store/score_store.py or provindex/geography/"


def figures_are_built_in_one_place(file: str, tree: ast.Module, source: str) -> Found:
    if is_among(file, FIGURES):
        return
    for package in ("plotly", "pydeck"):
        known = aliases(tree, package)
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if name := dotted(call.func, known):
                yield call.lineno, f"{name}() builds a figure; move that to provindex/figures/"


def no_raw_html(file: str, tree: ast.Module, source: str) -> Found:
    for call, _ in calls(tree):
        if any(keyword.arg == RAW_HTML for keyword in call.keywords):
            yield call.lineno, f"{RAW_HTML} lets data become code; use Streamlit's own elements"


def words_stay_words(file: str, tree: ast.Module, source: str) -> Found:
    """What uploads and people call things reaches Streamlit's markdown through one function alone."""
    if file.startswith(("components/", "pages/")):
        for line, text in words_rule.active(tree):
            yield line, f"{ast.unparse(text)[:60]} may hold words from outside; hand it through inert.markdown()"


def nothing_is_fetched(file: str, tree: ast.Module, source: str) -> Found:
    """Addresses in comments and docstrings are sources; in code they would be asked for."""
    described = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for address in OUTSIDE.findall(node.value) if id(node) not in described else []:
                yield node.lineno, f"{address} is another host; ship the file or name it in data/"


def texts_are_found_by_their_translator(file: str, tree: ast.Module, source: str) -> Found:
    """Translations are collected from calls of ``t`` by name, and before Python 3.12 not from inside an f-string."""

    def says(node: ast.AST) -> bool:
        return isinstance(node, ast.Call) and [type(one) for one in node.args[:1]] == [ast.Constant]

    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Call) and says(node):
            yield node.lineno, "a text is collected for translation only from t(…); name the translator t first"
        if isinstance(node, ast.JoinedStr):
            for call in filter(says, ast.walk(node)):
                if isinstance(call.func, ast.Name) and call.func.id in ("t", "plural"):
                    yield call.lineno, "a text inside an f-string is not collected for translation; call t(…) before it"


RULES: tuple[Rule, ...] = (
    arrows_point_down,
    packages_keep_their_order,
    pages_import_little,
    tools_need_nothing,
    imports_are_pinned,
    pages_define_nothing,
    files_stay_short,
    one_module_holds_the_state,
    one_module_caches,
    caches_go_by_digest,
    doors_are_few,
    figures_are_built_in_one_place,
    no_raw_html,
    words_stay_words,
    nothing_is_fetched,
    texts_are_found_by_their_translator,
)


def violations(file: str, source: str) -> list[str]:
    """What a file breaks, each as place, fault and cure."""
    tree = ast.parse(source)
    return [f"{file}:{line}: {what}" for rule in RULES for line, what in rule(file, tree, source)]


@pytest.mark.parametrize("file", files())
def test_a_file_keeps_the_rules(file):
    found = violations(file, (ROOT / file).read_text(encoding="utf-8"))
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("file", "source", "told"),
    [
        ("provindex/a.py", "import streamlit as st", "never imports streamlit;"),
        ("provindex/a.py", "def f():\n    from components import card", "provindex stands below components in ORDER"),
        ("provindex/figures/a.py", "from provindex.core import translate", "never imports provindex.core.translate;"),
        ("components/stage/a.py", "import pages.map", "components.stage stands below pages in ORDER"),
        ("provindex/store/a.py", "from provindex.analysis import ranking", "stands below provindex.analysis in ORDER"),
        ("server/a.py", "def f():\n    from components.state import urls", "server stands below components.state"),
        ("components/a.py", "from components.widgets import card", "components stands below components.widgets"),
        ("pages/a.py", "import pandas as pd", "a page does not import pandas;"),
        ("dev.py", "import babel", "dev.py runs before babel is installed"),
        ("provindex/a.py", "import narwhals", "narwhals comes by chance"),
        ("provindex/a.py", "import nowhere.to_be_found", "nowhere comes by chance"),
        ("pages/a.py", "def draw():\n    pass", "move draw to components/"),
        ("pages/a.py", "class Row:\n    pass", "move Row to components/"),
        ("pages/a.py", "x = 1\n" * 41, "41 lines are more than 40"),
        ("provindex/a.py", "x = 1\n" * 401, "401 lines are more than 400"),
        ("components/a.py", "import streamlit as st\nst.session_state['a'] = 1", "session_state;"),
        ("pages/a.py", "from streamlit import query_params\nquery_params.clear()", "query_params;"),
        ("components/a.py", "import streamlit\n@streamlit.cache_data\ndef f(): ...", "cache_data;"),
        ("components/state/results.py", "@st.cache_data\ndef f(content: bytes): ...", "takes no content: bytes;"),
        (
            "components/state/results.py",
            "@st.cache_data(ttl=1)\ndef f(year: int, *, name: str): ...",
            "takes no name: str;",
        ),
        ("components/state/results.py", "@cache_resource\ndef f(key: str, said): ...", "takes no said: anything;"),
        ("pages/a.py", "text = open('data/papi/2024.parquet')", "open() reads a file"),
        ("components/a.py", "frame = pd.read_parquet(path)", "read_parquet() reads a file"),
        ("provindex/analysis/ranking.py", "place = paths.data_folder() / 'papi'", "data_folder() is for"),
        ("components/a.py", "import plotly.graph_objects as go\ngo.Figure()", "Figure() builds"),
        ("components/a.py", "from pydeck import Layer\nLayer('x')", "pydeck.Layer() builds"),
        ("components/a.py", f"st.markdown('<b>', {RAW_HTML}=True)", RAW_HTML),
        ("components/a.py", "st.caption(index.name.get(lang))", "index.name.get(lang) may hold words"),
        ("components/a.py", "left.markdown(f'**{name}**')", "f'**{name}**' may hold words"),
        ("components/a.py", "def f(label):\n    st.button(label)", "label may hold words"),
        ("components/a.py", "st.button('Go', help=note)", "note may hold words"),
        ("components/a.py", "st.caption(t('By {name}', name=name))", "t('By {name}', name=name) may hold words"),
        ("components/a.py", "said = []\nsaid.append(name)\nst.caption(' '.join(said))", "may hold words"),
        ("components/a.py", "st.pills('Which', keys, format_func=names.get)", "names.get may hold words"),
        ("pages/a.py", "place.metric('Score', value)", "value may hold words"),
        ("provindex/a.py", "STYLE = 'https://tiles.example.org/a.json'", "is another host"),
        ("app.py", "address = f'https://cdn.example.org/{name}'", "is another host"),
        ("components/a.py", "selection.words()('Find a province')", "name the translator t first"),
        ("components/a.py", "said = f'{t('Rank')} 1'".replace("'Rank'", '"Rank"'), "call t(…) before it"),
    ],
)
def test_a_breach_is_told_with_its_place(file, source, told):
    found = violations(file, source)
    assert [told in line for line in found] == [True], found
    assert re.match(rf"{re.escape(file)}:\d+: ", found[0])


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("components/state/view_state.py", "import streamlit as st\nst.session_state['year'] = 2024"),
        ("components/state/results.py", "import streamlit as st\n@st.cache_data\ndef f(): ..."),
        ("components/state/results.py", "@st.cache_data\ndef f(key: str, year: int, *, _content: bytes): ..."),
        ("server/routes.py", "year = request.query_params['year']"),
        ("components/a.py", "st.caption(f'**{inert.markdown(name)}**: ' + t('Rank'))"),
        ("components/a.py", "said = [t('One')]\nsaid.append(inert.markdown(two))\nst.caption(' '.join(said))"),
        ("components/a.py", "st.metric('Score', f'{score:.2f}', help=inert.markdown(note))"),
        ("components/stage/a.py", "from components.widgets import card\ncard.metric(place, label, value)"),
        ("provindex/a.py", "log.warning(text)"),
        ("components/widgets/chart.py", "import plotly.graph_objects as go\ndef show(f: go.Figure): ..."),
        ("provindex/figures/a.py", "import plotly.graph_objects as go\ngo.Figure()"),
        ("provindex/store/score_store.py", "frame = pd.read_csv(paths.data_folder() / 'means.csv')"),
        ("provindex/a.py", '"""Method: https://example.org/percentile."""\nx = 1'),
        ("provindex/a.py", "import provindex.streamlit_like"),
        ("provindex/a.py", "from pptx import Presentation"),
        ("pages/a.py", "from components import card\n" * 40),
    ],
)
def test_what_the_rules_allow_is_not_told(file, source):
    assert violations(file, source) == []


def test_no_module_leads_back_to_itself():
    assert house.circle(house.arrows()) == []


def test_a_circle_is_found():
    assert set(house.circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}


def test_every_package_has_its_place():
    assert {package_of(module) for module in house.arrows()} - {"dev"} == set(ORDER)


def test_an_arrow_that_others_lead_to_is_not_drawn():
    arrows = {"pages.map": {"server.urls", "provindex.core.paths"}, "server.urls": {"provindex.core.paths"}}
    drawn = house.between_packages(arrows | {"provindex.core.paths": set()})
    assert drawn == {"pages": {"server"}, "server": {"provindex.core"}, "provindex.core": set()}


def test_the_picture_of_the_packages_is_true():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{house.picture()}\n```" in text, "write what `python -m tests.house` prints"


def crowded(names: list[str]) -> list[str]:
    """What makes a folder of modules hard to look through: too many of them, or of one family."""
    found = [f"{len(names)} modules; {FOLDER_MODULES} are the most"] if len(names) > FOLDER_MODULES else []
    families = Counter(name.split("_")[0] for name in names)
    return found + [f"{number} modules begin with {word}" for word, number in families.items() if number > FAMILY]


def test_no_folder_is_crowded():
    folders: dict[str, list[str]] = {}
    for file in files():
        folder, _, name = file.removesuffix(".py").rpartition("/")
        if folder and not name.startswith("__"):
            folders.setdefault(folder, []).append(name)
    assert {folder: told for folder, names in folders.items() if (told := crowded(names))} == {}


def test_a_crowded_folder_is_found():
    assert crowded([f"m{number}" for number in range(31)]) == ["31 modules; 30 are the most"]
    assert crowded(["map", "map_pair", "map_text", "map_of", "table"]) == ["4 modules begin with map"]


def test_the_rules_see_every_floor_of_the_house():
    floors = {file.split("/")[0] for file in files()}
    assert floors == {"app.py", "components", "dev.py", "pages", "provindex", "server"}


@pytest.mark.parametrize("named", dict.fromkeys([*READERS, *NAMERS, *FIGURES, *STATE, *CACHES]))
def test_an_exception_names_something_that_exists(named):
    assert list(ROOT.glob(named)), f"{named} is gone; remove it from the exceptions"


def folders() -> list[str]:
    """The folders of the repository; what git ignores is nobody's to describe."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    names = sorted(path.name for path in ROOT.iterdir() if path.is_dir())
    return [name for name in names if name[0] not in "._" and f"/{name}/" not in ignored]


@pytest.mark.parametrize("folder", folders())
def test_the_readme_says_what_a_folder_is_for(folder):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"| `{folder}/` |" in readme, f"add a line for {folder}/ to the table in README.md"
