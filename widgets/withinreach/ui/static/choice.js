/** The share that a practice answer earns; the same as grading/choice.py, which shared tables prove. */
export function score(setting, answer) {
  const key = setting.key;
  const ids = Object.keys(key);
  const valid =
    Array.isArray(answer) &&
    answer.length >= 1 &&
    answer.length <= setting.pick &&
    new Set(answer).size === answer.length &&
    answer.every((id) => ids.includes(id));
  if (!valid) return 0;
  if (setting.pick === 1) return key[answer[0]];
  const right = ids.filter((id) => key[id] === 1);
  const hits = answer.filter((id) => key[id] === 1).length;
  return Math.max(0, (hits - (answer.length - hits)) / right.length);
}

/** Move the reasons that render made into order: yours, then the best, the rest folded. */
export function arrange(box, answer) {
  const first = box.querySelector(".first");
  const others = box.querySelector(".others");
  const all = [...box.querySelectorAll(".reason")];
  const role = (one) =>
    answer.includes(one.dataset.option) ? "yours" : Number(one.dataset.value) === 1 ? "best" : "rest";
  for (const wanted of ["yours", "best", "rest"]) {
    for (const one of all.filter((each) => role(each) === wanted)) {
      (wanted === "rest" ? others : first).append(one);
      for (const head of one.querySelectorAll("[data-role]")) head.hidden = head.dataset.role !== wanted;
    }
  }
}

function render({ model, el }) {
  const setting = model.get("setting");
  const since = Date.now();
  let busy = false;

  const read = (form, name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((input) => input.value);
  const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);

  function hydrate(root) {
    const form = root.querySelector("form");
    const hint = root.querySelector(".hint");
    const button = root.querySelector("button");
    const task = root.querySelector(".task");
    const state = model.get("state");
    const draft = drafts.read(setting.id);
    if (draft && !same(draft.answer, state.answer)) {
      for (const input of form.querySelectorAll("[name=answer]")) input.checked = draft.answer.includes(input.value);
      for (const input of form.querySelectorAll("[name=confidence]")) input.checked = false;
      task.dataset.draft = "";
      if (draft.answer.length) hint.textContent = "Chosen, not committed.";
    } else if (state.at) {
      hint.textContent = committed(state.at);
    }
    limit(form);
    form.addEventListener("change", (event) => changed(event, form, hint, task));
    form.addEventListener("submit", (event) => commit(event, form, hint, task, button));
  }

  function committed(at) {
    if (setting.use === "practice") return setting.stored ? `Kept for you, ${clock(at)}.` : "Look, then try another.";
    return `Committed ${clock(at)}. You can change it until the due time, also after handing in.`;
  }

  function limit(form) {
    if (setting.pick === 1) return;
    const full = read(form, "answer").length >= setting.pick;
    for (const input of form.querySelectorAll("[name=answer]")) input.disabled = full && !input.checked;
  }

  function changed(event, form, hint, task) {
    limit(form);
    const answer = read(form, "answer");
    const state = model.get("state");
    if (event.target.name === "answer" && setting.confidence) {
      // Another answer is another expectation: ask again.
      for (const input of form.querySelectorAll("[name=confidence]")) input.checked = false;
    }
    drafts.write(setting.id, { answer });
    if (answer.length) task.dataset.draft = "";
    else delete task.dataset.draft;
    const left = setting.pick - answer.length;
    hint.textContent =
      left > 0 && setting.pick > 1
        ? `${answer.length} of ${setting.pick} chosen.`
        : state.at && setting.use !== "practice"
          ? "Changed, not committed: your earlier answer still stands."
          : "Chosen, not committed.";
    tell("draft", { id: setting.id });
  }

  async function commit(event, form, hint, task, button) {
    event.preventDefault();
    const answer = read(form, "answer");
    const wanted = setting.pick === 1 ? "Choose one first." : `Choose ${setting.pick} first: ${answer.length} chosen.`;
    if (answer.length !== setting.pick) {
      hint.textContent = wanted;
      form.querySelector("[name=answer]:not(:disabled)")?.focus();
      return;
    }
    if (busy) return;
    busy = true;
    button.disabled = true;
    if (setting.key) reveal(answer);
    const sure = read(form, "confidence")[0];
    const confidence = sure === undefined ? null : Number(sure);
    const seconds = (Date.now() - since) / 1000;
    hint.textContent = "Saving …";
    try {
      const reply = await ask(model, { type: "commit", answer, confidence, seconds });
      drafts.drop(setting.id);
      delete task.dataset.draft;
      hint.textContent = committed(reply.at);
      if (reply.stored) tell("saved", { at: reply.at, id: setting.id });
    } catch (error) {
      hint.textContent = error.message;
      tell("unsaved", { id: setting.id, words: error.message });
    } finally {
      busy = false;
      button.disabled = false;
    }
  }

  function reveal(answer) {
    const box = el.querySelector(".answered");
    arrange(box, answer);
    box.hidden = false;
    box.querySelector("details").open = false;
  }

  const view = mount(model, el, hydrate);
  // Another view of the same task (a second window in Lab) shows what was committed here.
  const other = () => {
    if (!busy) view.draw();
  };
  model.on("change:state", other);
  return () => {
    model.off("change:state", other);
  };
}

export default { render };
