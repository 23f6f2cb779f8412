// Shared by every component: put in front of its script (anywidget cannot import one local script from another).

/** Put render's HTML into the view and let `hydrate` bring it to life. `leave` belongs to the view's clean-up. */
function mount(model, el, hydrate) {
  el.classList.add("wr", "wr-part");
  const draw = () => {
    el.innerHTML = model.get("html");
    hydrate(el);
  };
  draw();
  return { draw, leave: otherHalf().join(model) };
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
