"""Which texts of pages and components reach Streamlit's markdown, and whether words from outside could be in them."""

import ast
from collections.abc import Iterator

# Element -> places of its arguments that are rendered as markdown.
RENDERED = {
    **dict.fromkeys(
        (
            *("markdown", "caption", "warning", "info", "error", "success", "write", "title", "header", "subheader"),
            *("button", "download_button", "form_submit_button", "link_button", "popover", "expander", "toast"),
            *("checkbox", "toggle", "radio", "selectbox", "multiselect", "slider", "select_slider", "text_input"),
            *("text_area", "number_input", "date_input", "file_uploader", "pills", "segmented_control", "badge"),
            *("status", "spinner", "dialog", "tabs", "feedback", "menu_button"),
        ),
        (0,),
    ),
    "metric": (0, 1),
    "progress": (1,),
    "page_link": (),
    "image": (),
}
NAMED = ("label", "help", "delta", "delta_description", "caption", "text", "value")
# Elements of which also the choices are rendered, each named by ``format_func``.
CHOICES = ("radio", "pills", "segmented_control", "select_slider", "menu_button")
# What makes words inert, and what prints no words at all.
INERT = ("inert.markdown", "_worded", "view_state.query", "formats.integer")


def active(tree: ast.Module) -> Iterator[tuple[int, ast.expr]]:
    """Every text of an element in which something from outside could act, with its line.

    So is an element that is named and not called, since nobody sees what it will be given.
    """
    modules = _modules(tree)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="st"), attr=name) if name in RENDERED and id(node) not in called:
                yield node.lineno, node
            case ast.Call(func=ast.Name(id="getattr"), args=[ast.Name(id="st"), *_]):
                yield node.lineno, node
    for function, call in _calls(tree):
        if not isinstance(call.func, ast.Attribute) or call.func.attr not in RENDERED:
            continue
        if ast.unparse(call.func) in INERT or (isinstance(call.func.value, ast.Name) and call.func.value.id in modules):
            continue
        name = call.func.attr
        texts = [call.args[place] for place in RENDERED[name] if place < len(call.args)]
        names = NAMED if name in ("metric", "progress", "image") else ("body", "label", "help", "captions")
        texts += [one.value for one in call.keywords if one.arg in names]
        named = [one.value for one in call.keywords if one.arg == "format_func"]
        texts += [one for one in named if name in CHOICES]
        for text in texts:
            if not _is_inert(text, function):
                yield text.lineno, text


def _modules(tree: ast.Module) -> set[str]:
    """Names of our own modules, whose functions may be called as an element is, and of the log."""
    found = {"_LOG"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("components", "provindex"):
            found |= {alias.asname or alias.name for alias in node.names}
    return found


def _calls(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Every call with the function in which it stands."""

    def walk(node: ast.AST, within: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield within, child
            yield from walk(child, child if isinstance(child, ast.FunctionDef) else within)

    yield from walk(tree, tree)


def _is_inert(text: ast.expr, function: ast.AST) -> bool:
    """Whether nothing in a text is from outside, or all that is has been made inert."""
    match text:
        case ast.Constant():
            return True
        case ast.JoinedStr(values=values):
            return all(_is_inert(one, function) for one in values)
        case ast.FormattedValue(value=value, format_spec=spec):
            return spec is not None or _is_inert(value, function)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _is_inert(left, function) and _is_inert(right, function)
        case ast.IfExp(body=body, orelse=orelse):
            return _is_inert(body, function) and _is_inert(orelse, function)
        case ast.BoolOp(values=values) | ast.List(elts=values) | ast.Tuple(elts=values):
            return all(_is_inert(one, function) for one in values)
        case ast.Lambda(body=one) | ast.GeneratorExp(elt=one) | ast.ListComp(elt=one) | ast.Starred(value=one):
            return _is_inert(one, function)
        case ast.Subscript(value=ast.Name() as many):  # one of several, all of which are
            return _is_inert(many, function)
        case ast.Subscript(value=ast.Name() as many, slice=ast.Slice()):
            return _is_inert(many, function)
        case ast.Dict(values=values):
            return all(_is_inert(one, function) for one in values)
        case ast.Attribute(value=ast.Name() as many, attr="__getitem__"):
            return _is_inert(many, function)
        case ast.Call():
            return _is_inert_call(text, function)
        case ast.Name(id=name):
            given = list(_assigned(name, function))
            return bool(given) and all(_is_inert(one, function) for one in given)
    return False


def _is_inert_call(call: ast.Call, function: ast.AST) -> bool:
    name = ast.unparse(call.func)
    if name in INERT or (name == "partial" and ast.unparse(call.args[0]) in INERT):
        return True
    if name in ("t", "t.plural"):
        own = call.args[: 1 if name == "t" else 2]
        return all(isinstance(one, ast.Constant) for one in own) and all(
            one.arg is not None and _is_inert(one.value, function) for one in call.keywords
        )
    if isinstance(call.func, ast.Attribute) and call.func.attr == "join":
        return isinstance(call.func.value, ast.Constant) and all(_is_inert(one, function) for one in call.args)
    return False


def _assigned(name: str, function: ast.AST) -> Iterator[ast.expr]:
    """All that a name of a function is given; an argument of it or of a loop is given something unknown."""
    unknown = ast.Attribute()
    if isinstance(function, ast.FunctionDef):
        arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
        if name in [one.arg for one in arguments]:
            yield unknown
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    if isinstance(target, ast.Name) and target.id == name:
                        yield value
                    elif _is_mapped(value) and _names(target, name):
                        yield ast.Constant("")
                    elif _names(target, name):
                        yield from _taken_apart(target, value, name, unknown)
            case ast.AugAssign(target=ast.Name(id=found), value=value) if found == name:
                yield value
            case ast.AnnAssign(target=ast.Name(id=found), value=value) if found == name and value is not None:
                yield value
            case ast.NamedExpr(target=ast.Name(id=found), value=value) if found == name:
                yield value
            case ast.For(target=target, iter=many) | ast.comprehension(target=target, iter=many) if _names(
                target, name
            ):
                yield many if isinstance(target, ast.Name) else unknown
            case ast.Call(func=ast.Attribute(value=ast.Name(id=found), attr="append"), args=[value]) if found == name:
                yield value


def _taken_apart(target: ast.expr, value: ast.expr, name: str, unknown: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        for one, given in zip(target.elts, value.elts, strict=True):
            if _names(one, name):
                yield given
    else:
        yield unknown


def _is_mapped(value: ast.expr) -> bool:
    """Whether every part of a value went through what makes words inert."""
    return isinstance(value, ast.Call) and ast.unparse(value.func) == "map" and ast.unparse(value.args[0]) in INERT


def _names(target: ast.expr, name: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(target))
