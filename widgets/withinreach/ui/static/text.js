const PAUSE = 800;

// What Python's str.split() takes for space; \s would add U+FEFF and leave out U+0085 and U+001C to U+001F.
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** Words as a person counts them; the same as render/text.py. */
export function words(text) {
  return text.split(SPACE).filter(Boolean).length;
}

function render({ model, el }) {
  const setting = model.get("setting");
  const since = Date.now();
  let timer = null;
  let saving = false;
  let box = null;
  let hint = null;
  let again = null;
  let unsaved = false;
  const lost = setting.private
    ? "Not saved: this page has lost touch with its other half. Copy your note before you reload: it is kept nowhere else."
    : "Not saved: this page has lost touch with its other half. Reload it: your words come back and save themselves.";

  function hydrate(root) {
    box = root.querySelector("textarea");
    hint = root.querySelector(".hint");
    again = root.querySelector("[data-act=again]");
    const state = model.get("state");
    box.value = state.text ?? "";
    const draft = setting.private ? null : drafts.read(setting.id);
    if (draft && draft.text !== (state.text ?? "")) {
      box.value = draft.text;
      hint.textContent = "Brought back from this window; saving …";
      later();
    } else if (state.at) {
      hint.textContent = `Saved ${clock(state.at)}. What is saved is handed in.`;
    }
    counted();
    box.addEventListener("input", typed);
    box.addEventListener("blur", () => timer && save());
    again.addEventListener("click", () => {
      box.focus();
      save();
    });
    root.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    root.querySelector("[data-act=erase]")?.addEventListener("click", erase);
  }

  function counted() {
    const place = el.querySelector(".count");
    if (!place) return;
    const n = words(box.value);
    place.textContent = `${n} ${n === 1 ? "word" : "words"} of about ${setting.words}`;
  }

  function typed() {
    unsaved = true;
    counted();
    // A private note stays in memory until it is saved: nothing of it in the browser's store.
    if (!setting.private) drafts.write(setting.id, { text: box.value });
    hint.textContent = "Writing …";
    later();
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  async function save() {
    clearTimeout(timer);
    timer = null;
    if (saving) return later();
    saving = true;
    const text = box.value;
    const seconds = (Date.now() - since) / 1000;
    again.hidden = true;
    try {
      const reply = await ask(model, { type: "save", text, seconds }, { waiting, lost });
      if (box.value === text) {
        unsaved = false;
        drafts.drop(setting.id);
        hint.textContent = reply.stored ? `Saved ${clock(reply.at)}.` : "Stays in this page until you close it.";
        if (reply.stored) tell("saved", { at: reply.at, id: setting.id });
      }
    } catch (error) {
      hint.textContent = error.message;
      again.hidden = error.lost === true;
      tell("unsaved", { id: setting.id, words: error.message });
    } finally {
      saving = false;
    }
  }

  // "Kept in this window" holds after a reload too, except for a private note.
  const waiting = (words) => {
    hint.textContent = setting.private ? "Not saved yet; keep this page open …" : words;
  };

  async function erase() {
    if (box.value && !window.confirm("Erase this note? It cannot be brought back.")) return;
    clearTimeout(timer);
    timer = null;
    try {
      await ask(model, { type: "erase" }, { waiting, lost });
      box.value = "";
      unsaved = false;
      hint.textContent = "Erased.";
    } catch (error) {
      hint.textContent = error.message;
    }
    box.focus();
  }

  const leaving = (event) => {
    if (unsaved) event.preventDefault();
  };
  window.addEventListener("beforeunload", leaving);
  const view = mount(model, el, hydrate);
  return () => {
    view.leave();
    window.removeEventListener("beforeunload", leaving);
    clearTimeout(timer);
  };
}

export default { render };
