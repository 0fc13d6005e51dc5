"""Joins the modules of src/npt_client into client.py, which can be read, and served.py, which a notebook
fetches: the same lines without comments, as a text that src/loader.py runs.

    python3 backend/pyclient/bundle.py

The same modules give the same bytes, on every system and with every Python from 3.8 on; a test
compares them with the committed files. It is a script of our own, and in Python, because it needs
little more than Python's own parser: the modules' code goes into client.py as it is written, line by
line, with its comments and docstrings. Only these lines change:

    imports of the standard library at the top of a module move to the top of client.py, once each;
    imports inside a function stay where they are
    imports from another module go: its names are in the same file
    the docstring of a module becomes a comment under its banner

That this changes no meaning is why a module keeps to some rules. A Broken tells which one it breaks.

In served.py comments and docstrings are empty lines, so that a traceback's numbers are those of client.py;
only what help(send) and help(npt) show is left. The client is a text in it, so that a first cell that
runs again, or after another notebook did, need not compile it.
"""

import ast
import io
import pathlib
import tokenize
from typing import Dict, Iterator, List, NamedTuple, Set, Tuple, Union

FOLDER = pathlib.Path(__file__).resolve().parent
SOURCES = FOLDER / "src"
PACKAGE = SOURCES / "npt_client"
CLIENT = FOLDER / "client.py"
SERVED = FOLDER / "served.py"
WIDTH = 100
SHOWN = ("Send", "Npt")  # classes whose docstrings students see

# A module imports from those before it only: there is no circle.
ORDER = (
    *(
        "errors",
        "limits",
        "words",
        "plain",
        "clock",
        "quiet",
        "home",
        "storage",
        "seen",
        "browser",
        "elsewhere",
    ),
    *(
        "payload",
        "messages",
        "output",
        "taking",
        "aside",
        "nested",
        "pixels",
        "drawing",
        "plotted",
        "figures",
        "pictures",
        "runs",
        "tables",
        "arrays",
        "source",
        "displayed",
        "kinds",
        "digest",
        "capture",
        "inputs",
        "calls",
    ),
    *(
        "records",
        "queues",
        "processes",
        "outbox",
        "mirror",
        "ledger",
        "telling",
        "mine",
        "proof",
        "wire",
    ),
    *("notebook", "told", "calling"),
    *(
        "errand",
        "mdns",
        "transport",
        "neighbours",
        "known_servers",
        "relay",
        "browser_network",
        "network",
    ),
    *("own_file", "downloads", "files"),
    *(
        "preflight",
        "greeting",
        "inbox",
        "courier",
        "browser_courier",
        "tries",
        "response",
        "shipping",
        "client",
        "api",
    ),
)


class Broken(Exception):
    """A module breaks a rule; the text says which, and where."""


class Module(NamedTuple):
    """One source file, taken apart."""

    name: str
    docstring: str
    body: str  # all but docstring and imports
    standard: Dict[str, Set[str]]  # what it imports: from a module those names; none, the module
    defined: Set[str]  # the names at its top level


def bundled() -> Dict[pathlib.Path, bytes]:
    """Returns what client.py and served.py must be. Raises Broken if a module breaks a rule."""
    present = sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__")
    if present != sorted(ORDER):
        raise Broken("ORDER and the modules differ: %s" % sorted(set(present) ^ set(ORDER)))
    modules: List[Module] = []
    for name in ORDER:
        modules.append(module_of(name, (PACKAGE / (name + ".py")).read_text("utf-8"), modules))
    home = [module for module in modules if module.name == "home"]
    loader = module_of("loader", (SOURCES / "loader.py").read_text("utf-8"), home)
    head = (SOURCES / "head.py").read_text("utf-8")
    client = joined(head, modules)
    made = served(head, joined("", [*home, loader]), client)
    return {CLIENT: client.encode("utf-8"), SERVED: made.encode("utf-8")}


def served(head: str, loader: str, client: str) -> str:
    """Returns the text of served.py. Its own code runs in a student's namespace, where each builtin may be
    something else, and whose __doc__ and __annotations__ are the student's. Raises Broken if the code of the
    client or the loader cannot stand in quotes.
    """
    docstring, check = module_of("head", head, [])[1:3]
    starts, runs = without_comments(loader).strip("\n") + "\n", without_comments(client)
    if '"""' in starts or "'''" in runs or not runs.endswith("\n"):
        raise Broken("the code of the client cannot stand in quotes")
    comment = "".join("# " + line + "\n" if line else "#\n" for line in docstring.splitlines())
    return comment + SERVED_AS % (check, starts, runs)


SERVED_AS = '''
%s
import builtins as _npt_builtins

_npt_loader = {"__name__": "npt_loader"}
_npt_builtins.exec(
    r"""
%s""",
    _npt_loader,
)
_npt_builtins.eval("start", _npt_loader)(
    r\'\'\'%s\'\'\'
)
'''


def without_comments(text: str) -> str:
    """Returns source code with empty lines for its comments and docstrings, but for those of SHOWN."""
    lines = text.splitlines(True)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip() + "\n"
    for docstring, alone in docstrings_in(ast.parse(text)):
        first, last = docstring.lineno - 1, (docstring.end_lineno or 0) - 1
        indent = " " * docstring.col_offset
        lines[first : last + 1] = [indent + "pass\n" if alone else "\n"] + ["\n"] * (last - first)
    return "".join(lines)


