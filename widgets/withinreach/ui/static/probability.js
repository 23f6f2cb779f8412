const WHOLE = 100;
const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const said = (share) => String(Number(share.toPrecision(6)));

function near(given, ours, names) {
  const squared = names.map((name) => ((given[name] - ours[name]) / WHOLE) ** 2);
  return Math.max(0, 1 - sum(squared) / names.length / (names.length === 1 ? 0.09 : 0.06));
}

/** The squared difference between two cumulated shares, summed over the borders between boxes. */
function lost(given, ours) {
  let apart = 0;
  return sum(ours.slice(0, -1).map((share, i) => ((apart += given[i] - share) / WHOLE) ** 2));
}

function lackingIn({ form, options: ids }, shares) {
  const given = ids.filter((id) => shares && typeof shares === "object" && Object.hasOwn(shares, id)).length;
  if (given < ids.length) return form === "yes-no" ? `Say one for each first: ${given} of ${ids.length} given.` : left(shares ?? {});
  if (ids.some((id) => !Number.isInteger(shares[id]) || shares[id] < 0 || shares[id] > WHOLE)) return "A share is a whole number from 0 to 100.";
  return form === "yes-no" || sum(Object.values(shares)) === WHOLE ? "" : left(shares);
}

/** What is left of the hundred, in words. */
export function left(shares) {
  const rest = WHOLE - sum(Object.values(shares));
  if (!rest) return "All hundred given.";
  return rest > 0 ? `${said(rest)} still to give.` : `${said(-rest)} too many.`;
}

const whole = (answer, ids) =>
  answer && typeof answer === "object" && !Array.isArray(answer) && Object.keys(answer).length === ids.length && ids.every((id) => Object.hasOwn(answer, id));

/** The share that a practice answer earns; the same as grading/probability.py, which shared tables prove. */
export function score(setting, answer) {
  const { form, options: ids, clues, given, counted, key } = setting;
  const fine = (shares) => whole(shares, ids) && !lackingIn(setting, shares);
  if (form === "clues") {
    if (!whole(answer, clues) || !clues.every((clue) => fine(answer[clue]))) return 0;
    return sum(counted.map((clue) => near(answer[clue], key.clues[given + clues.indexOf(clue)], ids))) / counted.length;
  }
  if (!fine(answer)) return 0;
  if (form === "yes-no") return sum(ids.map((id) => near(answer, key.shares, [id]))) / ids.length;
  if (form === "shares") return near(answer, key.shares, ids);
  const ours = ids.map((id) => key.shares[id]);
  const equal = ids.map(() => WHOLE / ids.length);
  return Math.max(0, 1 - lost(ids.map((id) => answer[id]), ours) / lost(equal, ours));
}

/** How far your shares lie from ours; the same words as render/shares.py. */
export function agreement({ form, options: ids, names, clues, key }, answer) {
  const yours = form === "clues" ? answer[clues.at(-1)] : answer;
  const gaps = ids.map((id) => Math.abs(yours[id] - key.shares[id]));
  if (form === "yes-no" && gaps.length === 1) {
    return gaps[0] ? `${said(gaps[0])} ${gaps[0] === 1 ? "point" : "points"} from ours.` : "The same as ours.";
  }
  if (form === "yes-no") return `Within ten points of ours: ${gaps.filter((gap) => gap <= 10).length} of ${gaps.length}.`;
  const widest = ids[gaps.indexOf(Math.max(...gaps))];
  const words =
    Math.max(...gaps) <= 5
      ? "Your shares and ours lie within five points of each other."
      : `Widest apart at “${names[widest]}”: you ${said(yours[widest])}, we ${said(key.shares[widest])}.`;
  return form === "clues" ? `After the last clue: ${words[0].toLowerCase()}${words.slice(1)}` : words;
}

