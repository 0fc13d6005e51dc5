"""Record what the demo's class sends: python3 record.py [FOLDER].

Runs the lab's notebook in Debian's own Jupyter kernel with the client that the app serves, and before each
question the other answers of the class (answers.py). Writes what the client sent into FOLDER, this folder's
`recorded` if none is given: class.json, and the picture of each plot. The program replays them; the tests of the
page take their class from there too.
"""

import http.server
import json
import pathlib
import sys
import tempfile
import threading
import urllib.parse
from typing import Any, Dict, List, Tuple

import nbformat
from answers import LABELS, OPEN, OTHERS, RIGHT_TOO, WEIGHTS
from nbclient import NotebookClient
from plan import plan

HERE = pathlib.Path(__file__).resolve().parent
SERVED_PY = (HERE.parent / "pyclient" / "served.py").read_bytes()
SEAT = "npt_config['sender_name'] = %r\n"
FIRST_CELL = """import os
os.environ['NPT_HOME'] = %r
import requests
exec(requests.get(%r).content)
npt_config = {'session_name': 'lab', 'session_owner': 'prof', 'sender_name': 'nobody'}"""

# These are of one sending: whoever replays it writes its own.
OF_ONE_SENDING = {"session_owner", "session_name", "part_name", "sender_name", "sender_uuid"}
OF_ONE_SENDING |= {"record_id", "sent_at", "clock", "age"}

received: List[Tuple[str, Dict[str, str], bytes]] = []  # path, fields, file


class Handler(http.server.BaseHTTPRequestHandler):
    """The teacher's computer: it takes everything."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path.startswith("/get-send-code"):
            url = "http://" + self.headers["Host"]
            served = {"servers": [url], "messages": False}
            self._answer(b"_npt_served = " + repr(served).encode() + b"\n" + SERVED_PY)
        elif self.path.startswith("/who"):
            who = {"status": "success", "app": "npt", "id": "DEMO", "owners": ["prof"]}
            self._answer(json.dumps(who).encode())
        else:
            self._answer(b'{"status": "success", "code": "open", "messages": []}')

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        received.append((self.path, *decoded(body, self.headers["Content-Type"])))
        self._answer(b'{"status": "success", "code": "inserted", "message": "Record inserted"}')

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


def decoded(body: bytes, kind: str) -> Tuple[Dict[str, str], bytes]:
    """Return the fields and the file of a form."""
    if kind == "application/x-www-form-urlencoded":
        return dict(urllib.parse.parse_qsl(body.decode("ascii"), True, True)), b""
    fields, file = {}, b""
    boundary = b"--" + kind.partition("boundary=")[2].encode()
    for part in body.split(boundary)[1:-1]:
        head, _, content = part[2:-2].partition(b"\r\n\r\n")
        name = head.partition(b'name="')[2].partition(b'"')[0].decode()
        if b"filename=" in head:
            file = content
        else:
            fields[name] = content.decode("utf-8")
    return fields, file


def titles_of(lab: nbformat.NotebookNode) -> Dict[str, str]:
    """Return the title of each question by its label: headings are `## LABEL. TITLE`."""
    heads = [cell.source.split("\n")[0] for cell in lab.cells if cell.source.startswith("## ")]
    return dict(head[3:].split(". ", 1) for head in heads)


def with_others(lab: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return the lab's notebook with the other answers to each question before its own, and a call for help."""
    cells, label = [], ""
    for cell in lab.cells:
        if cell.source.startswith("## "):
            label = cell.source[3:].split(". ")[0]
        if cell.cell_type == "code" and "send(" in cell.source:
            for key, code in OTHERS.get(label, {}).items():
                cells.append(nbformat.v4.new_code_cell(SEAT % ("%s.%s" % (label, key)) + code))
            cell.source = SEAT % ("%s.right" % label) + cell.source
        cells.append(cell)
    lab.cells = cells + [
        nbformat.v4.new_code_cell(SEAT % "help" + "npt.help('My loop never ends.')")
    ]
    return lab


def run(lab: nbformat.NotebookNode, home: str) -> None:
    """Run the notebook against a server of its own, which keeps what it sends in received."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,)).start()
    try:
        code = [cell for cell in lab.cells if cell.cell_type == "code"]
        address = "http://127.0.0.1:%d/get-send-code" % server.server_address[1]
        code[0].source = FIRST_CELL % (home, address)
        NotebookClient(lab, timeout=120, kernel_name="python3").execute()
    finally:
        server.shutdown()
        server.server_close()


def static(fields: Dict[str, str]) -> Dict[str, str]:
    """Return the fields that are the same in each sending of a value."""
    return {name: value for name, value in fields.items() if name not in OF_ONE_SENDING}


def answer_of(fields: Dict[str, str], file: bytes, folder: pathlib.Path) -> Dict[str, Any]:
    """Return what is kept of one sending; a file goes into the folder."""
    key = fields["sender_name"]
    label, _, which = key.partition(".")
    assert fields["question_nb"] == label, (key, fields["question_nb"])
    answer: Dict[str, Any] = {"key": key, "question": label}
    answer["right"] = which == "right" or key in RIGHT_TOO
    answer["weight"] = WEIGHTS[key]
    if key in LABELS:
        answer["label"] = LABELS[key]
    answer["form"] = static(fields)
    if file:
        answer["file"] = key + ".png"
        (folder / answer["file"]).write_bytes(file)
    return answer


def fields_by_path() -> Dict[str, List[str]]:
    """Return the names of the fields that the client sends to each path."""
    names: Dict[str, Dict[str, None]] = {}
    for path, fields, _ in received:
        names.setdefault(path, {}).update(dict.fromkeys(fields))
    return {path: list(of_path) for path, of_path in sorted(names.items())}


def main() -> None:
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "recorded"
    folder.mkdir(parents=True, exist_ok=True)
    lab = nbformat.read(HERE / "lab" / "lab.ipynb", as_version=4)
    titles = titles_of(lab)
    with tempfile.TemporaryDirectory() as home:
        run(with_others(lab), home)
    sent = {
        fields["sender_name"]: (fields, file)
        for path, fields, file in received
        if path == "/add-record"
    }
    assert sorted(sent) == sorted(WEIGHTS), set(WEIGHTS) ^ set(sent)
    answers = [answer_of(*sent[key], folder) for key in WEIGHTS]
    recorded = {
        "questions": [
            {"label": label, "title": title, "open": label in OPEN}
            for label, title in titles.items()
        ],
        "fields": fields_by_path(),
        "help": next(static(fields) for path, fields, _ in received if path == "/help"),
        "answers": answers,
        **plan(answers),
    }
    text = json.dumps(recorded, indent=1, ensure_ascii=False)
    (folder / "class.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
