// Shared by every committed task: put in front of its script, after shared.js.

/** Of the wordings that render gave a reason (parts.switch), show the one of this role. */
function worded(one, role) {
  for (const words of one.querySelectorAll("[data-role]")) words.hidden = words.dataset.role !== role;
}

/** A component whose task has other forms: drawn anew, from its controls to its reasons, when one takes its place. */
function formed(render) {
  return (view) => {
    if (!view.model.get("setting").forms.length) return render(view);
    let leave = render(view);
    const anew = () => {
      const here = view.el.contains(document.activeElement);
      leave();
      leave = render(view);
      // Later: with the form the answer that stands changes as well, and draws the task once more.
      if (here) setTimeout(taken, 0);
    };
    const taken = () => {
      const prompt = view.el.querySelector(".prompt");
      if (!prompt) return;
      prompt.tabIndex = -1;
      prompt.focus();
    };
    view.model.on("change:setting", anew);
    return () => {
      leave();
      view.model.off("change:setting", anew);
    };
  };
}

/** What render made for the parts of a task, in the order of the task again: `name` is the data field with a part's id. */
function inOrder(all, name, ids) {
  return [...all].sort((one, two) => ids.indexOf(one.dataset[name]) - ids.indexOf(two.dataset[name]));
}

/**
 * The life of a committed task: a draft while it is worked on, one commit, the confidence asked anew when the answer
 * changes, and in practice the reasons at once. `kind` says what differs:
 *   read(form)            the answer as the controls have it
 *   write(form, answer)   put an answer (a draft, or none) into the controls
 *   empty(answer)         whether nothing has been done yet
 *   lacking(answer)       why it cannot be committed yet, in words; "" where it can
 *   progress(answer)      what stands beside the button while it is worked on; "" for the usual words
 *   arrange(box, answer)  put the reasons that render made into order for this answer (practice)
 *   hydrate(root, changed)  optional: more listeners; they call changed() after a change of the answer
 *   verb(answer)          optional: the words on the button
 *   step(form)            optional: what the button does as long as there is nothing to commit; true where it did it
 */
