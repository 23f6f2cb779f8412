function render({ model, el }) {
  let inFlight = false;
  let wanted = null;

  const narrow = () => getComputedStyle(el.querySelector(".picture.wide")).display === "none";
  const values = () => Object.fromEntries([...el.querySelectorAll("input[type=range]")].map((i) => [i.name, Number(i.value)]));

  function hydrate(root) {
    for (const input of root.querySelectorAll("input[type=range]")) {
      input.addEventListener("input", () => {
        input.parentElement.querySelector(".value").textContent = Number(input.value).toFixed(1) + input.dataset.unit;
        wanted = values();
        if (!inFlight) draw();
      });
    }
  }

  // One drawing in flight; while it is made only the newest values wait. Nothing queues up behind a fast hand.
  async function draw() {
    inFlight = true;
    while (wanted) {
      const now = wanted;
      wanted = null;
      try {
        show(await ask(model, { type: "draw", values: now, narrow: narrow() }, 15000));
      } catch (error) {
        el.querySelector(".finding").textContent = `The picture could not be drawn anew. ${error.message}`;
      }
    }
    inFlight = false;
  }

  function show(drawn) {
    el.querySelector(`.picture.${drawn.narrow ? "narrow" : "wide"}`).innerHTML = drawn.svg;
    el.querySelector(`.picture.${drawn.narrow ? "wide" : "narrow"}`).dataset.stale = "";
    el.querySelector(".finding").textContent = drawn.finding;
    el.querySelector("figcaption").textContent = drawn.caption;
    el.querySelector(".as-table table").outerHTML = drawn.table;
  }

  // A turned phone shows the other edition: draw it if the sliders have moved since.
  function turned() {
    const shown = el.querySelector(`.picture.${narrow() ? "narrow" : "wide"}`);
    if (!("stale" in shown.dataset)) return;
    delete shown.dataset.stale;
    wanted = values();
    if (!inFlight) draw();
  }

  window.addEventListener("resize", turned);
  mount(model, el, hydrate);
  return () => {
    window.removeEventListener("resize", turned);
  };
}

export default { render };
