"""A student's notebook, as far as the network can tell: runs the cells that come on standard input,
one Python string literal a line, in one namespace, and prints what goes wrong in one.

The student types what stands in the environment: NAME, and at the address on the board BOARD.
"""

import ast
import builtins
import os
import sys
import traceback

NAMESPACE = {"__name__": "__main__"}


def typed(prompt: str = "") -> str:
    if "board" in prompt:
        print("asked:", prompt, flush=True)
        return os.environ.get("BOARD", "")
    return os.environ.get("NAME", "Alice")


builtins.input = typed
for line in sys.stdin:
    try:
        exec(ast.literal_eval(line), NAMESPACE)
    except Exception:
        traceback.print_exc()