/** Which clue should have moved you most; the same words as render/shares.py. `number` counts the open clues. */
export function moving({ options: ids, names, clues, given, key }, answer) {
  const [clue, option] = key.moving;
  const number = clues.indexOf(clue);
  const even = Object.fromEntries(ids.map((id, i) => [id, Math.floor(WHOLE / ids.length) + (i < WHOLE % ids.length ? 1 : 0)]));
  const ours = given + number ? key.clues[given + number - 1] : even;
  const yours = number ? answer[clues[number - 1]] : ours;
  return (
    `The clue that should have moved you most is the ${ORDINALS[given + number]}: with us “${names[option]}” goes from ` +
    `${said(ours[option])} to ${said(key.clues[given + number][option])}, with you from ${said(yours[option])} to ${said(answer[clue][option])}.`
  );
}

/** Put the reasons that render made into order for an answer, and your shares into their places. */
export function arrange(box, answer, setting) {
  const { form, options: ids, clues, key } = setting;
  const yours = form === "clues" ? answer[clues.at(-1)] : answer;
  const all = inOrder(box.querySelectorAll(".reason"), "option", ids);
  const put = (within, selector, words) => within.querySelectorAll(selector).forEach((one) => (one.textContent = words));
  const top = (shares) => ids.reduce((best, id) => (shares[id] > shares[best] ? id : best));
  const gap = (one) => Math.abs(yours[one.dataset.option] - key.shares[one.dataset.option]);
  put(box, ".agree", agreement(setting, answer));
  if (form === "clues") put(box, ".moving h4", moving(setting, answer));
  for (const row of box.querySelectorAll(".abreast [data-option]")) {
    put(row, ".you", said(yours[row.dataset.option]));
    row.querySelector(".mine").setAttribute("width", yours[row.dataset.option]);
  }
  for (const clue of clues) {
    const line = box.querySelector(`[data-clue="${clue}"] .you`);
    for (const cell of line.querySelectorAll("td")) cell.textContent = said(answer[clue][cell.dataset.option]);
  }
  const [mine, ours] = [top(yours), top(key.shares)];
  const first =
    form === "yes-no"
      ? all.filter((one) => gap(one) > 10).sort((a, b) => gap(b) - gap(a))
      : [...new Set([mine, ours])].map((id) => all.find((one) => one.dataset.option === id));
  const rest = all.filter((one) => !first.includes(one));
  for (const one of all) {
    const id = one.dataset.option;
    put(one, ".you", said(yours[id]));
    one.querySelector(".glyph").textContent = gap(one) <= 10 ? "✓" : gap(one) <= 20 ? "~" : "–";
    const role = form === "yes-no" ? "rest" : id === mine && id === ours ? "both" : id === mine ? "yours" : id === ours ? "ours" : "rest";
    worded(one, role);
  }
  box.querySelector(".first").append(...first);
  box.querySelector(".others").append(...rest);
  const folded = box.querySelector("details");
  folded.hidden = !rest.length;
  folded.open = !first.length;
}

