// Shared by every component, after shared.js: asking the other half of the page, and knowing how it is.

const SILENCE = 3000; // ms without a reply until the server is asked how the other half is
const AGAIN = 2000; // and from then on so often
const UNHEARD = 15000; // a page at rest asks again no sooner after a sign of life
const REST = 8000; // between two new connections
const SAID = {
  busy: "The page is still busy with something else. Nothing is lost; go on.",
  away: "No connection at the moment. Go on: it is kept in this window, and saved when the connection is back.",
  "signed-out": "You have been signed out. What you did is kept in this window: sign in again, and it is saved.",
  gone: "This page has lost touch with its other half. What it had saved is safe.",
};
/** What stands beside a button while the reply is waited for. */
const WAITING = {
  busy: "Saving as soon as the page is free …",
  away: "Kept in this window until the connection is back …",
  "signed-out": "Kept in this window until you are signed in again …",
};

/** The one watcher of this page, whichever component came first. */
function otherHalf() {
  return (globalThis[Symbol.for("withinreach.other-half")] ??= newWatcher());
}

function newWatcher() {
  const models = new Set();
  const known = new WeakSet();
  let state = "here";
  let heardAt = Date.now();
  let connectedAt = 0;
  let asking = false;
  let looking = null;
  let bar = null;

  /** Take part; returns how to leave. Whoever joins a page that was given up shows that somebody is there again. */
  function join(model) {
    if (!models.size) attend(true);
    models.add(model);
    const kernel = model.widget_manager?.kernel;
    if (kernel?.statusChanged && !known.has(kernel)) {
      known.add(kernel);
      // After a restart there is a kernel, and it knows nothing of this page.
      kernel.statusChanged.connect((_, status) => /restarting|dead|terminating/.test(status) && become("gone"));
    }
    if (state === "gone") become("here");
    return () => {
      models.delete(model);
      if (!models.size) attend(false);
    };
  }

  function heard() {
    heardAt = Date.now();
    become("here");
  }

  function become(next) {
    if (next === state) return;
    state = next;
    show();
    tell("touch", { state });
  }

  /** Ask the server, not the kernel: it answers while the kernel is busy, and knows when there is none. */
  async function look(model) {
    const kernel = model.widget_manager?.kernel;
    if (!kernel) return "unknown";
    if (state === "gone") return "gone";
    // All who wait for a reply share one request.
    looking ??= inquire(kernel).finally(() => (looking = null));
    const next = await looking;
    if (next !== "here") become(next);
    return next;
  }

  async function inquire(kernel) {
    const xsrf = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1];
    const headers = xsrf ? { "X-XSRFToken": xsrf } : {};
    let answer;
    try {
      const url = `${kernel.serverSettings.baseUrl}api/kernels/${kernel.id}`;
      answer = await fetch(url, { headers, cache: "no-store", signal: AbortSignal.timeout(4000) });
    } catch {
      return "away";
    }
    if (answer.status === 404 || answer.status === 424) return "gone"; // the kernel ended; the Hub stopped the server
    if (answer.status === 401 || answer.status === 403 || /\/hub\/login/.test(answer.url)) return "signed-out";
    const found = answer.ok ? await answer.json().catch(() => null) : null;
    if (!found) return "away";
    if (kernel.connectionStatus !== "connected") return reconnect(kernel);
    return { idle: "here", dead: "gone" }[found.execution_state] ?? "busy";
  }

  /** The server answers and the line to the kernel is down: do not wait for Jupyter's own, ever slower tries. */
  function reconnect(kernel) {
    if (Date.now() - connectedAt > REST) {
      connectedAt = Date.now();
      kernel.reconnect?.().catch(() => {});
    }
    return "away";
  }

  /** Somebody is here: unless the other half was heard of lately, see whether it is. */
  async function ping() {
    const [model] = models;
    if (!model || asking || document.hidden || Date.now() - heardAt < UNHEARD) return;
    asking = true;
    await ask(model, { type: "ping" }).catch(() => {});
    asking = false;
  }

  function show() {
    if (!bar) {
      bar = document.createElement("div");
      bar.className = "wr wr-touch";
      bar.setAttribute("role", "status");
      document.body.append(bar);
    }
    bar.replaceChildren();
    bar.dataset.state = state;
    bar.hidden = state === "here";
    if (bar.hidden) return;
    const words = document.createElement("span");
    words.textContent = SAID[state];
    bar.append(words);
    if (state === "signed-out") bar.append(way("a", "Sign in (new window)", { href: location.href, target: "_blank" }));
    if (state === "gone") bar.append(...comeBack());
  }

  function way(name, words, more) {
    return Object.assign(document.createElement(name), { textContent: words, ...more });
  }

  function comeBack() {
    if (!document.body.dataset.voila) return [" Run all cells again, and what you had not saved comes back."];
    return [way("button", "Reload", { type: "button", onclick: () => location.reload() })];
  }

  /** Signs that somebody is here, as long as anything on the page has another half. */
  function attend(on) {
    const turn = (target, sign, capture = false) => target[on ? "addEventListener" : "removeEventListener"](sign, ping, { passive: true, capture });
    for (const sign of ["pointerdown", "keydown", "visibilitychange"]) turn(document, sign);
    turn(window, "scroll", true);
    turn(window, "online");
  }

  return { join, heard, look, reconnect: (model) => reconnect(model.widget_manager.kernel), give: () => become("gone") };
}

/**
 * Send a message and wait for the reply with the same number, however long the other half is busy or out of reach.
 * Sent again, a message does nothing twice: Python knows its number.
 *   waiting(words)   told what it is waited for, in a few words, as soon as it takes longer
 *   lost             what to say when no reply can come any more
 * Rejects with what Python refused (trying again may help), or with `lost` (an error that is marked so: it does not).
 */
function ask(model, message, { waiting = () => {}, lost = SAID.gone } = {}) {
  const n = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
  const half = otherHalf();
  return new Promise((resolve, reject) => {
    let timer = null;
    let silent = 0;
    let ended = false;
    const done = (act, value) => {
      ended = true;
      clearTimeout(timer);
      model.off("msg:custom", heard);
      act(value);
    };
    const heard = (reply) => {
      if (reply?.n !== n) return;
      half.heard();
      if (reply.type === "refused") done(reject, new Error(reply.words));
      else done(resolve, reply);
    };
    const send = () => {
      try {
        model.send({ ...message, n });
      } catch {
        // A dead connection throws at once, in words of its own; how it is, the server will say.
      }
    };
    const wonder = async () => {
      const found = await half.look(model);
      if (ended) return;
      // Idle, connected, and silent: first the message may be lost, then the line, and then whoever should answer.
      silent = found === "here" || found === "unknown" ? silent + 1 : 0;
      if (found === "gone" || silent > (found === "unknown" ? 1 : 2)) {
        half.give();
        done(reject, Object.assign(new Error(lost), { lost: true }));
        return;
      }
      if (silent === 2) half.reconnect(model);
      if (silent) send();
      if (WAITING[found]) waiting(WAITING[found]);
      timer = setTimeout(wonder, AGAIN);
    };
    model.on("msg:custom", heard);
    send();
    timer = setTimeout(wonder, SILENCE);
  });
}
