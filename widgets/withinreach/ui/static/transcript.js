const [WRONG, FALSE, FREE] = [0.25, 0.6, 2];
const RANKS = ["risk", "false", "wrong", "part", "missed", "asked"];

/** Whether an answer can be scored: known tags, each once and no more than may be, for turns that can be tagged. */
function valid({ turns, tags, pick }, answer) {
  if (!answer || typeof answer !== "object" || Array.isArray(answer)) return false;
  const fits = (list) =>
    Array.isArray(list) && list.length <= pick && new Set(list).size === list.length && list.every((tag) => tags.includes(tag));
  return Object.entries(answer).every(([turn, list]) => turns.includes(turn) && fits(list));
}

/** The mark that serves each thing to hear, as many as can be: one on its own turn first, else one beside it. */
function seated(wanted, marks) {
  const fits = wanted.map((one) =>
    [one.turn, ...one.beside].flatMap((turn) => marks.filter((mark) => mark.turn === turn && one.tags.includes(mark.tag))),
  );
  const holder = new Map();
  const seat = (number, tried) =>
    fits[number].some((mark) => {
      if (tried.has(mark)) return false;
      tried.add(mark);
      if (holder.has(mark) && !seat(holder.get(mark), tried)) return false;
      holder.set(mark, number);
      return true;
    });
  wanted.forEach((_, number) => seat(number, new Set()));
  return new Map([...holder].map(([mark, number]) => [number, mark]));
}

/** How an answer stands beside the key: counts, how each turn stands, which differences tell most. As content/hearing.py. */
export function compare({ turns, risks, key }, answer) {
  const { wanted, also } = key;
  const marks = turns.flatMap((turn) => (also.includes(turn) ? [] : (answer[turn] ?? []).map((tag) => ({ turn, tag }))));
  const seats = seated(wanted, marks);
  const taken = new Set(seats.values());
  let wrong = 0;
  wanted.forEach((one, number) => {
    const other = marks.find((mark) => mark.turn === one.turn && !taken.has(mark));
    if (seats.has(number) || !other) return;
    taken.add(other);
    wrong += 1;
  });
  const risky = (one) => one.tags.some((tag) => risks.includes(tag));
  const untrue = marks.filter((mark) => !taken.has(mark));
  const free = untrue.filter((mark) => wanted.some(risky) && risks.includes(mark.tag)).slice(0, FREE);
  const role = (turn) => {
    const here = wanted.flatMap((one, number) => (one.turn === turn ? [number] : []));
    const hit = here.filter((number) => seats.has(number));
    const mine = answer[turn] ?? [];
    const over = untrue.filter((mark) => mark.turn === turn);
    if (also.includes(turn)) return "also";
    if (!here.length && !mine.length) return "clear";
    if (!here.length) return !over.length ? "served" : over.every((mark) => free.includes(mark)) ? "asked" : "false";
    if (hit.length === here.length && !over.length) return hit.every((number) => seats.get(number).turn === turn) ? "same" : "near";
    if (hit.length) return "part";
    return mine.length ? "wrong" : "missed";
  };
  const roles = Object.fromEntries(turns.map((turn) => [turn, role(turn)]));
  const missed = new Set(wanted.filter((one, number) => risky(one) && !seats.has(number)).map((one) => one.turn));
  const rank = (turn) => RANKS.indexOf(missed.has(turn) ? "risk" : roles[turn]);
  const differences = turns.filter((turn) => rank(turn) >= 0).sort((one, two) => rank(one) - rank(two));
  return { wanted: wanted.length, hits: seats.size, wrong, false: untrue.length, free: free.length, roles, differences };
}

/** The share that a practice answer earns; the same as grading/transcript.py, which shared tables prove. */
export function score(setting, answer) {
  if (!valid(setting, answer)) return 0;
  const found = compare(setting, answer);
  if (!found.wanted) return found.false ? 0 : 1;
  return Math.max(0, found.hits + WRONG * found.wrong - FALSE * (found.false - found.free)) / found.wanted;
}

/** What you and we agree on, as a count; the same words as render/transcript.py. */
export function agreement({ wanted, hits, false: over }) {
  const more = over ? ` You have ${over === 1 ? "one tag" : `${over} tags`} where we have none.` : "";
  return `You and we agree on ${hits} of ${wanted}.${more}`;
}

