"""client.py is what its modules make, and the modules keep the rules that allow it."""

import ast
import json
import pathlib
import re
import socket
import subprocess
import sys
from typing import Iterator, List, Tuple

import bundle
import pytest

MODULES = sorted(bundle.PACKAGE.glob("*.py"))
LINES = 400


CLIENT_PY = bundle.CLIENT.read_bytes()


def test_the_files_are_what_the_modules_make() -> None:
    for path, content in bundle.bundled().items():
        assert content == path.read_bytes(), (
            "run backend/pyclient/bundle.py, and commit %s" % path.name
        )


def test_what_is_served_is_client_py_without_comments_and_with_its_lines() -> None:
    nodes = [node for node in ast.walk(ast.parse(bundle.SERVED.read_bytes()))]
    texts = [node.value for node in nodes if isinstance(node, ast.Constant)]
    served = max((text for text in texts if isinstance(text, str)), key=len)
    assert code_in(served) == code_in(CLIENT_PY.decode())
    assert not re.search("^ *#", served, re.MULTILINE) and "Hands in data as your answer" in served


def code_in(text: str) -> Tuple[str, List[Tuple[str, int]]]:
    """Returns what a source text does, and in which lines."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            if ast.get_docstring(node) is not None:
                node.body[:1] = [] if len(node.body) > 1 else [ast.Pass()]
    lines = [
        (type(node).__name__, node.lineno) for node in ast.walk(tree) if hasattr(node, "lineno")
    ]
    return ast.dump(tree), [line for line in lines if line[0] != "Pass"]


def test_client_py_explains_itself_in_its_first_lines() -> None:
    head = "\n".join(bundle.SERVED.read_text("utf-8").splitlines()[:45])
    for part in (
        "at /client.py",
        "src/npt_client",
        "bundle.py",
        "never raises",
        "never blocks",
        "loses nothing",
    ):
        assert part in head


def test_old_python_can_compile_it() -> None:
    ast.parse(CLIENT_PY, feature_version=(3, 8))
    ast.parse(bundle.SERVED.read_bytes(), feature_version=(3, 8))


def test_source_needs_nothing_but_the_standard_library() -> None:
    code = "import sys; sys.path.insert(0, %r); import client; print(sorted(sys.modules))"
    folder = str(bundle.CLIENT.parent)
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code % folder], capture_output=True)
    assert done.returncode == 0, done.stderr
    names = {json.dumps(name.partition(".")[0]) for name in eval(done.stdout)}
    assert not names & {'"numpy"', '"requests"', '"IPython"'}
    assert socket.getdefaulttimeout() is None


# The modules


@pytest.mark.parametrize("path", MODULES, ids=[path.stem for path in MODULES])
def test_a_module_can_be_read_alone(path: pathlib.Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LINES
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    for name, docstring in docstrings(tree):
        assert docstring, "%s has no docstring" % name
        if name.startswith("capture_") and name != "capture_after_fork":
            assert "Bounds:" in docstring, "%s does not say its bounds" % name


def docstrings(tree: ast.Module) -> Iterator[Tuple[str, str]]:
    """Yields classes, functions and public methods, with their docstrings."""
    for node in tree.body:
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            continue
        yield node.name, ast.get_docstring(node) or ""
        for member in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                yield node.name + "." + member.name, ast.get_docstring(member) or ""


def test_a_module_that_is_not_in_the_order_is_missed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    for path in MODULES:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "forgotten.py").write_text('"""Says nothing."""\n')
    monkeypatch.setattr(bundle, "PACKAGE", tmp_path)
    with pytest.raises(bundle.Broken, match="forgotten"):
        bundle.bundled()


FIRST = '"""The first."""\n\nimport os\n\nNAME = os.sep\n'


@pytest.mark.parametrize(
    "text, said",
    [
        ("import os\n", "no docstring"),
        ('"""A."""\n\nfrom .second import X\n', "comes earlier"),
        ('"""A."""\n\nfrom .later import X\n', "comes earlier"),
        ('"""A."""\n\nfrom . import first\n', "comes earlier"),
        ('"""A."""\n\nfrom .first import OTHER\n', "does not define"),
        ('"""A."""\n\nfrom .first import os\n', "does not define"),
        ('"""A."""\n\nfrom .first import NAME as other\n', "does not define"),
        ('"""A."""\n\nimport json as other\n', "under another name"),
        ('"""A."""\n\nX = 1\nimport json\n', "after its first definition"),
        ('"""A."""\n\nX: int = 1\n', "annotates a global"),
        ('"""A."""\n\n\ndef f():\n    from .first import NAME\n', "imports a module late"),
        ('"""A."""\n\n\ndef f():\n    import npt_client.first\n', "imports a module late"),
        (
            '"""A."""\n\n\ndef f():\n    from npt_client.first import NAME\n',
            "imports a module late",
        ),
        ('"""A."""\n\nNAME = 1\n', "both define NAME"),
        ('"""A."""\n\nos = 1\n', "both define os"),
        ('"""A."""\n\nfor NAME in (1,):\n    pass\n', "both define NAME"),
    ],
    ids=str,
)
def test_a_module_that_breaks_a_rule_is_refused(text: str, said: str) -> None:
    first = bundle.module_of("first", FIRST, [])
    with pytest.raises(bundle.Broken, match=said):
        bundle.joined("", [first, bundle.module_of("second", text, [first])])


def test_how_two_modules_are_joined() -> None:
    first = bundle.module_of("first", FIRST, [])
    text = (
        '"""Two.\n\nLines.\n"""\n\nimport os.path\n\nfrom .first import NAME\n\n# Why.\nX = NAME\n'
    )
    second = bundle.module_of("second", text, [first])
    lines: List[str] = bundle.joined("HEAD\n", [first, second]).splitlines()
    assert [line.rstrip("-") for line in lines if line] == [
        *("HEAD", "import os", "import os.path"),
        *("# ---- first.py ", "#", "# The first.", "NAME = os.sep"),
        *("# ---- second.py ", "#", "# Two.", "#", "# Lines.", "# Why.", "X = NAME"),
    ]
