/** A slider's value as `render` writes it: a name, a percentage, or a number with one decimal and its unit. */
export function valueWords(value, { names, percent, unit }, low) {
  if (names !== undefined) return JSON.parse(names)[Math.round(value - low)];
  if (percent !== undefined) return `${Math.round(100 * value)} %`;
  return value.toFixed(1) + unit;
}

function render({ model, el }) {
  let inFlight = false;
  let wanted = null;
  let revealed = false;
  const lost =
    "The picture could not be drawn anew: this page has lost touch with its other half. Reload it and move the slider again.";

  const narrow = () => getComputedStyle(el.querySelector(".picture.wide")).display === "none";
  const values = () => Object.fromEntries([...el.querySelectorAll("input[type=range]")].map((i) => [i.name, Number(i.value)]));

  function hydrate(root) {
    for (const input of root.querySelectorAll("input[type=range]")) {
      input.addEventListener("input", () => {
        const words = valueWords(Number(input.value), input.dataset, Number(input.min));
        input.parentElement.querySelector(".value").textContent = words;
        if (input.hasAttribute("aria-valuetext")) input.setAttribute("aria-valuetext", words);
        want();
      });
    }
    root.querySelector("[data-act=reveal]")?.addEventListener("click", () => {
      revealed = true;
      want();
    });
  }

  function want() {
    wanted = values();
    if (!inFlight) draw();
  }

  // One drawing in flight; while it is made only the newest values wait. Nothing queues up behind a fast hand.
  async function draw() {
    inFlight = true;
    while (wanted) {
      const now = { values: wanted, narrow: narrow(), reveal: revealed };
      wanted = null;
      try {
        show(await ask(model, { type: "draw", ...now }, { lost }));
        // It keeps its place and its focus: a disabled button would lose both.
        if (now.reveal) el.querySelector("[data-act=reveal]").setAttribute("aria-disabled", "true");
      } catch (error) {
        el.querySelector(".finding").textContent = error.message;
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
    want();
  }

  window.addEventListener("resize", turned);
  const view = mount(model, el, hydrate);
  return () => {
    view.leave();
    window.removeEventListener("resize", turned);
  };
}

export default { render };
