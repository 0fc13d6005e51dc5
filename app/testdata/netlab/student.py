"""A student's notebook, as far as the network can tell: runs the cells that come on standard input,
one Python string literal a line, in one namespace, and prints what goes wrong in one.
"""

import ast
import builtins
import sys
import traceback

NAMESPACE = {"__name__": "__main__"}

builtins.input = lambda prompt="": "Alice"
for line in sys.stdin:
    try:
        exec(ast.literal_eval(line), NAMESPACE)
    except Exception:
        traceback.print_exc()
