"""The courier in a browser: what elsewhere a thread does, the page's loop does.

Promises what Courier does. A record is on its way while its cell goes on computing, and so are up to
AT_ONCE of them: no reply can be read before the cell ends.
"""

import time
from typing import Any, Callable, Optional

from .browser import call_later, wait_until
from .browser_network import BrowserNetwork
from .courier import Courier
from .errand import Errand
from .limits import AT_ONCE, LOOK_EVERY_SECONDS
from .mirror import Mirror
from .network import carry_out
from .queues import SendQueue
from .records import Answer, Outcome, Record
from .storage import own_sender_uuid


class BrowserCourier(Courier):
    """Sends records from the loop of a browser, each until it is answered."""

    def __init__(self, mirror: Mirror, *parts: Any) -> None:
        super().__init__(*parts)
        self._mirror = mirror
        self._has_begun = False
        self._cancel: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Sends what is due, once the files of earlier kernels are there. The copy comes first: a page
        may be closed at any moment.
        """
        self._mirror.save()
        if not self._has_begun:
            self._begin()
        if not self._mirror.is_loaded or self._stopping:
            return
        while self._under_way() < AT_ONCE and self._begin_next():
            pass
        self._cancel()
        self._cancel = call_later(self._seconds_to_next(), self.start)

    def _begin(self) -> None:
        """Asks whose computer is at the addresses, so that the first record need not wait for that, and
        takes over what earlier kernels left.
        """
        self._has_begun = True
        if isinstance(self._network, BrowserNetwork):
            self._network.prove(self._notebook.target_served())
        if self._mirror.is_loaded:
            self._adopt_records()
        else:
            self._mirror.when_loaded(self._loaded)

    def _loaded(self) -> None:
        """Goes on as the sender of this browser, whose id could not be read before."""
        before, now = self._notebook.sender_uuid, own_sender_uuid(self._mirror.folder)
        self._notebook.change_sender(now)
        queues, self._queues = list(self._queues.values()), {}
        for record in [record for queue in queues for record in queue]:
            if record.fields["sender_uuid"] == before:
                record.fields["sender_uuid"] = now
            self._add(record)
        self._adopt_records()
        self.start()

    def _under_way(self) -> int:
        return sum(len(queue.in_flight) for queue in self._queues.values())

    def _begin_next(self) -> bool:
        """Begins to send the record that is due first. Tells whether there was one."""
        now = time.monotonic()
        due = [queue for queue in self._queues.values() if queue.moment <= now]
        if not due:
            return False
        queue = max(due, key=lambda queue: queue.last_added)
        record = queue.begin()
        record.tried = True  # another notebook of this site may have read its copy
        carry_out(self._network, self._one(queue, record))
        return True

    def _one(self, queue: SendQueue, record: Record) -> Errand[None]:
        try:
            yield from self._attempt(queue, record)
        except Exception as trouble:  # a fault here must not end the sending, nor spin
            queue.trouble, queue.due = repr(trouble), time.monotonic() + LOOK_EVERY_SECONDS
            queue.in_flight = [one for one in queue.in_flight if one is not record]
        self.start()

    def _seconds_to_next(self) -> float:
        """Returns when to look again. Each reply looks, too."""
        moments = [] if self._under_way() >= AT_ONCE else [q.moment for q in self._queues.values()]
        soonest = min(moments, default=0.0) - time.monotonic() if moments else LOOK_EVERY_SECONDS
        return max(0.0, min(soonest, LOOK_EVERY_SECONDS))

    def retry_now(self) -> None:
        """Ends all pauses, except those that the server asked for."""
        super().retry_now()
        self.start()

    def wait_for(self, outcome: Outcome, seconds: float) -> Optional[Answer]:
        """Returns the answer to a record; None if there is none after so many seconds, or if the
        browser lets no cell wait.
        """
        wait_until(lambda: outcome.answer is not None or outcome.dropped, seconds)
        return outcome.answer

    def flush(self, seconds: float) -> None:
        """Copies what has changed: a page that closes waits for nothing."""
        self._mirror.save()