function render(view) {
  const setting = view.model.get("setting");
  const { turns, pick } = setting;
  const list = () => view.el.querySelector(".transcript");
  const row = (turn) => list().querySelector(`[data-turn="${turn}"]`);
  const taps = (turn) => [...row(turn).querySelectorAll(".tags input")];
  const chosen = (turn) => taps(turn).flatMap((tap) => (tap.checked && tap.value ? [tap.value] : []));
  const read = () => Object.fromEntries(turns.map((turn) => [turn, chosen(turn)]).filter(([, tags]) => tags.length));
  const count = (answer) => Object.keys(answer).length;
  const words = (turn) =>
    taps(turn).filter((tap) => tap.checked && tap.value).map((tap) => tap.labels[0].querySelector(".name").textContent).join(" and ");

  /** Open one turn to choose; what was under the finger or the focus stays where it is on the screen. */
  function open(turn) {
    const one = row(turn);
    if ("open" in one.dataset) return;
    const before = one.getBoundingClientRect().top;
    for (const other of list().querySelectorAll("[data-open]")) delete other.dataset.open;
    one.dataset.open = "";
    let scroller = one.parentElement;
    while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowY)) scroller = scroller.parentElement;
    (scroller ?? document.scrollingElement).scrollTop += one.getBoundingClientRect().top - before;
  }

  function show(turn) {
    const full = chosen(turn).length >= pick;
    for (const tap of taps(turn)) if (pick > 1) tap.disabled = full && !tap.checked;
    row(turn).toggleAttribute("data-tagged", chosen(turn).length > 0);
  }

  /** A letter gives its tag and takes it off again; Backspace takes off what is there. */
  function press(turn, key) {
    const off = key === "Backspace" || key === "Delete";
    const tap = off ? null : taps(turn).find((one) => one.value === key.toUpperCase());
    if (off ? !chosen(turn).length : !tap) return false;
    if (tap?.disabled) return true;
    const on = tap && !tap.checked;
    for (const one of taps(turn)) if (off || (pick === 1 && one !== tap)) one.checked = false;
    if (tap) tap.checked = on;
    const nothing = taps(turn).find((one) => !one.value);
    if (nothing && !chosen(turn).length) nothing.checked = true;
    (on ? tap : (nothing ?? tap ?? taps(turn)[0])).focus();
    return true;
  }

  function told(turn) {
    const number = row(turn).querySelector(".n").textContent;
    view.el.querySelector(".moved").textContent = `Turn ${number}: ${words(turn) || "nothing to mark"}.`;
  }

  return committed(view, {
    read,
    write(_, answer) {
      for (const turn of turns) {
        const tags = answer[turn] ?? [];
        for (const tap of taps(turn)) tap.checked = tap.value ? tags.includes(tap.value) : !tags.length;
        show(turn);
      }
    },
    empty: (answer) => !count(answer),
    lacking: () => "",
    progress: (answer) => (count(answer) ? `${count(answer)} ${count(answer) === 1 ? "turn" : "turns"} tagged, not committed.` : ""),
    arrange(box, answer) {
      const found = compare(setting, answer);
      const first = found.differences.slice(0, 3);
      box.querySelector(".agree").textContent = agreement(found);
      box.querySelector(".most").hidden = found.differences.length <= first.length;
      const rows = [...box.querySelectorAll(".reason")];
      for (const one of [...rows, ...turns.map((turn) => row(turn).querySelector(".heard"))]) dress(one, found.roles);
      for (const one of rows) one.hidden = !first.includes(one.dataset.of);
      for (const turn of first) box.querySelector(".first").append(rows.find((one) => one.dataset.of === turn));
    },
    hydrate(root, changed) {
      list().classList.add("live");
      // JupyterLab has letters of its own; inside a transcript they are ours.
      list().dataset.lmSuppressShortcuts = "true";
      for (const letters of root.querySelectorAll(".letters")) letters.hidden = false;
      for (const turn of turns) show(turn);
      if (!view.model.get("state").at) open(turns[0]);
      for (const turn of turns) listen(turn, changed);
    },
  });

  /** Glyph, heading and your own tag of a turn's reason, for how the turn stands. */
  function dress(one, roles) {
    const role = roles[one.dataset.of];
    one.hidden = !one.querySelector(`[data-role=${role}]`);
    worded(one, role);
    for (const you of one.querySelectorAll(".you")) you.textContent = words(one.dataset.of) || "nothing to mark";
  }

  function listen(turn, changed) {
    const one = row(turn);
    one.addEventListener("focusin", () => open(turn));
    one.addEventListener("click", (event) => {
      if (event.target.closest("label, .heard")) return;
      open(turn);
      (taps(turn).find((tap) => tap.checked) ?? taps(turn)[0]).focus({ preventScroll: true });
    });
    const after = () => {
      show(turn);
      told(turn);
      // What stood beside it was said of another tag.
      const heard = one.querySelector(".heard");
      if (heard) heard.hidden = true;
    };
    one.addEventListener("change", after);
    one.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !press(turn, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      after();
      changed();
    });
  }
}

export default { render: formed(render) };
