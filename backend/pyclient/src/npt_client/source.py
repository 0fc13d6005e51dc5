"""Functions, classes and models, as the source text that the student wrote.

Promises to read text: neither the function nor the class is ever called.
"""

import ast
import functools
import inspect
import linecache
import textwrap
import types
from typing import Any, Iterator, List, NamedTuple, Optional, Tuple

from .limits import MAX_CELLS
from .output import running_shell
from .payload import Payload, cut, safe_repr, safe_str, text_payload
from .quiet import unwarned

NO_SOURCE = "...  # its source text is not available"
TRAITS = ("co_name", "co_code", "co_names", "co_varnames", "co_freevars", "co_argcount")
FIRST_NUMBER = 10_000_000  # a line that no source text has


def code_payload(text: str) -> Payload:
    """Returns a payload of type code. Bounds: MAX_TEXT characters."""
    return text_payload(text.rstrip("\n"), "code")


def capture_code_repr(value: Any) -> Payload:
    """A torch Module or a scikit-learn estimator, whose repr is written like code.

    Bounds: MAX_TEXT characters.
    """
    return code_payload(safe_str(value))


def capture_keras(model: Any) -> Payload:
    """A keras model or layer, as its summary; as its repr if it has none yet.

    Bounds: MAX_TEXT characters.
    """
    lines: List[str] = []
    try:
        model.summary(print_fn=lambda line, *more, **options: lines.append(str(line)))
    except Exception:  # layers and models that are not built have none
        return capture_code_repr(model)
    return code_payload("\n".join(lines))


def capture_function(function: Any) -> Payload:
    """A function, lambda, method or partial, as its source text with its decorators.

    Bounds: MAX_TEXT characters, of which the arguments of a partial take at most 2,000.
    """
    note = ""
    function = getattr(function, "_partialmethod", getattr(function, "__partialmethod__", function))
    while isinstance(function, (functools.partial, functools.partialmethod)):
        fixed = [safe_repr(value) for value in function.args]
        fixed += ["%s=%s" % (name, safe_repr(value)) for name, value in function.keywords.items()]
        note = "# partial: %s\n" % ", ".join(fixed) + note
        function = function.func
    return code_payload(cut(note, 2_000) + function_source(function))


def function_source(function: Any) -> str:
    """Returns the text of a function; its signature if there is no text."""
    function = function.fget if isinstance(function, property) else function
    function = inspect.unwrap(getattr(function, "__func__", function))
    code = getattr(function, "__code__", None)
    if code is None:
        return safe_repr(function)
    place = written_at(code)
    if place is None:
        if code.co_name == "<lambda>":
            return "lambda %s: %s" % (", ".join(code.co_varnames[: code.co_argcount]), NO_SOURCE)
        return "def %s%s: %s" % (function.__name__, signature_of(function), NO_SOURCE)
    if isinstance(place.node, ast.Lambda):
        return ast.get_source_segment(place.text, place.node) or ""
    return lines_of(place.text, place.node)


class Place(NamedTuple):
    """A function or lambda in a source text."""

    text: str
    node: ast.AST


def written_at(code: types.CodeType) -> Optional[Place]:
    """Returns where a function was written: in its file or cell; where that is not known, as of a
    function of a %%time cell, in what was typed; None if it is in neither.

    That of the same code comes first, as names are given again: then one of the same name, arguments
    and line, as what surrounds a function and what changes it, like %%timeit, changes its code.
    """
    own = text_of_file(code.co_filename)
    texts = [own] if own else texts_typed(code.co_name.strip("<>"))
    found = [(place, other) for text in texts for place, other in functions_of(text, code.co_name)]
    for alike in (has_same_code, has_same_place):
        for place, other in found:
            if alike(other, code):
                return place
    return None


def functions_of(text: str, name: str) -> Iterator[Tuple[Place, types.CodeType]]:
    """Yields the functions of this name in a source text, each with what it is compiled to, which has
    the line of the text again.
    """
    nodes = [node for node in nodes_of(text) if name_of(node) == name]
    if not nodes:
        return
    tree = ast.parse(text)
    for number, node in enumerate(node for node in ast.walk(tree) if name_of(node) == name):
        # On one line there may be two lambdas: the number tells which one a code is of.
        for at in [node, *getattr(node, "decorator_list", [])]:
            at.lineno = at.end_lineno = FIRST_NUMBER + number
    try:
        with unwarned():
            codes = list(codes_in(compile(tree, "<text>", "exec", dont_inherit=True)))
    except (SyntaxError, ValueError):  # such as a return outside of a function
        return
    for code in codes:
        if code.co_name == name and code.co_firstlineno >= FIRST_NUMBER:
            node = nodes[code.co_firstlineno - FIRST_NUMBER]
            yield Place(text, node), code.replace(co_firstlineno=first_line(node))


def name_of(node: ast.AST) -> str:
    """Returns the name that the code of a function or lambda has; '' for any other node."""
    if isinstance(node, ast.Lambda):
        return "<lambda>"
    return node.name if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else ""


def codes_in(code: types.CodeType) -> Iterator[types.CodeType]:
    """Yields the codes of all functions and classes in a code."""
    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            yield each
            yield from codes_in(each)


