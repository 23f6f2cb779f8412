function render({ model, el }) {
  const setting = model.get("setting");
  let parts = {};
  let here = 0;
  let since = Date.now();
  let busy = false;
  const lost = "Not saved: this page has lost touch with its other half. Reload it and answer this question again.";

  function hydrate(root) {
    const find = (query) => root.querySelector(query);
    parts = { intro: find(".intro"), form: find("form"), done: find(".done"), hint: find("form .hint"), next: find("[type=submit]"), back: find("[data-act=back]") };
    parts.rows = [...root.querySelectorAll(".questions > li")];
    const answered = model.get("state").answered.length;
    find("[data-act=begin]").addEventListener("click", () => show(0, true));
    find("[data-act=again]").addEventListener("click", () => show(0, true));
    parts.back.addEventListener("click", () => show(here - 1, true));
    parts.form.addEventListener("submit", next);
    parts.form.addEventListener("change", named);
    if (!answered) return stage("intro");
    const open = parts.rows.findIndex((row) => !row.querySelector(":checked"));
    if (open < 0) return finish(false);
    // Go on where it was, without taking the reader there.
    show(open, false);
  }

  const stage = (name) => {
    for (const one of ["intro", "form", "done"]) parts[one].hidden = one !== name;
  };

  function show(number, focus) {
    here = Math.max(0, number);
    since = Date.now();
    stage("form");
    parts.rows.forEach((row, i) => {
      row.hidden = i !== here;
    });
    parts.back.hidden = here === 0;
    parts.hint.textContent = "";
    named();
    if (focus) parts.rows[here].querySelector("legend").focus();
  }

  function named() {
    const chosen = parts.rows[here].querySelector(":checked");
    const last = here === parts.rows.length - 1;
    parts.next.textContent = chosen ? (last ? "Finish" : "Next") : last ? "Leave it open and finish" : "Leave it open";
  }

  async function next(event) {
    event.preventDefault();
    if (busy) return;
    const box = parts.rows[here].querySelector(":checked");
    if (box) {
      busy = true;
      parts.hint.textContent = "Saving …";
      const seconds = (Date.now() - since) / 1000;
      try {
        const sent = { type: "keep", task: box.name, answer: [box.value], seconds };
        const reply = await ask(model, sent, { waiting: (words) => (parts.hint.textContent = words), lost });
        if (reply.stored) tell("saved", { at: reply.at, id: box.name });
      } catch (error) {
        parts.hint.textContent = error.message;
        tell("unsaved", { id: box.name, words: error.message });
        return;
      } finally {
        busy = false;
      }
    }
    if (here < parts.rows.length - 1) show(here + 1, true);
    else finish(true);
  }

  function finish(focus) {
    const answered = parts.rows.filter((row) => row.querySelector(":checked")).length;
    stage("done");
    parts.done.querySelector(".kept-count").textContent =
      `Kept for you: ${answered} of ${parts.rows.length}. They wait for the end of the last module; nobody else sees them.`;
    if (focus) parts.done.focus();
  }

  const view = mount(model, el, hydrate);
  return view.leave;
}

export default { render };
