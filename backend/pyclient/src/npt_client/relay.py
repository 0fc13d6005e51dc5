"""The relay: a window at the teacher's computer that carries the requests of a notebook on an https page.

Such a page may ask nothing of an http address of the room, and a worker's requests are refused without a
question. A window may be opened at that address, and it may ask its own computer: a button under the cell
opens it, and passes on what the two say to each other.

Promises that only the window which the button opened is heard, at the address that was asked for, and that
whose computer it is gets proved as for any other address.
"""

import html
import itertools
import json
import uuid
from typing import Any, Callable, Dict, List, Optional, Sequence

from .browser import call_later, ffi, page
from .limits import MAX_ANSWER
from .output import Output, ShownAt, running_cell
from .wire import Reply, Request
from .words import NO_RELAY, RELAY_BLOCKED, RELAY_BUTTON, RELAY_OPEN, RELAY_TEXT

# Runs in the page. Only the window of the button is heard, and each click tries the next address.
SCRIPT = """(() => {
  const known = %s, channel = new BroadcastChannel(known.id)
  const [button, said] = document.getElementById(known.id).children
  let clicks = 0, relay, origin
  button.onclick = () => {
    origin = new URL(known.servers[clicks++ %% known.servers.length]).origin
    relay = window.open(origin + '/relay', 'npt-relay', 'popup,width=520,height=360')
    said.textContent = relay ? known.open : known.blocked
  }
  addEventListener('message', ({ source, origin: from, data }) => {
    if (relay && source === relay && from === origin) channel.postMessage({ ...data, server: from })
  })
  channel.onmessage = ({ data }) => {
    if (relay && data.npt === 'ask') relay.postMessage(data, origin)
  }
})()"""


def needs_relay(servers: Sequence[str]) -> bool:
    """Tells whether this is a page that may not ask these addresses, as it came by https."""
    origin = str(getattr(page(), "origin", ""))
    return origin.startswith("https:") and any(one.startswith("http:") for one in servers)


class Relay:
    """The requests that go through the window, once there is one."""

    def __init__(self) -> None:
        self._channel: Any = None
        self._numbers = itertools.count()
        self._waiting: Dict[int, Any] = {}
        self._servers: List[str] = []
        self._server = ""  # of the window
        self._when_ready: Callable[[], None] = lambda: None

    def offer(self, output: Output, servers: Sequence[str], when_ready: Callable[[], None]) -> None:
        """Shows the button, or says what else can be done where nothing can be shown. Calls a function
        each time a window is there.
        """
        self._servers = [one for one in servers if one.startswith("http:")]
        self._when_ready = when_ready
        if self._server in self._servers:
            return  # the window is there, and cannot help
        place = ShownAt(running_cell(), "npt-" + uuid.uuid4().hex)
        self._listen(place.display_id)
        if not output.display(place, RELAY_TEXT, self._markup(place.display_id)):
            output.say(NO_RELAY % self._servers[0])

    def _listen(self, name: str) -> None:
        """Listens to the button of that name, and no more to an earlier one."""
        if self._channel is not None:
            self._channel.close()
        self._channel = page().BroadcastChannel.new(name)
        self._channel.onmessage = ffi().create_proxy(self._hear)

    def _markup(self, name: str) -> str:
        known = {"id": name, "servers": self._servers}
        known.update(open=RELAY_OPEN, blocked=RELAY_BLOCKED)
        parts = (
            *(html.escape(RELAY_TEXT), name, html.escape(RELAY_BUTTON)),
            SCRIPT % json.dumps(known).replace("<", "\\u003c"),
        )
        return (
            '<p>%s</p><p id="%s"><button type="button">%s</button> <span></span></p>'
            "<script>%s</script>" % parts
        )

    def carries(self, server: str) -> bool:
        """Tells whether there is a window at an address."""
        return bool(self._server) and server == self._server

    async def ask(self, request: Request) -> Optional[Reply]:
        """Returns the reply to a request that the window sends; None if there is none."""
        import asyncio

        number = next(self._numbers)
        replied = self._waiting[number] = asyncio.get_event_loop().create_future()
        asked = {"npt": "ask", "id": number, "method": request.method, "path": request.path}
        asked.update(headers=request.headers, body=request.body or None, seconds=request.seconds)
        js, to_js = page(), ffi().to_js
        cancel = call_later(request.seconds, lambda: self._settle(number, None))
        self._channel.postMessage(to_js(asked, dict_converter=js.Object.fromEntries))
        try:
            reply: Optional[Reply] = await replied
        finally:
            cancel()
            self._waiting.pop(number, None)
        return reply

    def _settle(self, number: int, reply: Optional[Reply]) -> None:
        replied = self._waiting.get(number)
        if replied is not None and not replied.done():
            replied.set_result(reply)

    def _hear(self, event: Any) -> None:
        """Takes what the window says. Never raises."""
        try:
            said = event.data
            if said.npt == "ready":
                same = [one for one in self._servers if page().URL.new(one).origin == said.server]
                self._server = same[0] if same else ""
                self._when_ready()
            elif said.npt == "gone":
                self._server = ""
            elif said.npt == "reply":
                body = said.body.to_bytes()[:MAX_ANSWER]
                reply = Reply(int(said.status), {"Retry-After": said.retryAfter}, body)
                self._settle(int(said.id), reply if reply.status else None)
        except Exception:  # a window of another version
            pass
