"""What the teacher's app tells of the student's answers, and where the notebook shows it.

Promises one line a question, below the cell that sent it last, and never what was told of another
answer: neither of one that this notebook has replaced, nor of another sender's. Where no kernel shows
outputs, a line is printed. Nothing here raises, and nothing waits.
"""

import threading
import unicodedata
import uuid
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from .ledger import sender_in
from .limits import MAX_NAME, MAX_TOLD
from .notebook import Notebook
from .output import Output, ShownAt, running_cell
from .records import Record
from .seen import Seen
from .telling import Telling, read_telling, telling_text, tellings_html, tellings_text
from .wire import folded
from .words import TELLINGS

Key = Tuple[str, ...]  # a sender's question: sender_in, part, label


class Block:
    """The lines below one cell, one for each question that it sent, in their order."""

    def __init__(self, cell: Any) -> None:
        self.place = ShownAt(cell, uuid.uuid4().hex)
        self.lines: Dict[Key, Optional[Telling]] = {}  # None until something is told
        self.is_shown = False


class News(NamedTuple):
    """What was told of an answer that this kernel has not sent."""

    key: Key
    told: Telling


class Told:
    """What was told of the answers of this notebook's senders."""

    def __init__(self, notebook: Notebook, output: Output, seen: Seen) -> None:
        self._notebook = notebook
        self._output = output
        self._seen = seen  # by the kernels of this user
        self._sent: Dict[Key, List[str]] = {}  # the ids of the last answer that this kernel sent
        self._heard: Dict[Key, Telling] = {}
        self._blocks: Dict[Key, Block] = {}
        self._language = ""  # of the app
        self._lock = threading.Lock()

    def after_fork(self) -> None:
        """Renews the locks in a child process, in which nobody listens and which shows nothing."""
        self._lock = threading.Lock()
        self._sent, self._blocks = {}, {}
        self._seen.after_fork()

    def sent(self, record: Record) -> None:
        """Notes that a record is sent by the running cell: what is shown of an earlier one goes."""
        key, cell = key_of(sender_in(record.fields), record.part, record.question), running_cell()
        with self._lock:
            self._sent[key] = record.outcome.ids
            before, block = self._blocks.get(key), self._block_below(cell)
            self._place(key, block)
            if before is not None:
                was_told = before.lines.get(key) is not None
                if before is block:
                    before.lines[key] = None
                else:
                    del before.lines[key]
                if was_told:
                    self._write(before)
            block.lines.setdefault(key, None)

    def hear(self, sender: Tuple[str, ...], items: Any, language: Any) -> List[News]:
        """Shows what is told of the answers that this kernel sent. Returns what else is new: another
        kernel of the student may be about to show that.
        """
        news: List[News] = []
        self.speak(language)
        for item in items[:MAX_TOLD] if isinstance(items, list) else ():
            told = read_telling(item)
            if told is None:
                continue
            with self._lock:
                key = self._key_of(sender, told)
                self._heard.pop(key, None)
                self._heard[key] = told
                while len(self._heard) > 2 * MAX_TOLD:
                    del self._heard[next(iter(self._heard))]
                if key in self._blocks:
                    self._show(key, told)
                elif item.get("new") is True:
                    news.append(News(key, told))
        return news

    def show_unclaimed(self, news: List[News]) -> None:
        """Shows what no other kernel has shown meanwhile, below the cell that ran last."""
        self._seen.reread()
        for key, told in news:
            with self._lock:
                if key in self._blocks or not self._seen.is_new(line_name(key, told)):
                    continue
                block = self._block_below(self._output.cell_that_ran)
                self._place(key, block)
                block.lines[key] = None
                self._show(key, told)

    def of(self, sender: Tuple[str, ...]) -> Dict[str, Telling]:
        """Returns what was told of a sender's answers, by the ids of their records."""
        with self._lock:
            return {
                told.record: told
                for key, told in self._heard.items()
                if key[: len(sender)] == sender
            }

    def speak(self, language: Any) -> None:
        """Notes the language of the app, where an answer of it says that."""
        if isinstance(language, str) and language:
            self._language = language[:MAX_NAME]

    @property
    def language(self) -> str:
        """The language of the lines: npt_config's, else the app's, else English."""
        return self.heard_language or "en"

    @property
    def heard_language(self) -> str:
        """That language; '' if neither says one."""
        for wanted in (self._notebook.language(), self._language):
            if wanted[:2].lower() in TELLINGS:
                return wanted[:2].lower()
        return ""

    # Who calls these holds the lock.

    def _key_of(self, sender: Tuple[str, ...], told: Telling) -> Key:
        """Returns whose question this is about: the app may write a name in other letters."""
        for key, ids in self._sent.items():
            if told.record in ids and key[: len(sender)] == sender:
                return key
        return key_of(sender, told.part, told.question)

    def _place(self, key: Key, block: Block) -> None:
        """Notes where the line of a question is; forgets that of the oldest of too many."""
        self._blocks.pop(key, None)
        self._blocks[key] = block
        while len(self._blocks) > 2 * MAX_TOLD:
            oldest = next(iter(self._blocks))
            self._blocks.pop(oldest).lines.pop(oldest, None)
            self._sent.pop(oldest, None)

    def _block_below(self, cell: Any) -> Block:
        """Returns the block of a cell."""
        for block in self._blocks.values() if cell else ():
            if block.place.cell is cell:
                return block
        return Block(cell)

    def _show(self, key: Key, told: Telling) -> None:
        """Shows a line, unless it is there or of another answer than this kernel sent last."""
        block = self._blocks[key]
        if block.lines[key] == told or told.record not in self._sent.get(key, [told.record]):
            return
        block.lines[key] = told
        self._seen.is_new(line_name(key, told))
        if not self._write(block):
            self._output.say(telling_text(told, self.language))

    def _write(self, block: Block) -> bool:
        """Writes the lines of a block anew. Tells whether a Jupyter kernel took them."""
        tellings = [told for told in block.lines.values() if told is not None]
        text, markup = (write(tellings, self.language) for write in (tellings_text, tellings_html))
        done = self._output.display(block.place, text, markup, again=block.is_shown)
        block.is_shown = block.is_shown or done
        return done


def key_of(sender: Tuple[str, ...], part: str, question: str) -> Key:
    """Returns the key of a sender's question. Parts are found in other letters, labels are not."""
    label = "".join(one for one in question if unicodedata.category(one) != "Cf")
    return (*sender, folded(part), unicodedata.normalize("NFC", label))


def line_name(key: Key, told: Telling) -> List[str]:
    """Returns a name for a line, the same in every kernel."""
    return [uuid.uuid5(uuid.NAMESPACE_OID, repr((key, *told))).hex]