def docstrings_in(tree: ast.AST) -> Iterator[Tuple[ast.stmt, bool]]:
    """Yields the docstrings that nobody is shown, each with whether nothing else is in its block."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.ClassDef) and node.name in SHOWN):
            yield from docstrings_in(node)
    body = getattr(tree, "body", None)
    if isinstance(tree, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        if body and ast.get_docstring(tree, clean=False) is not None:
            yield body[0], len(body) == 1


def module_of(name: str, text: str, earlier: List[Module]) -> Module:
    """Returns a module taken apart; Broken if it breaks a rule."""
    tree = ast.parse(text)
    docstring = ast.get_docstring(tree)
    if not docstring:
        raise Broken("%s has no docstring" % name)
    rest = tree.body[1:]
    imports = [node for node in rest if isinstance(node, (ast.Import, ast.ImportFrom))]
    if rest[: len(imports)] != imports:
        raise Broken("%s imports after its first definition" % name)
    standard: Dict[str, Set[str]] = {}
    for node in imports:
        if isinstance(node, ast.ImportFrom) and node.level:
            check_import(name, node, earlier)
            continue
        for alias in node.names:
            if alias.asname or alias.name == "*":
                raise Broken("%s:%d imports under another name" % (name, node.lineno))
        if isinstance(node, ast.ImportFrom):
            standard.setdefault(str(node.module), set()).update(one.name for one in node.names)
        else:
            standard.update((one.name, set()) for one in node.names if one.name not in standard)
    check_body(name, rest[len(imports) :])
    start = tree.body[len(imports)].end_lineno or 0
    body = "".join(text.splitlines(True)[start:]).strip("\n") + "\n"
    return Module(name, docstring, body, standard, set(defined_by(rest[len(imports) :])))


def check_import(name: str, node: ast.ImportFrom, earlier: List[Module]) -> None:
    """Raises Broken unless a module imports names that an earlier one defines."""
    known = {module.name: module.defined for module in earlier}
    where = "%s:%d" % (name, node.lineno)
    if node.level != 1 or node.module not in known:
        raise Broken(where + " imports from no module that comes earlier in ORDER")
    for alias in node.names:
        if alias.asname or alias.name not in known[node.module]:
            raise Broken("%s imports what %s does not define" % (where, node.module))


def check_body(name: str, body: List[ast.stmt]) -> None:
    """Raises Broken if the code of a module would not mean the same in client.py."""
    for node in body:
        if isinstance(node, ast.AnnAssign):
            raise Broken("%s:%d annotates a global: use a comment" % (name, node.lineno))
    for inner in (inner for node in body for inner in ast.walk(node)):
        if isinstance(inner, (ast.Import, ast.ImportFrom)) and is_ours(inner):
            raise Broken("%s:%d imports a module late" % (name, inner.lineno))


def is_ours(node: Union[ast.Import, ast.ImportFrom]) -> bool:
    """Returns whether an import is of the package itself, by a relative or by its full name."""
    if isinstance(node, ast.ImportFrom):
        return node.level > 0 or str(node.module).partition(".")[0] == PACKAGE.name
    return any(alias.name.partition(".")[0] == PACKAGE.name for alias in node.names)


def defined_by(body: List[ast.stmt]) -> Iterator[str]:
    """Yields the names that these statements define, but for those of functions and classes inside."""
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from ((one.asname or one.name).partition(".")[0] for one in node.names)
        else:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                    yield inner.id


def joined(head: str, modules: List[Module]) -> str:
    """Returns the text of client.py. Raises Broken if two modules define one name."""
    standard: Dict[str, Set[str]] = {}
    owners: Dict[str, str] = {}
    for module in modules:
        for imported, names in module.standard.items():
            standard.setdefault(imported, set()).update(names)
    for imported, names in standard.items():
        for name in names or {imported.partition(".")[0]}:
            owners[name] = imported
    for module in modules:
        for name in module.defined:
            if name in owners:
                raise Broken("%s and %s both define %s" % (owners[name], module.name, name))
            owners[name] = module.name
    parts = [head.rstrip("\n") + "\n", import_lines(standard)]
    parts += ["\n" + banner(module) + "\n\n" + module.body for module in modules]
    return "\n".join(parts)


def import_lines(standard: Dict[str, Set[str]]) -> str:
    """Returns the imports, sorted, as black writes them."""
    lines = ["import %s\n" % name for name in sorted(standard) if not standard[name]]
    for name in sorted(name for name in standard if standard[name]):
        line = "from %s import %s\n" % (name, ", ".join(sorted(standard[name])))
        if len(line) > WIDTH:
            names = "".join("    %s,\n" % each for each in sorted(standard[name]))
            line = "from %s import (\n%s)\n" % (name, names)
        lines.append(line)
    return "".join(lines)


def banner(module: Module) -> str:
    """Returns the comment above the code of a module: its name and its docstring."""
    title = ("# ---- %s.py " % module.name).ljust(WIDTH, "-") + "\n#\n"
    lines = ("# " + line if line else "#" for line in module.docstring.splitlines())
    return title + "\n".join(lines) + "\n"


if __name__ == "__main__":
    for path, content in bundled().items():
        path.write_bytes(content)
