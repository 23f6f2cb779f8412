// Shared by tasks that are answered step by step: put in front of their script, after watch.js.

/**
 * The life of such a task: a step is chosen, sent, and answered with the HTML of what follows, which render made.
 *   message(form, button)   what to send for what is chosen: {type, step …}, or a string: why nothing can be sent yet
 *   started(root)           optional: more listeners for what was just put up; gets a function that sends a message
 * A final step is saved before the reply comes. A practice run lives in this window until it is over.
 */
function stepping({ model, el }, kind) {
  const setting = model.get("setting");
  const since = Date.now();
  const lost =
    "Not saved: this page has lost touch with its other half. Reload it: everything up to this point is still there.";
  const CHANGED =
    "This has been changed since you were here. What you said then is kept, and does not count; here it begins anew.";
  let busy = false;
  let run = 0;
  let soFar = [];
  let over = false;

  function hydrate(root) {
    const form = root.querySelector("form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const message = kind.message(form, event.submitter);
      if (typeof message === "string") hintOf(root).textContent = message;
      else send(message);
    });
    root.querySelector("[data-act=again]")?.addEventListener("click", again);
    if (model.get("state").earlier && soFar.length === (setting.given ?? []).length) hintOf(root).textContent = CHANGED;
    // Begun and not ended: the hand-in panel says so.
    if (setting.final && !over && soFar.length) root.querySelector(".task").dataset.draft = "";
  }

  const hintOf = (root) => root.querySelector(".hint");

  async function send(message, { quiet = false } = {}) {
    if (busy) return;
    busy = true;
    const button = el.querySelector(".act button[type=submit]");
    const hint = hintOf(el);
    const before = hint.textContent;
    if (button) button.disabled = true;
    if (!quiet) hint.textContent = setting.final ? "Saving …" : "…";
    try {
      const sent = { ...message, run, so_far: soFar, seconds: (Date.now() - since) / 1000 };
      const reply = await ask(model, sent, { waiting: (words) => (hint.textContent = words), lost });
      busy = false;
      put(reply, quiet);
    } catch (error) {
      busy = false;
      if (button) button.disabled = false;
      hint.textContent = quiet ? before : error.message;
      if (!quiet) tell("unsaved", { id: setting.id, words: error.message });
    }
  }

  /** What follows, in place of what was there; the reader is taken to it. */
  function put(reply, quiet) {
    soFar = reply.so_far;
    over = reply.over;
    if (!setting.final && soFar.length > setting.given.length && !over) drafts.write(setting.id, { answer: { run, soFar } });
    else drafts.drop(setting.id);
    el.innerHTML = reply.html;
    hydrate(el);
    if (!quiet) el.querySelector(".scene.now")?.focus();
    if (reply.at && reply.stored) tell("saved", { at: reply.at, id: setting.id });
    tell("draft", { id: setting.id });
  }

  function again() {
    run += 1;
    soFar = setting.given;
    send({ type: "at" });
  }

  function stand() {
    const state = model.get("state");
    soFar = state.so_far ?? [];
    over = state.over ?? false;
  }

  stand();
  const view = mount(model, el, hydrate);
  const draft = setting.final ? null : drafts.read(setting.id)?.answer;
  if (draft?.soFar) {
    ({ run, soFar } = draft);
    send({ type: "at" }, { quiet: true });
  }
  // Another view of the same task shows what was said here.
  const other = () => {
    if (busy) return;
    stand();
    view.draw();
  };
  model.on("change:state", other);
  return () => {
    view.leave();
    model.off("change:state", other);
  };
}