def has_same_code(one: types.CodeType, other: types.CodeType) -> bool:
    """Tells whether two codes do the same, wherever they stand."""
    if any(getattr(one, trait) != getattr(other, trait) for trait in TRAITS):
        return False
    pairs = list(zip(one.co_consts, other.co_consts))
    return len(one.co_consts) == len(other.co_consts) and all(
        has_same_code(a, b)
        if isinstance(a, types.CodeType) and isinstance(b, types.CodeType)
        else (type(a), repr(a)) == (type(b), repr(b))
        for a, b in pairs
    )


def has_same_place(one: types.CodeType, other: types.CodeType) -> bool:
    """Tells whether two codes have the same arguments and stand on the same line."""
    count = one.co_argcount + one.co_kwonlyargcount
    same = one.co_firstlineno == other.co_firstlineno
    return same and one.co_varnames[:count] == other.co_varnames[:count]


def capture_class(kind: type) -> Payload:
    """A class, as its source text; as its repr if there is no text, as in a compiled library.

    Bounds: MAX_TEXT characters.
    """
    possible: List[str] = []
    for text, line in texts_of_class(kind):
        for node in nodes_of(text):
            if isinstance(node, ast.ClassDef) and node.name == kind.__name__:
                if line is None and not has_values_of(node, kind):
                    possible.append(lines_of(text, node))
                elif line is None or first_line(node) <= line <= last_line(node):
                    return code_payload(lines_of(text, node))
    if possible:
        return code_payload(possible[0])
    try:
        return code_payload(inspect.getsource(kind))
    except (OSError, TypeError):
        return code_payload(safe_repr(kind))


def texts_of_class(kind: type) -> Iterator[Tuple[str, Optional[int]]]:
    """Yields texts that may hold the class, each with a line inside the class if one is known.

    A class of a notebook does not know its cell, but its methods do. A class without methods is
    looked for in all that was typed, the latest first.
    """
    for member in vars(kind).values():
        member = getattr(member, "fget", None) or getattr(member, "__func__", member)
        code = getattr(inspect.unwrap(member) if callable(member) else member, "__code__", None)
        if code is not None and not code.co_filename.startswith("<string"):
            place = written_at(code)
            if place is not None:
                yield place.text, first_line(place.node)
    if kind.__module__ == "__main__":
        for typed in texts_typed(kind.__name__):
            yield typed, None


def has_values_of(node: ast.ClassDef, kind: type) -> bool:
    """Tells whether what is written in a class is what this class has: names and plain values."""
    for statement in node.body:
        for target in getattr(statement, "targets", [getattr(statement, "target", None)]):
            if isinstance(target, ast.Name) and getattr(statement, "value", None) is not None:
                has = vars(kind).get(target.id, NO_SOURCE)
                try:
                    said = ast.literal_eval(statement.value)  # type: ignore[attr-defined]
                except (ValueError, TypeError):  # a value that must be computed
                    said = has
                if has is NO_SOURCE or repr(getattr(has, "value", has)) != repr(said):
                    return False
    return True


def texts_typed(word: str) -> List[str]:
    """Returns what was typed with this word in it, the latest first, and after each cell the texts in
    it, which it may have run: IPython makes one of the body of a %%time cell, exec takes one.
    """
    shell = running_shell()
    history = getattr(shell, "history_manager", None)
    cells = list(getattr(history, "input_hist_parsed", []))
    waiting = [cell for cell in cells[-MAX_CELLS:] if word in cell]
    texts: List[str] = []
    while waiting and len(texts) < MAX_CELLS:
        text = waiting.pop()
        inside = [
            node.value
            for node in nodes_of(text)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        if not nodes_of(text) and shell is not None:  # with lines such as %matplotlib
            inside = [shell.transform_cell(text)]
        texts.append(text)
        waiting += [each for each in reversed(inside) if word in each and each not in (text, word)]
    return texts


def text_of_file(name: str) -> str:
    """Returns the text of a file or of a notebook's cell; '' if there is none."""
    linecache.checkcache(name)
    return "".join(linecache.getlines(name))  # IPython keeps its cells there


def nodes_of(text: str) -> List[ast.AST]:
    """Returns all nodes of a source text; none if it is no Python."""
    try:
        return list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError):
        return []


def first_line(node: ast.AST) -> int:
    """Returns the number of a node's first line, that of its first decorator."""
    lines = [decorator.lineno for decorator in getattr(node, "decorator_list", [])]
    return int(min(lines + [getattr(node, "lineno", 0)]))


def last_line(node: ast.AST) -> int:
    """Returns the number of a node's last line; 0 if it has none."""
    return int(getattr(node, "end_lineno", None) or 0)


def lines_of(text: str, node: ast.AST) -> str:
    """Returns the lines of a node, as far to the left as they go."""
    start, end = first_line(node) - 1, last_line(node)
    return textwrap.dedent("".join(text.splitlines(True)[start:end]))


def signature_of(function: Any) -> str:
    """Returns the arguments as they are written; (...) if they are not known."""
    try:
        return str(inspect.signature(function))
    except (TypeError, ValueError):
        return "(...)"
