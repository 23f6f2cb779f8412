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

function render(view) {
  const { pick } = view.model.get("setting");
  const boxes = (form) => [...form.querySelectorAll("[name=answer]")];
  const read = (form) => boxes(form).flatMap((box) => (box.checked ? [box.value] : []));

  function limit(form) {
    if (pick === 1) return;
    const full = read(form).length >= pick;
    for (const box of boxes(form)) box.disabled = full && !box.checked;
  }

  return committed(view, {
    read,
    write(form, answer) {
      for (const box of boxes(form)) box.checked = answer.includes(box.value);
      limit(form);
    },
    empty: (answer) => !answer.length,
    lacking(answer) {
      if (answer.length === pick) return "";
      return pick === 1 ? "Choose one first." : `Choose ${pick} first: ${answer.length} chosen.`;
    },
    progress: (answer) => (answer.length < pick && pick > 1 ? `${answer.length} of ${pick} chosen.` : ""),
    focus: (form) => form.querySelector("[name=answer]:not(:disabled)")?.focus(),
    arrange,
    hydrate(root) {
      const form = root.querySelector("form");
      limit(form);
      form.addEventListener("change", () => limit(form));
    },
  });
}

export default { render };
