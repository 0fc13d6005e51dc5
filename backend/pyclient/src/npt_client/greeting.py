"""What a student reads under the first cell: one line, that it is connected or what is wrong.

Promises that it comes within GREETING_SECONDS, and that the cell waits for GREETING_AT_ONCE_SECONDS of
them at most. The first cell names the session after the client came, so all this happens once a cell
has ended with a complete npt_config. In plain Python, which knows no cells, nothing is said.
"""

import threading
from typing import Any, Callable

from .browser import threadless
from .elsewhere import elsewhere_words
from .errors import Replaced, Unsendable
from .limits import (
    ASK_NAME_TIMES,
    GREETING_AT_MOST_SECONDS,
    GREETING_AT_ONCE_SECONDS,
    GREETING_SECONDS,
)
from .notebook import Notebook
from .output import Line, Output, ask, call_at, can_ask, do_not_call_at, running_source
from .preflight import Preflight
from .records import Answer, Settings
from .told import Told
from .words import (
    ASK_NAME,
    CONNECTED,
    CONNECTING,
    NAME_AT_TOP,
    NO_NAME,
    NOT_CONNECTED,
    PARKED,
    REPLACED,
    TEACHER_BUSY,
    WOULD_REFUSE,
)


class Greeting:
    """Greets once after each time that a first cell ran."""

    def __init__(
        self,
        notebook: Notebook,
        output: Output,
        inquire: Callable[[Settings], Preflight],
        told: Told,
        not_reached: Callable[[], None],
    ) -> None:
        self._notebook = notebook
        self._output = output
        self._inquire = inquire
        self._told = told
        self._not_reached = not_reached
        self._has_asked = False

    def expect(self) -> None:
        """Greets after the running cell, or after the one that completes npt_config."""
        self._has_asked = False
        call_at("post_run_cell", self.after_cell)
        if "input(" in running_source():
            self._point_to_input()

    def _point_to_input(self) -> None:
        """Says where to type in VS Code, which asks at a place that many miss."""
        if self._notebook.file_by_front_end():
            self._output.say(NAME_AT_TOP)

    def say_elsewhere(self) -> bool:
        """Says what to do where nobody can be looked for, and tells whether that is so."""
        words = elsewhere_words(self._told.heard_language)
        if words:
            self._output.say(words)
            self.cancel()  # nothing is left to say
        return bool(words)

    def cancel(self) -> None:
        """Takes expect back."""
        do_not_call_at("post_run_cell", self.after_cell)

    def after_cell(self, result: Any = None) -> None:
        """Asks for the name if it is empty, and greets if npt_config is complete. Never raises."""
        try:
            self.ask_name()
            settings = self._notebook.settings()
            self.cancel()
            self._greet(settings)
        except Unsendable:
            pass  # a later cell may complete npt_config; send says what is missing
        except BaseException:  # an interrupt, an npt_config that cannot be read, no more threads
            pass

    def again(self) -> None:
        """Greets once more, now that the teacher's computer can be reached. Never raises."""
        try:
            self._greet(self._notebook.settings())
        except Exception:
            pass

    def ask_name(self) -> None:
        """Asks for the name if it is empty, once in a first cell. Raises KeyboardInterrupt only."""
        if self._has_asked or not self._notebook.has_empty_name():
            return
        self._has_asked = True
        for _ in range(ASK_NAME_TIMES):
            if can_ask():
                self._point_to_input()
            name = ask(ASK_NAME)
            if name:
                self._notebook.set_name(name)
                return
            if name is None:
                break
        self._output.say(NO_NAME)

    def _greet(self, settings: Settings) -> None:
        line, preflight = self._output.line(), self._inquire(settings)
        if preflight.wait(GREETING_AT_ONCE_SECONDS):
            self._end(preflight, settings, line)
            return
        if line.can_change:
            line.write(CONNECTING)
        if threadless():
            preflight.then(lambda: self._end(preflight, settings, line))
            return
        threading.Thread(
            target=self._greet_later,
            args=(preflight, settings, line),
            name="npt-greeting",
            daemon=True,
        ).start()

    def _end(self, preflight: Preflight, settings: Settings, line: Line) -> None:
        line.write(self._line(preflight, settings))
        if preflight.trouble is not None:
            self._not_reached()

    def _greet_later(self, preflight: Preflight, settings: Settings, line: Line) -> None:
        preflight.wait(GREETING_SECONDS - GREETING_AT_ONCE_SECONDS)
        said = self._line(preflight, settings)
        line.write(said)
        preflight.wait(GREETING_AT_MOST_SECONDS)
        now = self._line(preflight, settings)
        if now != said:  # it was found late
            line.write(now)

    def _line(self, preflight: Preflight, settings: Settings) -> str:
        said = greeting(preflight, settings)
        return elsewhere_words(self._told.heard_language) or said if said == NOT_CONNECTED else said


def greeting(preflight: Preflight, settings: Settings) -> str:
    """Returns the line that says what is known by now."""
    if preflight.answer is not None:
        return answer_line(preflight.answer, settings)
    if preflight.server:  # an earlier version of the app would have objected by now
        return CONNECTED % (settings.sender, settings.session)
    return REPLACED if isinstance(preflight.trouble, Replaced) else NOT_CONNECTED


def answer_line(answer: Answer, settings: Settings) -> str:
    """Returns the line that says what the teacher's computer would do with a record."""
    if answer.accepted:
        return CONNECTED % (settings.sender, settings.session)
    if answer.parked:
        return PARKED % answer.why_parked(settings.owner, settings.session, settings.part)
    return (TEACHER_BUSY if answer.busy else WOULD_REFUSE) % answer.message
