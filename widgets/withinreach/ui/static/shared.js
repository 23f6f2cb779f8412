// Shared by every component: put in front of its script (anywidget cannot import one local script from another).

/** Put render's HTML into the view and let `hydrate` bring it to life. */
function mount(model, el, hydrate) {
  el.classList.add("wr", "wr-part");
  const draw = () => {
    el.innerHTML = model.get("html");
    hydrate(el);
  };
  draw();
  return { draw };
}

let count = 0;
/** Send a message and wait for the reply with the same number. Rejects in words after `patience` ms. */
function ask(model, message, patience = 6000) {
  const n = Date.now() * 100 + (count++ % 100);
  return new Promise((resolve, reject) => {
    const done = (act, value) => {
      clearTimeout(timer);
      model.off("msg:custom", heard);
      act(value);
    };
    const heard = (reply) => {
      if (reply?.n !== n) return;
      if (reply.type === "refused") done(reject, new Error(reply.words));
      else done(resolve, reply);
    };
    const lost =
      "Not saved yet: this page has lost touch with its other half. What you wrote is kept in this window: reload the page, and it saves again.";
    const timer = setTimeout(() => done(reject, new Error(lost)), patience);
    model.on("msg:custom", heard);
    try {
      model.send({ ...message, n });
    } catch {
      // A dead connection throws at once, in words of its own.
      done(reject, new Error(lost));
    }
  });
}

/** "21:04" in the reader's own time. */
function clock(at) {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** Tell the page that something was saved, or that it was not. */
function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(`wr:${name}`, { detail }));
}

/** What was typed or chosen and not saved yet, for this window only. */
const drafts = {
  key: (id) => `wr:${location.pathname}:${id}`,
  read(id) {
    try {
      return JSON.parse(sessionStorage.getItem(this.key(id)));
    } catch {
      return null;
    }
  },
  write(id, value) {
    try {
      sessionStorage.setItem(this.key(id), JSON.stringify(value));
    } catch {
      // A full or forbidden store costs the draft after a reload, nothing else.
    }
  },
  drop(id) {
    try {
      sessionStorage.removeItem(this.key(id));
    } catch {
      // As above.
    }
  },
};