function render(view) {
  const setting = view.model.get("setting");
  const { form: kind, options: ids, names, clues, given } = setting;
  const groups = (form) => [...form.querySelectorAll(".shares")];
  const fields = (group) => [...group.querySelectorAll("input")];
  let reached = 1;
  let first = "";

  /** One group's shares: with the first one given the others are 0, unless each stands alone. */
  function sharesOf(group) {
    const values = fields(group).map((field) => field.value);
    if (kind === "yes-no") return Object.fromEntries(ids.flatMap((id, i) => (values[i] === "" ? [] : [[id, Number(values[i])]])));
    return values.some((value) => value !== "") ? Object.fromEntries(ids.map((id, i) => [id, Number(values[i])])) : {};
  }

  function read(form) {
    if (kind !== "clues") return sharesOf(groups(form)[0]);
    const steps = groups(form).slice(0, reached).map((group, i) => [clues[i], sharesOf(group)]);
    return Object.fromEntries(steps.filter(([, shares]) => Object.keys(shares).length));
  }

  function fill(group, shares = {}) {
    fields(group).forEach((field, i) => (field.value = shares[ids[i]] ?? ""));
  }

  /** Bars and what is left; clue by clue the steps that were given fold to a line. */
  function show(form) {
    groups(form).forEach((group, i) => {
      const shares = sharesOf(group);
      for (const field of fields(group)) {
        const width = Math.min(WHOLE, Math.max(0, Number(field.value)));
        field.closest(".share").querySelector(".mine").setAttribute("width", width);
      }
      group.querySelectorAll(".left").forEach((line) => (line.textContent = left(shares)));
      if (kind !== "clues") return;
      const step = group.closest("li");
      const folded = i < reached - 1 && !("open" in step.dataset);
      step.hidden = i >= reached;
      group.hidden = folded;
      step.querySelector(".gave").hidden = !folded;
      step.querySelector(".gave span").textContent = `You: ${ids.map((id) => `${names[id]} ${shares[id] ?? 0}`).join(", ")}.`;
    });
  }

  /** The first step that is not whole, opened; none where all are. */
  function broken(form) {
    const group = groups(form).slice(0, reached).find((one) => lackingIn(setting, sharesOf(one)));
    if (group && kind === "clues") group.closest("li").dataset.open = "";
    show(form);
    return group;
  }

  function next(form) {
    const group = broken(form);
    if (group) {
      form.querySelector(".hint").textContent = lackingIn(setting, sharesOf(group));
      fields(group)[0].focus();
      return;
    }
    for (const step of form.querySelectorAll(".clues [data-open]")) delete step.dataset.open;
    const [before, after] = groups(form).slice(reached - 1);
    reached += 1;
    if (!Object.keys(sharesOf(after)).length) fill(after, sharesOf(before));
    show(form);
    after.closest("li").querySelector(".words").focus();
    form.dispatchEvent(new Event("input"));
  }

  /** Five more or less, to the next whole five. */
  function step(field, by) {
    const value = Number(field.value);
    const fives = by > 0 ? Math.floor(value / 5) + 1 : Math.ceil(value / 5) - 1;
    field.value = Math.min(WHOLE, Math.max(0, 5 * fives));
    field.closest(".shares").querySelector(".now").textContent = field.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  return committed(view, {
    read,
    write(form, answer) {
      if (kind === "clues") {
        reached = Math.max(1, clues.filter((clue) => answer[clue]).length);
        groups(form).forEach((group, i) => fill(group, answer[clues[i]]));
      } else fill(groups(form)[0], answer);
      show(form);
    },
    empty: (answer) => !Object.keys(answer).length || JSON.stringify(answer) === first,
    step(form) {
      const more = kind === "clues" && reached < clues.length;
      if (more) next(form);
      return more;
    },
    verb: () => (kind === "clues" && reached < clues.length ? "Next clue" : "Commit answer"),
    lacking(answer) {
      if (kind !== "clues") return lackingIn(setting, answer);
      const clue = clues.find((one) => lackingIn(setting, answer[one]));
      return clue ? `Clue ${given + clues.indexOf(clue) + 1}: ${lackingIn(setting, answer[clue])}` : "";
    },
    progress: () => (kind === "clues" && reached < clues.length ? `Clue ${given + reached} of ${given + clues.length}.` : ""),
    focus: (form) => fields(broken(form) ?? groups(form)[reached - 1])[0].focus(),
    arrange: (box, answer) => arrange(box, answer, setting),
    hydrate(root, changed) {
      const form = root.querySelector("form");
      const { at } = view.model.get("state");
      reached = at ? Math.max(clues.length, 1) : 1;
      first = at ? "" : JSON.stringify(read(form));
      show(form);
      form.addEventListener("input", () => {
        show(form);
        changed();
      });
      form.addEventListener("click", ({ target }) => {
        const item = target.closest("li");
        if (target.matches(".step")) step(target.closest(".share").querySelector("input"), Number(target.dataset.by));
        if (!target.matches(".change")) return;
        item.dataset.open = "";
        show(form);
        item.querySelector("input").focus();
      });
      form.addEventListener("keydown", (event) => {
        if (!event.target.matches("input")) return;
        const by = { PageUp: 5, PageDown: -5 }[event.key];
        if (!by) return;
        event.preventDefault();
        step(event.target, by);
      });
    },
  });
}

export default { render: formed(render) };
