"""The source of what was defined in the cells of a real kernel, whatever ran them."""

# mypy: allow-untyped-calls

from typing import Any, Dict, Tuple

from conftest import Teacher
from test_notebook import notebook, outputs, pytestmark, swept

__all__ = ["notebook", "pytestmark", "swept"]

# Cells, what is sent after them, and the text that arrives.
CELLS: Dict[str, Tuple[str, str, str]] = {
    "a cell": ("def f(x):\n    return x + 1", "f", "def f(x):\n    return x + 1"),
    "%%time": ("%%time\ndef f(x):\n    return x + 2", "f", "def f(x):\n    return x + 2"),
    "%%time, the name given again": ("first = f", "first", "def f(x):\n    return x + 2"),
    "%%time, again": ("%%time\ndef f(x):\n    return x + 3", "f", "def f(x):\n    return x + 3"),
    "the earlier one": ("pass", "first", "def f(x):\n    return x + 2"),
    "a cell, again": (
        "second = f\ndef f(x):\n    return x + 4",
        "second",
        "def f(x):\n    return x + 3",
    ),
    "%%timeit": (
        "%%timeit -n 1 -r 1\nglobal g\ndef g(x):\n    return f(x) * 2",
        "g",
        "def g(x):\n    return f(x) * 2",
    ),
    "%%capture": ("%%capture\ndef h():\n    print(1)", "h", "def h():\n    print(1)"),
    "%%prun": ("%%prun -q\ndef p():\n    return 1", "p", "def p():\n    return 1"),
    "%time": ("%time t = lambda z: z**2", "t", "lambda z: z**2"),
    "%%time with another magic": (
        "%%time\n%cd -q .\ndef m():\n    return 1",
        "m",
        "def m():\n    return 1",
    ),
    "a decorator": (
        "%%time\nimport functools\n@functools.lru_cache()\ndef d(n):\n    return n",
        "d",
        "@functools.lru_cache()\ndef d(n):\n    return n",
    ),
    "a partial": (
        "part = functools.partial(f, x=3)",
        "part",
        "# partial: x=3\ndef f(x):\n    return x + 4",
    ),
    "lambdas of one line": (
        "%%time\npair = [lambda x: x + 1, lambda x: x - 1]",
        "pair[1]",
        "lambda x: x - 1",
    ),
    "closures of one line": (
        "def make(k):\n    return [lambda x: x + k, lambda x: x - k]\nmade = make(3)",
        "made[1]",
        "lambda x: x - k",
    ),
    "a function inside": (
        "%%time\ndef outer(k):\n    def inner(x):\n        return x + k\n    return inner\nin1 = outer(1)",
        "in1",
        "def inner(x):\n    return x + k",
    ),
    "exec": ("exec('def e(a):\\n    return a')", "e", "def e(a):\n    return a"),
    "a class": (
        "%%time\nclass A:\n    y = 2\n    def run(self):\n        return 1",
        "A",
        "class A:\n    y = 2\n    def run(self):\n        return 1",
    ),
    "a method": ("a = A()", "a.run", "def run(self):\n    return 1"),
    "a class without methods": ("%%time\nclass B:\n    y = 2", "B", "class B:\n    y = 2"),
    "that class, its name given again": (
        "old = B\nclass B:\n    y = 3",
        "old",
        "class B:\n    y = 2",
    ),
    "a class with a property": (
        "class C:\n    @property\n    def v(self):\n        return 1",
        "C.v",
        "@property\ndef v(self):\n    return 1",
    ),
    "an enumeration": (
        "import enum\nclass E(enum.Enum):\n    ONE = 1",
        "E",
        "class E(enum.Enum):\n    ONE = 1",
    ),
}


def test_the_source_of_what_was_sent_arrives(teacher: Teacher, notebook: Any) -> None:
    cells = [
        part
        for number, (cell, sent, _) in enumerate(CELLS.values())
        for part in (cell, "send(%s, %d)" % (sent, number))
    ]
    outputs(notebook, teacher, *cells)
    arrived = {
        int(each.fields["question_nb"]): (each.fields["type"], each.fields["data"])
        for each in teacher.wait(len(CELLS))
    }
    assert {name: arrived[number] for number, name in enumerate(CELLS)} == {
        name: ("code", text) for name, (_, _, text) in CELLS.items()
    }
