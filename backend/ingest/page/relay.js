// Carries the requests of a notebook whose page came by https and opened this window. It hears its opener alone, of the
// one origin that spoke first and that the student reads here, and sends what a notebook may send and nothing else.
"use strict";
(() => {
  const CALLS =
    /^(GET \/(who|messages|handout(\/file|\/list)?)|POST \/(add-record|help|help\/done|hand-in))(\?|$)/;
  const MAX_BODY = 21 * 1024 * 1024;
  const AT_ONCE = 5; // a browser opens six connections to a computer
  const waiting = [];
  const opener = window.opener;
  let origin = "";
  let underWay = 0;

  const show = (name) => {
    for (const id of ["waiting", "open", "alone"])
      document.getElementById(id).hidden = id !== name;
  };

  const say = (said, transfer) => {
    if (!opener.closed) opener.postMessage(said, origin || "*", transfer);
  };

  async function carry({ id, method, path, headers, body, seconds }) {
    const lost = {
      npt: "reply",
      id,
      status: 0,
      retryAfter: null,
      body: new ArrayBuffer(0),
    };
    try {
      const type = headers["Content-Type"];
      const response = await fetch(path, {
        method,
        headers: type
          ? { Accept: "application/json", "Content-Type": type }
          : { Accept: "application/json" },
        body: body ?? undefined,
        signal: AbortSignal.timeout(Math.min(Number(seconds) || 1, 120) * 1000),
        cache: "no-store",
        redirect: "error",
      });
      const bytes = await response.arrayBuffer();
      const retryAfter = response.headers.get("Retry-After");
      say(
        { npt: "reply", id, status: response.status, retryAfter, body: bytes },
        [bytes],
      );
    } catch {
      say(lost);
    }
  }

  function next() {
    while (underWay < AT_ONCE && waiting.length > 0) {
      underWay++;
      void carry(waiting.shift()).finally(() => {
        underWay--;
        next();
      });
    }
  }

  function isCall(asked) {
    const size =
      asked.body instanceof Uint8Array
        ? asked.body.byteLength
        : asked.body == null
          ? 0
          : Infinity;
    return (
      typeof asked.path === "string" &&
      asked.path.startsWith("/") &&
      CALLS.test(`${asked.method} ${asked.path}`) &&
      size <= MAX_BODY &&
      waiting.length < 100
    );
  }

  addEventListener("message", ({ source, origin: from, data }) => {
    if (source !== opener || data?.npt !== "ask" || (origin && from !== origin))
      return;
    origin = from;
    document.querySelector("#open bdi").textContent = origin;
    show("open");
    if (isCall(data)) {
      waiting.push(data);
      next();
    } else {
      say({
        npt: "reply",
        id: data.id,
        status: 0,
        retryAfter: null,
        body: new ArrayBuffer(0),
      });
    }
  });
  addEventListener("pagehide", () => opener && say({ npt: "gone" }));
  if (opener) say({ npt: "ready" });
  else show("alone");
})();
