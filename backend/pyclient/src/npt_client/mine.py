"""What npt.mine() shows and writes: the student's own answers, with the receipts of those that arrived."""

import base64
import datetime
import json
import os
import uuid
from typing import Any, Dict, List

from .errors import Unsendable
from .ledger import Kept
from .limits import MAX_RECEIPTS, MAX_SHOWN_ANSWER
from .records import Record
from .storage import private_file
from .telling import Telling, said_when
from .words import MINE_EMPTY, MINE_NOT_WRITTEN, MINE_OTHER_FILE, MINE_WRITTEN

ANSWERS_FORMAT = "npt-answers"
NOT_ARRIVED = "waiting"
NO_RECEIPT = "-"
COLUMNS = ("question", "title", "sent", "attempts", "receipt", "told", "answer")


def answers_in_order(arrived: List[Kept], waiting: List[Record]) -> List[Kept]:
    """Returns the answers that arrived and those that wait, which have the receipt NOT_ARRIVED, in the
    order in which they were sent.
    """
    left = [Kept(record, record.attempts, NOT_ARRIVED) for record in waiting]
    return sorted(arrived + left, key=lambda kept: kept.record.fields["sent_at"])


def table_of(answers: List[Kept], told: Dict[str, Telling], language: str) -> str:
    """Returns the answers as a table of text. What was told of them, by the ids of their records, and
    the titles that came with it have columns if there are any.
    """
    if not answers:
        return MINE_EMPTY
    parts = {kept.record.part for kept in answers}
    rows = [list(COLUMNS)]
    for kept in answers:
        question = kept.record.question
        if len(parts) > 1:
            question += " (%s)" % kept.record.part
        its = told.get(kept.record.id)
        rows.append(
            [
                question,
                its.title if its else "",
                time_of(kept.record),
                str(kept.attempts),
                kept.receipt or NO_RECEIPT,
                said_when(its, language) if its else "",
                shown_answer(kept),
            ]
        )
    named = [place for place in range(len(COLUMNS)) if any(row[place] for row in rows[1:])]
    rows = [[row[place] for place in named] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def receipts_of(answers: List[Kept]) -> List[str]:
    """Returns the receipts of the last answers that arrived, each with its question, the last first."""
    last = [kept for kept in reversed(answers) if kept.receipt][:MAX_RECEIPTS]
    return ["%s of question %s" % (kept.receipt, kept.record.question) for kept in last]


def time_of(record: Record) -> str:
    """Returns when a record was sent, with its day unless that is today."""
    sent = datetime.datetime.fromisoformat(record.fields["sent_at"]).astimezone()
    today = sent.date() == datetime.date.today()
    return sent.strftime("%H:%M:%S" if today else "%Y-%m-%d %H:%M:%S")


def shown_answer(kept: Kept) -> str:
    """Returns the beginning of an answer in one line."""
    fields = kept.record.fields
    if fields["type"] == "image":
        return "a picture of %s bytes" % format(len(kept.record.file), ",")
    text = " ".join(fields["data"].replace("\t", "").split())
    return text if len(text) <= MAX_SHOWN_ANSWER else text[: MAX_SHOWN_ANSWER - 3] + "..."


def document_of(answers: List[Kept], told: Dict[str, Telling]) -> Dict[str, Any]:
    """Returns all of the answers as JSON can write them: each has the fields that were sent, of a
    picture its bytes in base 64, the receipt, which is null while it waits, and what was told of it.
    """
    list_of = []
    for kept in answers:
        entry: Dict[str, Any] = dict(kept.record.fields)
        if kept.record.file:
            entry["file"] = base64.b64encode(kept.record.file).decode("ascii")
        its = told.get(kept.record.id)
        if its is not None:
            entry.update(title=its.title, told=its.document())
        entry["attempts"] = kept.attempts
        entry["receipt"] = None if kept.receipt in ("", NOT_ARRIVED) else kept.receipt
        list_of.append(entry)
    now = datetime.datetime.now(datetime.timezone.utc)
    return {
        "format": ANSWERS_FORMAT,
        "version": 1,
        "written_at": now.isoformat(timespec="seconds"),
        "answers": list_of,
    }


def write_answers(answers: List[Kept], told: Dict[str, Telling], path: str) -> str:
    """Writes the answers to a file, in place of one that this wrote before. Returns what to say.
    Raises Unsendable, with what to do, if it cannot.
    """
    path = os.path.abspath(os.path.expanduser(path))
    if os.path.exists(path) and not is_ours(path):
        raise Unsendable(MINE_OTHER_FILE % path)
    part = "%s.%s.part" % (path, uuid.uuid4().hex[:8])
    try:
        with os.fdopen(private_file(part), "w", encoding="ascii") as file:
            json.dump(document_of(answers, told), file, indent=1)
        os.replace(part, path)
    except OSError as reason:
        try:
            os.unlink(part)
        except OSError:
            pass
        raise Unsendable(MINE_NOT_WRITTEN % (path, reason.strerror or reason)) from None
    receipts = sum(kept.receipt not in ("", NOT_ARRIVED) for kept in answers)
    return MINE_WRITTEN % (len(answers), path, receipts)


def is_ours(path: str) -> bool:
    """Tells whether a file is one that write_answers wrote."""
    try:
        with open(path, encoding="ascii") as file:
            return file.read(40).startswith('{\n "format": "%s"' % ANSWERS_FORMAT)
    except (OSError, ValueError):
        return False
