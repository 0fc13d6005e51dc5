"""Functions, classes and models, as the source text that the student wrote.

Promises to read text: neither the function nor the class is ever called.
"""

import ast
import functools
import inspect
import linecache
import textwrap
import types
from typing import Any, Iterator, List, Optional, Tuple

from .output import running_shell
from .payload import Payload, cut, safe_repr, text_payload

NO_SOURCE = "...  # its source text is not available"


def code_payload(text: str) -> Payload:
    """Returns a payload of type code. Bounds: MAX_TEXT characters."""
    return text_payload(text.rstrip("\n"), "code")


def capture_code_repr(value: Any) -> Payload:
    """A torch Module or a scikit-learn estimator, whose repr is written like code.

    Bounds: MAX_TEXT characters.
    """
    return code_payload(str(value))


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
    while isinstance(function, functools.partial):
        fixed = [safe_repr(value) for value in function.args]
        fixed += ["%s=%s" % (name, safe_repr(value)) for name, value in function.keywords.items()]
        note = "# partial: %s\n" % ", ".join(fixed) + note
        function = function.func
    return code_payload(cut(note, 2_000) + function_source(function))


def function_source(function: Any) -> str:
    """Returns the text of a function; its signature if there is no text."""
    function = inspect.unwrap(getattr(function, "__func__", function))
    code = getattr(function, "__code__", None)
    if code is None:
        return safe_repr(function)
    text = text_of_file(code.co_filename)
    found = [node for node in nodes_of(text) if first_line(node) == code.co_firstlineno]
    if code.co_name == "<lambda>":
        return lambda_source(text, [node for node in found if isinstance(node, ast.Lambda)], code)
    for node in found:
        if getattr(node, "name", None) == code.co_name:
            return lines_of(text, node)
    return "def %s%s: %s" % (function.__name__, signature_of(function), NO_SOURCE)


def lambda_source(text: str, candidates: List[ast.Lambda], code: types.CodeType) -> str:
    """Returns the text of the candidate that compiles to this code, else of one with the same
    arguments: a lambda that uses variables of a surrounding function compiles differently alone.
    """
    for matches in (compiles_to, has_the_arguments_of):
        for node in candidates:
            if matches(node, code):
                return ast.get_source_segment(text, node) or ""
    return "lambda %s: %s" % (", ".join(code.co_varnames[: code.co_argcount]), NO_SOURCE)


def compiles_to(node: ast.Lambda, code: types.CodeType) -> bool:
    """Tells whether a lambda, compiled alone, is this code."""
    alone = compile(ast.Expression(node), code.co_filename, "eval").co_consts
    traits = ("co_code", "co_consts", "co_names", "co_varnames")
    return any(
        all(getattr(one, trait, None) == getattr(code, trait) for trait in traits) for one in alone
    )


def has_the_arguments_of(node: ast.Lambda, code: types.CodeType) -> bool:
    """Tells whether a lambda has the arguments of this code."""
    names = tuple(argument.arg for argument in node.args.args)
    return names == code.co_varnames[: code.co_argcount]


def capture_class(kind: type) -> Payload:
    """A class, as its source text; as its repr if there is no text, as in a compiled library.

    Bounds: MAX_TEXT characters.
    """
    for text, line in texts_of_class(kind):
        inside = [
            node
            for node in nodes_of(text)
            if isinstance(node, ast.ClassDef) and node.name == kind.__name__
            if line is None or first_line(node) <= line <= last_line(node)
        ]
        if inside:
            return code_payload(lines_of(text, inside[-1]))
    try:
        return code_payload(inspect.getsource(kind))
    except (OSError, TypeError):
        return code_payload(repr(kind))


def texts_of_class(kind: type) -> Iterator[Tuple[str, Optional[int]]]:
    """Yields texts that may hold the class, each with a line inside the class if one is known.

    A class of a notebook does not know its cell, but its methods do. A class without methods is
    looked for in all cells that were run, the latest first.
    """
    for member in vars(kind).values():
        member = getattr(member, "fget", None) or getattr(member, "__func__", member)
        code = getattr(inspect.unwrap(member) if callable(member) else member, "__code__", None)
        if code is not None and not code.co_filename.startswith("<string"):
            yield text_of_file(code.co_filename), code.co_firstlineno
    if kind.__module__ == "__main__":
        history = getattr(running_shell(), "history_manager", None)
        for typed in reversed(getattr(history, "input_hist_parsed", [])):
            yield typed, None


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
