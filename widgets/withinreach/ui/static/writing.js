// Shared by what is written (a text, a note): put in front of its script, after shared.js and watch.js.

const PAUSE = 800; // ms without a key until what stands in the box is saved

/**
 * The life of a box: saved as it is written, said in words, tried again by hand where a save was refused. `kind`:
 *   lost             what to say when no reply can come any more
 *   waiting(words)   what to say while a reply is waited for
 *   saved(reply)     what to say after a save
 *   typed(text)      optional: after each change, before anything is saved
 *   kept(text)       optional: after a save of what still stands in the box
 *   hydrate(root, life)  what else is to be brought to life; `life` is what `writing` returns
 */
function writing({ model, el }, kind) {
  const setting = model.get("setting");
  const since = Date.now();
  let timer = null;
  let saving = false;
  const life = { box: null, unsaved: false, say, save, later, stop, set };

  function hydrate(root) {
    life.box = root.querySelector("textarea");
    life.hint = root.querySelector(".hint");
    life.again = root.querySelector("[data-act=again]");
    life.box.addEventListener("input", () => {
      life.unsaved = true;
      kind.typed?.(life.box.value);
      say("Writing …");
      later();
    });
    life.box.addEventListener("blur", () => timer && save());
    life.again.addEventListener("click", () => {
      life.box.focus();
      save();
    });
    root.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    kind.hydrate(root, life);
  }

  function say(words) {
    life.hint.textContent = words;
  }

  /** Put a text into the box without touching one that is there already: the caret stays. */
  function set(text) {
    if (life.box.value !== text) life.box.value = text;
  }

  function stop() {
    clearTimeout(timer);
    timer = null;
  }

  function later() {
    stop();
    timer = setTimeout(save, PAUSE);
  }

  async function save() {
    stop();
    if (saving) return later();
    saving = true;
    const text = life.box.value;
    const seconds = (Date.now() - since) / 1000;
    life.again.hidden = true;
    try {
      const reply = await ask(model, { type: "save", text, seconds }, { waiting: (words) => say(kind.waiting(words)), lost: kind.lost });
      if (reply.stored) tell("saved", { at: reply.at, id: setting.id });
      if (life.box.value === text) {
        life.unsaved = false;
        say(kind.saved(reply));
        kind.kept?.(text);
      }
    } catch (error) {
      say(error.message);
      life.again.hidden = error.lost === true;
      tell("unsaved", { id: setting.id, words: error.message });
    } finally {
      saving = false;
    }
  }

  const leaving = (event) => {
    if (life.unsaved) event.preventDefault();
  };
  window.addEventListener("beforeunload", leaving);
  const view = mount(model, el, hydrate);
  return {
    ...view,
    leave() {
      view.leave();
      window.removeEventListener("beforeunload", leaving);
      stop();
    },
  };
}
