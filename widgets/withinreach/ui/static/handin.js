function render({ model, el }) {
  let busy = false;
  const lost = "Not handed in: this page has lost touch with its other half. Reload it and hand in again.";

  function hydrate(root) {
    const button = root.querySelector("[data-act=hand-in]");
    button?.addEventListener("click", () => handIn(button));
    root.querySelector("[data-go]")?.addEventListener("click", (event) => {
      event.preventDefault();
      go(document.querySelector(`.task[data-task="${event.target.dataset.go}"]`));
    });
    drafted();
  }

  function go(task) {
    task?.scrollIntoView({ block: "center" });
    task?.querySelector(".act button:not([hidden]), textarea, button")?.focus({ preventScroll: true });
  }

  /** Chosen and not committed: such answers would not go along, so the panel says so before the button is pressed. */
  function drafted() {
    const open = [...document.querySelectorAll(".task[data-use=graded][data-draft]")];
    const place = el.querySelector(".drafts");
    if (!place) return;
    place.replaceChildren();
    if (!open.length) return;
    const link = document.createElement("a");
    link.href = "#";
    link.textContent = "go there";
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(open[0]);
    });
    place.append(` · ${open.length === 1 ? "one" : open.length} chosen, not committed: `, link);
  }

  async function handIn(button) {
    if (busy) return;
    busy = true;
    button.disabled = true;
    button.textContent = "Handing in …";
    let trouble = "";
    try {
      await ask(model, { type: "hand-in" }, { waiting: (words) => (button.textContent = words), lost });
    } catch (error) {
      trouble = error.message;
    }
    busy = false;
    view.draw();
    if (trouble && !el.querySelector(".trouble")) el.querySelector(".receipt").textContent = trouble;
    el.querySelector("[data-act=hand-in]")?.focus({ preventScroll: true });
  }

  const refresh = () => ask(model, { type: "refresh" }).catch(() => {});
  const view = mount(model, el, hydrate);
  const redrawn = () => {
    if (!busy) view.draw();
  };
  model.on("change:html", redrawn);
  document.addEventListener("wr:saved", refresh);
  document.addEventListener("wr:draft", drafted);
  return () => {
    view.leave();
    model.off("change:html", redrawn);
    document.removeEventListener("wr:saved", refresh);
    document.removeEventListener("wr:draft", drafted);
  };
}

export default { render };
