"""Execute a lab notebook as one student would: run_notebook.py NOTEBOOK NAME < first cell.

The notebook runs in Debian's own Jupyter kernel. Its first code cell is replaced by
the one on standard input, which is what a teacher does with the four lines; what the
student types at `Name:` is NAME. Exits with 1 and the traceback if a cell raises, and
prints as JSON what each cell wrote: a list of strings, empty where a cell was silent.
"""

import json
import sys

import nbformat
from nbclient import NotebookClient


def main() -> None:
    path, name = sys.argv[1:]
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    # nbclient has no one to ask: the kernel's input() is answered in the notebook itself.
    code[0].source = f"input = lambda prompt='': {name!r}\n" + sys.stdin.read()
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    print(json.dumps([written(cell) for cell in code]))


def written(cell: nbformat.NotebookNode) -> str:
    """Return the text that a cell printed or displayed, figures left out."""
    return "".join(
        o.get("text") or o.get("data", {}).get("text/plain", "")
        for o in cell.outputs
        if "image/png" not in o.get("data", {})
    )


if __name__ == "__main__":
    main()
