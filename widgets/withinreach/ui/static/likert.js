/** The answers that fit the form, in its order; the same as LikertTask.given. */
export function given({ statements, low, high }, answers) {
  if (!answers || typeof answers !== "object" || Array.isArray(answers)) return {};
  const fits = (name) => Object.hasOwn(answers, name) && Number.isInteger(answers[name]) && low <= answers[name] && answers[name] <= high;
  return Object.fromEntries(statements.filter(fits).map((name) => [name, answers[name]]));
}

/** How far somebody is; the same words as render/likert.py. */
export function answered(number, of) {
  return `${number} of ${of}`;
}

function render({ model, el }) {
  const setting = model.get("setting");
  const pending = new Map(); // statement → choice, or null where it was left open, until it is saved
  const failed = new Set();
  let parts = {};
  let here = 0;
  let own = {};
  let fictional = false;
  const lost = setting.private
    ? "Not saved: this page has lost touch with its other half. What it had kept is safe; reload it and answer the last ones again."
    : "Not saved: this page has lost touch with its other half. Reload it: your last answers come back and save themselves.";

  function hydrate(root) {
    const find = (query) => root.querySelector(query);
    parts = { form: find("form"), hint: find(".hint"), count: find(".count"), next: find("[data-act=next]"), back: find("[data-act=back]") };
    parts.rows = [...root.querySelectorAll(".statements > li")];
    find(".likert").classList.add("live");
    for (const one of root.querySelectorAll(".act[hidden], [data-act][hidden]")) one.hidden = false;
    parts.form.addEventListener("submit", (event) => event.preventDefault());
    parts.form.addEventListener("change", (event) => keep(event.target.name, Number(event.target.value)));
    for (const [act, what] of Object.entries({ next, back: () => step(here - 1), erase, own: () => use(false), fictional: () => use(true) })) {
      find(`[data-act=${act}]`)?.addEventListener("click", what);
    }
    for (const row of parts.rows) {
      row.querySelector(".clear").addEventListener("click", () => open(row));
      row.addEventListener("keydown", (event) => {
        if (event.key === "Backspace" || event.key === "Delete") open(row);
      });
    }
    step(0, false);
    show();
    // Where nothing is stored there is nothing to ask for, unless an earlier view of this page gave answers.
    if (setting.stored || model.get("state").changes) recall();
  }

  const taps = (row) => [...row.querySelectorAll("input")];
  const item = (row) => row.querySelector("fieldset").dataset.item;
  const chosen = (row) => taps(row).find((tap) => tap.checked);

  /** What the form shows: the answers that are used, their count, what can be taken back. */
  function show() {
    const answers = fictional ? setting.fictional : { ...own, ...Object.fromEntries(pending) };
    for (const row of parts.rows) {
      for (const tap of taps(row)) {
        tap.checked = answers[item(row)] === Number(tap.value);
        tap.disabled = fictional;
      }
      row.querySelector(".clear").hidden = fictional || !chosen(row);
    }
    parts.count.textContent = `${answered(parts.rows.filter(chosen).length, parts.rows.length)} answered`;
    for (const [act, on] of [["own", !fictional], ["fictional", fictional]]) {
      const button = el.querySelector(`[data-act=${act}]`);
      if (button) button.ariaPressed = String(on);
    }
    el.querySelector("[data-act=erase]").hidden = fictional || !parts.rows.some(chosen);
    const whom = el.querySelector(".of-whom");
    if (whom) whom.hidden = !fictional;
    named();
  }

  /** What stands is in no trait of this page: its other half is asked for it. */
  async function recall() {
    const usual = parts.hint.textContent;
    let said = false;
    const later = () => {
      said = true;
      say("Your answers come as soon as the page is free …");
    };
    try {
      const reply = await ask(model, { type: "recall" }, { waiting: later, lost: SAID.gone });
      // Only in place of its own words: what was said meanwhile ("Cleared.") stays.
      if (said && !pending.size) say(usual);
      own = given(setting, reply.answers);
      fictional = reply.fictional;
      const draft = setting.private ? null : drafts.read(setting.id);
      show();
      for (const [name, value] of Object.entries(draft ?? {})) if (!pending.has(name)) keep(name, value);
    } catch (error) {
      say(error.message);
    }
  }

  const say = (words) => (parts.hint.textContent = words);
  // "Kept in this window" holds after a reload too, except for a private form.
  const waiting = (words) => say(setting.private ? "Not saved yet; keep this page open …" : words);

  function remember() {
    if (setting.private) return;
    if (pending.size) drafts.write(setting.id, Object.fromEntries(pending));
    else drafts.drop(setting.id);
  }

  /** Keep one answer, or that one was left open; what was refused before is tried again with it. */
  async function keep(name, value) {
    pending.set(name, value);
    failed.delete(name);
    remember();
    show();
    say("Saving …");
    try {
      const reply = await ask(model, { type: "keep", item: name, value }, { waiting, lost });
      if (value === null) delete own[name];
      else own[name] = value;
      if (pending.get(name) === value) pending.delete(name);
      remember();
      if (!pending.size) say(`${reply.stored ? `Kept for you, ${clock(reply.at)}.` : "Stays in this page until you close it."} ${parts.count.textContent}.`);
      if (reply.stored) tell("saved", { at: reply.at, id: setting.id });
      for (const other of [...failed]) keep(other, pending.get(other));
    } catch (error) {
      failed.add(name);
      say(error.message);
      tell("unsaved", { id: setting.id, words: error.message });
    }
  }

  function open(row) {
    if (fictional || !chosen(row)) return;
    keep(item(row), null);
    taps(row)[0].focus();
  }

  async function use(invented) {
    if (invented === fictional) return;
    try {
      const reply = await ask(model, { type: "use", fictional: invented }, { waiting, lost });
      fictional = invented;
      show();
      say(invented ? "An invented person's answers are used." : "Your own answers are used.");
      if (reply.stored) tell("saved", { at: reply.at, id: setting.id });
    } catch (error) {
      say(error.message);
    }
  }

  async function erase() {
    if (!window.confirm("Clear all your answers? They cannot be brought back.")) return;
    try {
      await ask(model, { type: "erase" }, { waiting, lost });
      own = {};
      pending.clear();
      failed.clear();
      remember();
      show();
      say("Cleared.");
      step(0);
    } catch (error) {
      say(error.message);
    }
  }

  /** On a phone one statement stands there at a time; on a desk all do, and this marks a place nobody sees. */
  function step(number, focus = true) {
    here = Math.max(0, Math.min(number, parts.rows.length - 1));
    parts.rows.forEach((row, i) => row.toggleAttribute("data-here", i === here));
    parts.back.disabled = here === 0;
    named();
    if (focus) parts.rows[here].querySelector("legend").focus();
  }

  const firstOpen = () => parts.rows.findIndex((row) => !chosen(row));

  function next() {
    step(here < parts.rows.length - 1 ? here + 1 : firstOpen());
  }

  function named() {
    const last = here === parts.rows.length - 1;
    const leave = !fictional && !chosen(parts.rows[here]);
    parts.next.hidden = last && (fictional || firstOpen() < 0 || firstOpen() === here);
    parts.next.textContent = last ? "To the first open one" : leave ? "Leave it open" : "Next";
  }

  const leaving = (event) => {
    if (setting.private && pending.size) event.preventDefault();
  };
  // Another view of the same form (a second window in Lab) shows what was answered here.
  const other = () => {
    if (!pending.size) recall();
  };
  window.addEventListener("beforeunload", leaving);
  const view = mount(model, el, hydrate);
  model.on("change:state", other);
  return () => {
    view.leave();
    model.off("change:state", other);
    window.removeEventListener("beforeunload", leaving);
  };
}

export default { render };
