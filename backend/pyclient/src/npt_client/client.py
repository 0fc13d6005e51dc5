"""What stands behind send and npt: the one object that puts the parts together.

Promises that no method that a student calls raises, and that send and npt.help never wait for the
network; npt.test, npt.join and send with npt_config['log'] wait for seconds at most.
"""

import atexit
import os
from typing import Any, Callable, Dict, List, Optional, Tuple

from .browser import threadless
from .browser_courier import BrowserCourier
from .capture import capture, capture_after_fork
from .courier import Courier
from .errors import Unsendable
from .files import Files
from .greeting import Greeting, answer_line
from .inbox import Inbox
from .known_servers import KnownServers
from .ledger import Ledger, sender_in
from .limits import (
    ASK_ADDRESS_TIMES,
    CALL_SECONDS,
    CONNECT_SECONDS,
    EXIT_SECONDS,
    LOG_SECONDS,
    MAX_RECEIPTS,
    MAX_RECEIVED,
    MESSAGES_SECONDS,
    TEST_SECONDS,
    WHO_SECONDS,
)
from .mine import answers_in_order, receipts_of, table_of, write_answers
from .neighbours import ports_of
from .mirror import Mirror
from .network import network_of, offer_relay, reach
from .notebook import MISSING, Notebook, label_of_question
from .outbox import Outbox
from .output import Output, ask, can_ask
from .payload import is_nothing, safe_str
from .preflight import Preflight
from .records import Record, Settings, new_record
from .response import Response, shows_results_as_text
from .seen import Seen
from .storage import own_folder, own_sender_uuid
from .taking import newest_with_code, offer_code
from .told import Told
from .transport import by_address, connect, parse_server
from .tries import Tries
from .wire import Target, who_is_there
from .words import (
    ANOTHER_TEACHER,
    ASK_ADDRESS,
    BAD_TEST,
    FAILED,
    FOUND,
    GOOD_TEST,
    LOOKING,
    MESSAGES_UNKNOWN,
    NOBODY_THERE,
    NONE_SENT,
    NO_MESSAGES,
    NO_QUESTION,
    NO_SUCH_ADDRESS,
    NO_TEST,
    OFFLINE,
    STILL_WAITING,
    TAKES,
)


