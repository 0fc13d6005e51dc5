"""Be a notebook's page, without a browser: page.py < commands.

The cells run in Debian's own Jupyter kernel, under IPython's shell. Each line of standard input is a
command as JSON, and is answered by one line of JSON, what stands below each cell, a list of texts:

    {"run": CODE, "cell": 2}    runs the code in that cell, in place of what it had shown
    {"wait": [TEXT, ...]}       waits until the cells show what these regular expressions match
    {"restart": true}           restarts the kernel; what is shown stays

An output is replaced by its display_id, as front ends do. If a wait is in vain, what is shown after
20 s is the answer all the same.
"""

import json
import queue
import re
import sys
import time
from typing import Any, Dict, List

import jupyter_client

DEADLINE = 20.0


class Page:
    """A notebook's page and its kernel."""

    def __init__(self) -> None:
        self._manager, self._channels = jupyter_client.manager.start_new_kernel()
        self._cells: List[Dict[str, str]] = []  # what is shown below each, by display_id
        self._ran: Dict[str, int] = {}  # the cell of each request

    def run(self, code: str, cell: int) -> None:
        self._cells += [{} for _ in range(cell + 1 - len(self._cells))]
        self._cells[cell] = {}
        request = self._channels.execute(code)
        self._ran = {old: where for old, where in self._ran.items() if where != cell}
        self._ran[request] = cell
        while self._channels.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != request:
            pass
        self.wait([])

    def restart(self) -> None:
        self._manager.restart_kernel(now=True)
        self._channels.wait_for_ready(timeout=60)
        self._ran.clear()

    def wait(self, wanted: List[str]) -> None:
        deadline = time.monotonic() + DEADLINE
        while True:
            seconds = 0.05 if self._matches(wanted) else deadline - time.monotonic()
            try:
                self._take(self._channels.get_iopub_msg(timeout=max(0.05, seconds)))
            except queue.Empty:
                return

    def _matches(self, wanted: List[str]) -> bool:
        shown = self.shown()
        return not wanted or len(shown) == len(wanted) and all(map(re.fullmatch, wanted, shown))

    def _take(self, message: Any) -> None:
        kind, content = message["msg_type"], message["content"]
        cell = self._ran.get(message["parent_header"].get("msg_id"))
        if kind == "error":
            raise SystemExit("a cell raised %s" % content["ename"])
        if kind == "stream" and cell is not None:
            shown = self._cells[cell]
            shown["stream"] = shown.get("stream", "") + content["text"]
        elif kind in ("display_data", "update_display_data"):
            id, text = content["transient"]["display_id"], content["data"]["text/plain"]
            there = [shown for shown in self._cells if id in shown]
            if kind == "display_data" and cell is not None:
                there.append(self._cells[cell])
            for shown in there:
                shown[id] = text

    def shown(self) -> List[str]:
        return ["\n".join(filter(None, shown.values())).strip() for shown in self._cells]

    def end(self) -> None:
        self._channels.stop_channels()
        self._manager.shutdown_kernel(now=True)


def main() -> None:
    page = Page()
    try:
        for line in sys.stdin:
            command = json.loads(line)
            if "run" in command:
                page.run(command["run"], command["cell"])
            elif "restart" in command:
                page.restart()
            else:
                page.wait(command["wait"])
            print(json.dumps(page.shown()), flush=True)
    finally:
        page.end()


if __name__ == "__main__":
    main()
