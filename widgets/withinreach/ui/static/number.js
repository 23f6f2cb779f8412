const LIMIT = 1.96;
const sum = (values) => values.reduce((all, one) => all + one, 0);

/** The same table as content/kinds/formulas.py: names of the values (none: any number of them), and what comes out. */
const FORMULAS = {
  itself: [["value"], (value) => value],
  sum: [[], (...values) => sum(values)],
  mean: [[], (...values) => sum(values) / values.length],
  quotient: [["value", "by"], (value, by) => value / by],
  reverse: [["x", "low", "high"], (x, low, high) => low + high - x],
  difference: [["before", "after"], (before, after) => after - before],
  sem: [["sd", "reliability"], (sd, reliability) => sd * Math.sqrt(1 - reliability)],
  "band-low": [["mean", "sem"], (mean, sem) => mean - LIMIT * sem],
  "band-high": [["mean", "sem"], (mean, sem) => mean + LIMIT * sem],
  "smallest-change": [["sem"], (sem) => LIMIT * Math.SQRT2 * sem],
  rci: [["difference", "sem"], (difference, sem) => difference / (Math.SQRT2 * sem)],
};

/** A typed number, or null; the same as content/kinds/numerals.py. */
export function typed(text) {
  if (typeof text !== "string" || text.trim().length > 20) return null;
  const plain = text.trim().replaceAll("−", "-");
  return /^[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)$/.test(plain) ? Number(plain.replace(",", ".")) : null;
}

/** Why a text is no number, and what to write instead; the same words as content/kinds/numerals.py. */
export function trouble(text) {
  if (typed(text) !== null) return "";
  const shown = text.trim().slice(0, 20);
  return shown.includes(".") && shown.includes(",")
    ? `“${shown}” has a point and a comma, and could be two numbers: leave out the one for thousands.`
    : `“${shown}” is no number: write digits with one point or comma at most, as in 4.17 or 4,17.`;
}

const fits = (entry, one, two) =>
  typeof one === "string" || typeof two === "string" ? one === two : Math.abs(one - two) <= entry.tolerance + 1e-9;

/** What would be right for the earlier values; null where it follows nothing, or one of them is open. */
function following(entry, values) {
  const numbers = entry.from.map((name) => values[name]).filter((value) => typeof value === "number");
  if (!entry.formula || numbers.length < entry.from.length) return null;
  const [names, of] = FORMULAS[entry.formula];
  const rest = names.length ? names.slice(numbers.length) : Object.keys(entry.constants);
  const found = of(...numbers, ...rest.map((name) => entry.constants[name]));
  if (!Number.isFinite(found)) return null;
  const ranges = Object.entries(entry.ranges);
  if (!ranges.length) return found;
  return ranges.find(([, [low, high]]) => low <= found && found < high)?.[0] ?? null;
}

function values({ fields }, answer) {
  const read = ([name, options]) => [name, options.length ? (options.includes(answer[name]) ? answer[name] : null) : typed(answer[name])];
  return Object.fromEntries(fields.map(read));
}

/** Field → "same", "follows" (right for earlier wrong values), "differ" or "open". */
export function roles(setting, answer) {
  const mine = values(setting, answer);
  const known = { ...setting.given, ...mine };
  const role = (name) => {
    const entry = setting.key[name];
    if (known[name] === null) return "open";
    if (fits(entry, known[name], entry.value)) return "same";
    const wanted = following(entry, known);
    return wanted !== null && fits(entry, known[name], wanted) ? "follows" : "differ";
  };
  return Object.fromEntries(setting.fields.map(([name]) => [name, role(name)]));
}

/** The share that a practice answer earns; the same as grading/number.py, which shared tables prove. */
export function score(setting, answer) {
  const entries = answer && typeof answer === "object" && !Array.isArray(answer) ? Object.keys(answer) : [];
  if (!entries.length || !entries.every((name) => setting.fields.some(([field]) => field === name))) return 0;
  const mine = values(setting, answer);
  if (entries.some((name) => mine[name] === null)) return 0;
  const found = Object.values(roles(setting, answer));
  return found.filter((role) => role === "same" || role === "follows").length / found.length;
}

/** Put the reasons that render made into order: where we differ, open ones; the rest folded. */
export function arrange(box, answer, setting, name) {
  const found = roles(setting, answer);
  const mine = values(setting, answer);
  const all = inOrder(box.querySelectorAll(".reason"), "field", setting.fields.map(([field]) => field));
  const right = (one) => ["same", "follows"].includes(found[one.dataset.field]);
  for (const one of all) {
    const field = one.dataset.field;
    const role = found[field];
    one.querySelector(".glyph").textContent = { same: "✓", follows: "✓", differ: "–", open: "·" }[role];
    worded(one, role);
    for (const you of one.querySelectorAll(".you")) you.textContent = role === "open" ? "" : name(field, answer[field]);
    for (const slip of one.querySelectorAll("[data-slip]")) {
      const wrong = setting.key[field].wrong[slip.dataset.slip].value;
      slip.hidden = role !== "differ" || !fits(setting.key[field], mine[field], wrong);
    }
  }
  const differ = (one) => found[one.dataset.field] === "differ";
  const first = all.filter((one) => !right(one));
  box.querySelector(".first").append(...first.filter(differ), ...first.filter((one) => !differ(one)));
  box.querySelector(".others").append(...all.filter(right));
  box.querySelector(".agree .same").textContent = all.filter(right).length;
  const folded = box.querySelector("details:has(> .others)");
  folded.hidden = first.length === all.length;
  folded.open = !first.length;
}

function render(view) {
  const setting = view.model.get("setting");
  const number = setting.fields.length;
  const choices = Object.fromEntries(setting.fields);
  const fields = (form) => [...form.querySelectorAll(".field :is(input, select)")];
  const read = (form) => Object.fromEntries(fields(form).flatMap((field) => (field.value.trim() ? [[field.name, field.value.trim()]] : [])));
  const count = (answer) => Object.keys(answer).length;
  const odd = ([name, text]) => (choices[name].length ? "" : trouble(text));

  return committed(view, {
    read,
    write(form, answer) {
      for (const field of fields(form)) field.value = answer[field.name] ?? "";
    },
    empty: (answer) => !count(answer),
    lacking: (answer) => (count(answer) ? Object.entries(answer).map(odd).find(Boolean) ?? "" : "Fill in one first."),
    progress: (answer) => (count(answer) && count(answer) < number ? `${count(answer)} of ${number} filled in.` : ""),
    verb: (answer) => (count(answer) && count(answer) < number ? `Commit ${count(answer)} of ${number}` : "Commit answer"),
    focus(form) {
      const wrong = fields(form).find((field) => field.value.trim() && odd([field.name, field.value]));
      wrong?.setAttribute("aria-invalid", "true");
      (wrong ?? fields(form)[0]).focus();
    },
    arrange(box, answer) {
      const form = view.el.querySelector("form");
      const words = (field, text) => form.querySelector(`select[name="${field}"] option[value="${text}"]`)?.textContent ?? text;
      arrange(box, answer, setting, words);
    },
    hydrate(root, changed) {
      const form = root.querySelector("form");
      form.addEventListener("input", (event) => {
        if (!event.target.closest(".field")) return; // how sure is no part of the answer
        event.target.removeAttribute("aria-invalid");
        changed();
      });
    },
  });
}

export default { render: formed(render) };