class Client:
    """Everything that one notebook needs to send, built from what its first cell brought."""

    def __init__(self, served: Dict[str, Any], namespace: Dict[str, Any], folder: str = "") -> None:
        folder = folder or own_folder()
        self.fingerprint = served.get("client")
        self.output = Output()
        mirror = Mirror(folder)
        if threadless():
            mirror.load()
        self.notebook = Notebook(own_sender_uuid(folder))
        self._known_servers = KnownServers(folder)
        self.network = network_of(self._known_servers)
        self._preflight: Optional[Preflight] = None
        self.told = Told(self.notebook, self.output, Seen(os.path.join(folder, "told-seen")))
        self._greeting = Greeting(
            self.notebook, self.output, self._inquire, self.told, self._not_reached
        )
        seen = Seen(os.path.join(folder, "messages-seen"))
        self.inbox = Inbox(self.notebook, self.output, self._known_servers, seen, self.told)
        self._files = Files(self.notebook, self._known_servers, self.output, self.told)
        self._ledger = Ledger(folder)
        parts = (Outbox(folder), self._ledger, self.network, self.notebook, self.inbox)
        self.courier = BrowserCourier(mirror, *parts) if threadless() else Courier(*parts)
        self._tries = Tries(self.courier.put, self.output.say)
        self.inbox.tell_inputs = self._tries.hear
        self.move(served, namespace)

    def move(self, served: Dict[str, Any], namespace: Dict[str, Any]) -> None:
        """Takes over the namespace and the addresses of a first cell, run once or again."""
        self._has_messages = bool(served.get("messages"))
        self._responds = bool(served.get("original"))
        self.notebook.move(namespace, served)
        self.output.watch_cells()
        self._tries.watch_cells()

    def greet(self) -> None:
        """Has one line under the first cell, which is running, say whether it is connected."""
        self._greeting.expect()

    def send(
        self, value: Any, question: Any, at: Any = None, seconds: Any = CALL_SECONDS
    ) -> Optional[Response]:
        """Hands value in as the answer to a question. Returns a Response in a notebook of the
        original, if the answer is kept or sent. Never raises.
        """
        responses: List[Response] = []
        self._guarded(lambda: responses.extend(self._send(value, question, at, seconds)))
        return responses[0] if responses else None

    def status(self) -> None:
        """Prints who sends where, what was sent and what waits. Never raises."""
        self._guarded(self._status)

    def test(self) -> None:
        """Asks whether a record would be taken now, and prints the answer, which takes up to
        TEST_SECONDS. Sends none. Never raises.
        """
        self._guarded(self._test)

    def mine(self, path: Any) -> None:
        """Prints the student's own answers, or writes them to a file. Never raises."""
        self._guarded(lambda: self._mine(path))

    def help(self, text: Any, question: Any = None, seat: Any = None) -> None:
        """Asks the teacher for help. Never raises."""
        ask = self.inbox.calling.ask
        self._guarded(lambda: self.courier.put(ask(text, question, seat, self.courier.clock)))

    def help_done(self) -> None:
        """Takes back what was asked for. Never raises."""
        take_back = self.inbox.calling.take_back
        self._guarded(lambda: self.courier.put(take_back(self.courier.clock)))

    def get(self, names: Any) -> None:
        """Fetches what the session hands out, into the current folder. Never raises."""
        self._guarded(lambda: self._files.get(names))

    def hand_in(self, path: Any) -> None:
        """Hands in the notebook's own file. Never raises."""
        self._guarded(lambda: self._files.hand_in(path))

    def _guarded(self, work: Callable[[], None]) -> None:
        """Does the work. Says one line if it fails, and never raises."""
        try:
            self.output.remember_cell()
            work()
        except KeyboardInterrupt:
            raise
        except Unsendable as reason:
            self.output.say(str(reason))
        except BaseException as trouble:
            self.output.say(FAILED % type(trouble).__name__)

    def _send(self, value: Any, question: Any, at: Any, seconds: Any) -> List[Response]:
        record, settings = self._hand_in(value, question, at, seconds)
        if settings.log:
            answer = self.courier.wait_for(record.outcome, LOG_SECONDS)
            self.output.say(answer.text if answer else STILL_WAITING)
        if not self._responds or shows_results_as_text():
            return []
        return [Response(record.outcome, self.courier.wait_for)]

    def _hand_in(self, value: Any, question: Any, at: Any, seconds: Any) -> Tuple[Record, Settings]:
        settings = self.notebook.settings()
        label = label_of_question(question)
        if value is MISSING:
            raise Unsendable(NO_QUESTION)
        payload = capture(value)
        warning = NONE_SENT if is_nothing(value) else payload.warning
        if warning:
            self.output.say(warning)
        calls = self._tries.calls_of(value, settings, label, at, seconds)
        record = new_record(settings, label, payload._replace(calls=calls), self.courier.clock)
        self.told.sent(record)
        self._tries.note(value, record)
        self.courier.put(record)
        self._tries.after_send()
        return record, settings

    def _mine(self, path: Any) -> None:
        sender = sender_in(self.notebook.settings().sender_fields())
        waiting = [
            record
            for record in self.courier.waiting()
            if sender_in(record.fields) == sender and not record.asks_for_help
        ]
        answers = answers_in_order(self._ledger.read(sender), waiting)
        told = self.told.of(sender)
        if path is None:
            self.output.say(table_of(answers, told, self.told.language))
        else:
            self.output.say(write_answers(answers, told, safe_str(path)))

    def _status(self) -> None:
        settings = self.notebook.settings()
        tally = self.courier.tally(settings.owner, settings.session)
        arrived = self._ledger.read(sender_in(settings.sender_fields()))
        server = self.network.server or (self._preflight.server if self._preflight else "")
        server = server or "not reached yet, tried: " + ", ".join(settings.servers)
        lines = [
            "name      %s" % settings.sender,
            "session   %s of %s, part %s" % (settings.session, settings.owner, settings.part),
            "server    %s" % server,
            "sent      %d" % tally.delivered,
            "waiting   %d" % tally.waiting,
        ]
        if tally.replaced:
            lines.append("replaced  %d by later answers: these count as attempts" % tally.replaced)
        if tally.refused:
            lines.append("refused   %d" % tally.refused)
        if tally.waiting and tally.trouble:
            lines.append("because   %s" % tally.trouble)
        if tally.elsewhere:
            lines.append("          %d more for other sessions" % tally.elsewhere)
        for name, receipt in zip(("receipts", *[""] * MAX_RECEIPTS), receipts_of(arrived)):
            lines.append("%-9s %s" % (name, receipt))
        self.output.say("\n".join(lines))

    def _test(self) -> None:
        preflight, settings = self._ask(TEST_SECONDS)
        if threadless():  # some browsers let no cell wait
            preflight.then(lambda: self._say_test(preflight, settings))
        else:
            self._say_test(preflight, settings)

    def _say_test(self, preflight: Preflight, settings: Settings) -> None:
        answer = preflight.answer
        if answer is None:
            nobody = "no answer from " + ", ".join(settings.servers)
            self.output.say(NO_TEST % (preflight.trouble or nobody))
            self._not_reached()
            return
        said = (preflight.server, preflight.milliseconds, answer.text)
        if answer.accepted:
            self.output.say(GOOD_TEST % said)
        else:
            self.output.say(BAD_TEST % (*said, answer_line(answer, settings)))

    def _not_reached(self) -> None:
        """Shows a way out where the page that the notebook is in may not ask the teacher's computer."""
        offer_relay(self.output, self.notebook.target_served().servers, self._reached)

    def _reached(self) -> None:
        self.courier.retry_now()
        self._greeting.again()

    def _ask(self, seconds: float) -> Tuple[Preflight, Settings]:
        """Asks the teacher's computer what it would say to a record, and waits so long at most."""
        settings = self.notebook.settings()
        preflight = self._inquire(settings)
        preflight.wait(seconds)
        return preflight, settings

    def _inquire(self, settings: Settings) -> Preflight:
        self._preflight = Preflight(
            self._known_servers, self.notebook.target_now(settings), settings
        )
        return self._preflight

    def messages(self) -> None:
        """Shows the teacher's messages again. Never raises."""
        self._guarded(self._messages)

    def _messages(self) -> None:
        messages, settings, trouble = self._known_messages()
        for message in messages:
            self.inbox.show_again(settings.owner, settings.session, message)
        if not messages:
            self.output.say(trouble or NO_MESSAGES)

    def take(self) -> None:
        """Puts the code of the teacher's newest message into a new cell. Never raises."""
        self._guarded(self._take)

    def _take(self) -> None:
        messages, settings, trouble = self._known_messages()
        message = newest_with_code(messages)
        if message is None:
            self.output.say(trouble or TAKES[self.told.language]["none"])
            return
        self.output.say(offer_code(message, self.told.language))
        self.inbox.took(settings.owner, settings.session, message)

    def _known_messages(self) -> Tuple[List[Dict[str, Any]], Settings, str]:
        """Returns the teacher's latest messages, the oldest first, and why these may not be all; the
        answer to that takes MESSAGES_SECONDS at most.
        """
        preflight, settings = self._ask(MESSAGES_SECONDS)
        received = self.inbox.received(settings.owner, settings.session)
        answer = preflight.answer
        known = answer.messages[-MAX_RECEIVED:] if answer is not None else ()
        if answer is not None:
            self.told.speak(answer.language)
        by_id = {str(message.get("id")): message for message in (*received, *known)}
        in_order = sorted(by_id.items(), key=lambda item: (len(item[0]), item[0]))
        if answer is None:
            trouble = MESSAGES_UNKNOWN
        else:
            trouble = "" if answer.accepted else answer_line(answer, settings)
        return [message for _, message in in_order], settings, trouble

    def join(self) -> None:
        """Looks for the teacher's computer, and asks for its address if needed. Never raises."""
        self._guarded(self._join)

    def _join(self) -> None:
        self._greeting.ask_name()
        target = self.notebook.target_now(self.notebook.settings())
        if threadless() or not target.ids:
            return
        if reach(self._known_servers, target._replace(search=False)):
            return
        if self._greeting.say_elsewhere():
            return
        self.output.say(LOOKING)
        if not reach(self._known_servers, target) and can_ask():
            self._ask_for_address(target)

    def _ask_for_address(self, target: Target) -> None:
        """Asks the student for the address until it is right or empty."""
        for _ in range(ASK_ADDRESS_TIMES):
            text = ask(ASK_ADDRESS)
            if text is None:
                return
            if not text:
                break
            server = parse_server(text, ports_of(target.servers)[0])
            trouble = self._try_address(server, target) if server else NO_SUCH_ADDRESS
            if not trouble:
                self.output.say(FOUND % server)
                self.courier.retry_now()
                return
            self.output.say(trouble)
        self.output.say(OFFLINE)
        self._greeting.cancel()  # nothing is left to say

    def _try_address(self, server: str, target: Target) -> str:
        """Returns what is wrong with an address that a student wrote; '' if it is right."""
        try:
            _, connection = connect([server], CONNECT_SECONDS)
        except OSError:
            return NOBODY_THERE % server
        with connection.sock:
            who = who_is_there(connection.sock, WHO_SECONDS)
            if who is None:
                return NOBODY_THERE % server
            if not target.accepts(who, given=False):
                return ANOTHER_TEACHER % server
            self._known_servers.remember(who.id, by_address(server, connection.sock))
            return ""

    def shipped(self) -> Tuple[Dict[str, Any], Dict[str, Any]]:
        """Returns what a client in another process of this student is built from."""
        served, student = self.notebook.shipped()
        return {**served, "client": self.fingerprint}, student

    def start(self) -> None:
        """Starts the background threads, and what happens at a fork and at the process's end."""
        self.courier.start()
        if self._has_messages:
            self.inbox.start()
        atexit.register(self.flush_at_exit)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.after_fork)

    def after_fork(self) -> None:
        """Renews locks and threads in a child process, which has not those of its parent."""
        capture_after_fork()
        self._tries.after_fork()
        self.inbox.after_fork()
        self.courier.after_fork()

    def flush_at_exit(self) -> None:
        """Waits a moment for the last records to go out, at the end of the process."""
        self.courier.flush(EXIT_SECONDS)

    def shut_down(self) -> List[bytes]:
        """Ends the background threads. Returns the records that are in no file."""
        atexit.unregister(self.flush_at_exit)
        self.output.stop_watching()
        self._tries.stop_watching()
        self._greeting.cancel()
        self.inbox.stop()
        return self.courier.shut_down()

    retire = shut_down  # its name in every version: see reuse_client in api.py
