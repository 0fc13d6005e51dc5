"""Take the code of the newest message as a student would: take_code.py NAME < first cell.

It runs in Debian's own Jupyter kernel. Prints as JSON what the front end is asked to do: the payloads
of the cell with npt.take(), and what that cell wrote.
"""

import json
import sys

from jupyter_client.manager import start_new_kernel

# The teacher's computer is told by a thread, which the end of the kernel would end.
TOLD = "import threading\nfor t in threading.enumerate():\n    t.name == 'npt-taken' and t.join()\n"


def main() -> None:
    name = sys.argv[1]
    manager, channels = start_new_kernel(kernel_name="python3")
    written = []
    first = f"input = lambda prompt='': {name!r}\n" + sys.stdin.read()
    channels.execute_interactive(first, timeout=60, output_hook=lambda message: None)
    reply = channels.execute_interactive("npt.take()", timeout=60, output_hook=written.append)
    channels.execute_interactive(TOLD, timeout=60, output_hook=lambda message: None)
    channels.stop_channels()
    manager.shutdown_kernel(now=True)
    said = [m["content"]["text"] for m in written if m["msg_type"] == "stream"]
    print(json.dumps({"payload": reply["content"]["payload"], "said": "".join(said)}))


if __name__ == "__main__":
    main()