function committed({ model, el }, kind) {
  const setting = model.get("setting");
  const since = Date.now();
  const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);
  let busy = false;
  let sure = 0; // when a final answer was pressed for the first time; a second press, no double click, commits it
  let turned = false;
  let wished = "";
  let parts = {};
  const which = `${setting.id}/form`; // which form is open in this window

  function hydrate(root) {
    const form = root.querySelector("form");
    const [hint, button, task] = [".hint", ".act button[type=submit]", ".task"].map((q) => root.querySelector(q));
    parts = { form, hint, button, task, verb: button?.textContent };
    const state = model.get("state");
    sure = 0;
    if (!button) return; // a worked example: nothing to commit
    kind.hydrate?.(root, () => changed(true));
    const final = setting.once && state.at && !state.earlier;
    const draft = final ? null : drafts.read(setting.draft);
    if (draft && !same(draft.answer, state.answer) && !kind.empty(draft.answer)) {
      kind.write(form, draft.answer);
      untap();
      task.dataset.draft = "";
      hint.textContent = state.at ? stands : open(draft.answer);
    } else if (state.at) {
      hint.textContent = state.earlier ? EARLIER : kept(state.at);
    }
    named();
    if (final) close();
    for (const button of root.querySelectorAll("[data-form]")) {
      button.parentElement.hidden = false;
      button.addEventListener("click", () => turn(button.dataset.form));
    }
    const last = drafts.read(which);
    if (last && last !== setting.form && setting.forms.includes(last) && !turned) turn(last);
    form.addEventListener("change", (event) => changed(event.target.name !== "confidence"));
    form.addEventListener("submit", commit);
  }

  const lost =
    "Not saved: this page has lost touch with its other half. Reload it: your answer is still there, to be committed.";
  const stuck = "Not changed: this page has lost touch with its other half. Reload it and try again.";
  const EARLIER = "Given to an earlier version of this task. Look at it again, and commit it if it still holds.";
  const stands = "Changed, not committed: your earlier answer still stands.";
  const open = (answer) => kind.progress(answer) || "Chosen, not committed.";

  function kept(at) {
    if (setting.once && setting.use === "graded") return `Committed ${clock(at)}, and final. Reasons come with the marked page.`;
    if (setting.use === "practice") return setting.stored ? `Kept for you, ${clock(at)}.` : "Look, then try another.";
    return `Committed ${clock(at)}. You can change it until the due time, also after handing in.`;
  }

  /** Another form takes the place of this one. Python names it, so that a second press changes nothing. */
  async function turn(form) {
    if (busy) {
      if (!turned) wished = form; // an answer is being saved: as soon as that is done
      return;
    }
    busy = turned = true;
    drafts.write(which, form);
    try {
      await ask(model, { type: "another", form }, { waiting: (words) => (parts.hint.textContent = words), lost: stuck });
    } catch (error) {
      drafts.drop(which);
      parts.hint.textContent = error.message;
    } finally {
      busy = false;
    }
  }

  function untap() {
    for (const input of parts.form.querySelectorAll("[name=confidence]")) input.checked = false;
  }

  function tapped() {
    const found = parts.form.querySelector("[name=confidence]:checked");
    return found ? Number(found.value) : null;
  }

  function named() {
    parts.button.textContent = kind.verb ? kind.verb(kind.read(parts.form)) : parts.verb;
  }

  function changed(answered) {
    const { form, hint, task } = parts;
    const answer = kind.read(form);
    const state = model.get("state");
    const back = same(answer, state.answer) && tapped() === (state.confidence ?? null);
    // Another answer is another expectation: ask again.
    if (answered && setting.confidence && !same(answer, state.answer)) untap();
    sure = 0;
    named();
    if (back || (kind.empty(answer) && !state.at)) {
      drafts.drop(setting.draft);
      delete task.dataset.draft;
      hint.textContent = back ? (state.earlier ? EARLIER : kept(state.at)) : kind.progress(answer);
    } else {
      drafts.write(setting.draft, { answer });
      task.dataset.draft = "";
      hint.textContent = state.at && setting.use !== "practice" ? stands : open(answer);
    }
    tell("draft", { id: setting.id });
  }

  async function commit(event) {
    event.preventDefault();
    const { form, hint, button, task } = parts;
    if (kind.step?.(form)) return;
    const answer = kind.read(form);
    const lacking = kind.lacking(answer);
    if (lacking) {
      hint.textContent = lacking;
      kind.focus?.(form);
      return;
    }
    if (busy) return;
    if (setting.once && (!sure || Date.now() - sure < 500)) {
      sure ||= Date.now();
      button.textContent = "Yes, commit it";
      hint.textContent = "This one is final. Press once more to commit it.";
      return;
    }
    busy = true;
    button.disabled = true;
    if (setting.once) locked(true);
    if (setting.key) reveal(answer);
    const seconds = (Date.now() - since) / 1000;
    hint.textContent = "Saving …";
    try {
      const sent = { type: "commit", answer, confidence: tapped(), seconds };
      const reply = await ask(model, sent, { waiting: (words) => (hint.textContent = words), lost });
      if (reply.stored) tell("saved", { at: reply.at, id: setting.id });
      // Changed while it was waited for: what was committed stands, what is there now is a draft.
      if (same(kind.read(form), answer)) settled(reply.at);
      else changed(false);
    } catch (error) {
      hint.textContent = error.message;
      tell("unsaved", { id: setting.id, words: error.message });
      if (setting.once) locked(false);
    } finally {
      busy = false;
      button.disabled = false;
      if (wished) turn(wished);
      wished = "";
    }
  }

  function settled(at) {
    drafts.drop(setting.draft);
    delete parts.task.dataset.draft;
    parts.hint.textContent = kept(at);
    if (setting.use === "graded") for (const way of el.querySelectorAll(".other-form")) way.hidden = true;
    if (setting.once) {
      close();
      parts.hint.focus();
    }
    tell("draft", { id: setting.id });
  }

  /** A final answer stays to be read, and nothing in it can be changed. */
  function close() {
    locked(true);
    parts.button.hidden = true;
    parts.hint.tabIndex = -1;
  }

  function locked(shut) {
    for (const control of parts.form.elements) control.disabled = shut;
  }

  function reveal(answer) {
    const box = el.querySelector(".answered");
    for (const folded of box.querySelectorAll("details")) folded.open = false;
    kind.arrange(box, answer);
    box.hidden = false;
  }

  const view = mount(model, el, hydrate);
  // Another view of the same task (a second window in Lab) shows what was committed here.
  const other = () => {
    if (!busy) view.draw();
  };
  model.on("change:state", other);
  return () => {
    view.leave();
    model.off("change:state", other);
  };
}
