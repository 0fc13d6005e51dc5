"""Sends students' functions as a notebook would: run_functions.py FILE...

Each file has a question: a line that says what is asked, a line with the inputs, and after each line
`### CLASS` the cell of one student, whose last function or lambda is sent. CLASS says what it does.
Prints as JSON, a line each, what the client sends: the source and what came of the calls.
"""

import ast
import json
import linecache
import pathlib
import sys
from typing import Any, Iterator, List, NamedTuple, Tuple

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "pyclient" / "src"))

from npt_client.calls import calls_of, read_inputs  # noqa: E402
from npt_client.capture import capture  # noqa: E402
from npt_client.limits import CALL_SECONDS  # noqa: E402


class Variant(NamedTuple):
    """The cell of one student."""

    what: str  # it does
    cell: str


def read(path: pathlib.Path) -> Tuple[List[Any], List[Variant]]:
    """Returns the inputs of a question and its students' cells."""
    head, *variants = path.read_text("utf-8").split("\n### ")
    inputs = ast.literal_eval(head.partition("\ninputs: ")[2].strip())
    return inputs, [Variant(*text.split("\n", 1)) for text in variants]


def function_in(cell: str, name: str) -> Any:
    """Runs a cell of a notebook and returns the last function that it defines."""
    linecache.cache[name] = (len(cell), None, cell.splitlines(True), name)
    namespace = {"__name__": "__main__"}
    exec(compile(cell, name, "exec"), namespace)
    return [value for value in namespace.values() if type(value) is type(read)][-1]


def sent(path: pathlib.Path) -> Iterator[dict]:
    """Yields what each student sends to a question."""
    inputs, variants = read(path)
    for number, (what, cell) in enumerate(variants):
        function = function_in(cell, "<%s %d>" % (path.stem, number))
        calls = calls_of(function, *read_inputs(function, inputs, CALL_SECONDS))
        code = capture(function)
        yield {"question": path.stem, "what": what, "code": code.data, "calls": calls}


def main() -> None:
    for path in sys.argv[1:]:
        for one in sent(pathlib.Path(path)):
            print(json.dumps(one), flush=True)


if __name__ == "__main__":
    main()
