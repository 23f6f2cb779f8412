/** The share that a practice answer earns; the same as grading/choice.py, which shared tables prove. */
export function score(setting, answer) {
  const { key, because } = setting;
  if (!because) return options(setting, answer);
  const whole = answer && typeof answer === "object" && !Array.isArray(answer) && Object.keys(answer).sort().join() === "because,option";
  if (!whole || typeof answer.option !== "string" || !Object.hasOwn(key, answer.option)) return 0;
  const picked = answer.because;
  const known = setting.reasons;
  const valid =
    Array.isArray(picked) &&
    picked.length >= 1 &&
    picked.length <= because &&
    new Set(picked).size === picked.length &&
    picked.every((id) => known.includes(id));
  const value = key[answer.option];
  return valid && value ? (value + reasoned(setting, picked)) / 2 : 0;
}

/** What the reasons earn; the same as BecauseKey.earned. */
function reasoned({ right, because }, picked) {
  const hits = picked.filter((id) => right.ids.includes(id));
  if (right.groups.some(({ of, least }) => hits.filter((id) => of.includes(id)).length < least)) return 0;
  return Math.max(0, (hits.length - (picked.length - hits.length)) / because);
}

function options(setting, answer) {
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

/** Move the reasons that render made into order: yours, then the best, the rest folded. `ids` are those of the task. */
function arrange(box, answer, ids) {
  const both = !Array.isArray(answer);
  place(box, "option", both ? [answer.option] : answer, ids.answer);
  if (both) place(box.querySelector(".because"), "because", answer.because, ids.because);
}

function place(box, name, chosen, ids) {
  const first = box.querySelector(".first");
  const others = box.querySelector(".others");
  const all = inOrder(box.querySelectorAll(`.reason[data-${name}]`), name, ids);
  const role = (one) => (chosen.includes(one.dataset[name]) ? "yours" : Number(one.dataset.value) === 1 ? "best" : "rest");
  for (const wanted of ["yours", "best", "rest"]) {
    for (const one of all.filter((each) => role(each) === wanted)) {
      (wanted === "rest" ? others : first).append(one);
      worded(one, wanted);
    }
  }
  others.closest("details").hidden = !others.children.length;
}

function render(view) {
  const { pick, because } = view.model.get("setting");
  const boxes = (form, name) => [...form.querySelectorAll(`[name=${name}]`)];
  const chosen = (form, name) => boxes(form, name).flatMap((box) => (box.checked ? [box.value] : []));
  const put = (form, name, ids) => {
    for (const box of boxes(form, name)) box.checked = ids.includes(box.value);
  };

  function read(form) {
    const options = chosen(form, "answer");
    return because ? { option: options[0] ?? null, because: chosen(form, "because") } : options;
  }

  const split = (answer) => (because ? [answer?.option ? [answer.option] : [], answer?.because ?? []] : [answer, []]);

  function limit(form) {
    for (const [name, most] of [["answer", pick], ["because", because]]) {
      if (name === "answer" && pick === 1) continue;
      const full = chosen(form, name).length >= most;
      for (const box of boxes(form, name)) box.disabled = full && !box.checked;
    }
  }

  /** How far somebody is in a list that asks for more than one, or in the one that is not full. */
  function missing(answer) {
    const [options, reasons] = split(answer);
    if (options.length < pick) return pick === 1 ? "Choose one first." : `Choose ${pick} first: ${options.length} chosen.`;
    if (because && reasons.length < because) {
      return `Choose ${because} ${because === 1 ? "reason" : "reasons"} first: ${reasons.length} chosen.`;
    }
    return "";
  }

  return committed(view, {
    read,
    write(form, answer) {
      const [options, reasons] = split(answer);
      put(form, "answer", options);
      put(form, "because", reasons);
      limit(form);
    },
    empty: (answer) => split(answer).every((ids) => !ids.length),
    lacking: missing,
    progress(answer) {
      const [options, reasons] = split(answer);
      if (because) return missing(answer) ? `${options.length} of 1 chosen, ${reasons.length} of ${because} reasons.` : "";
      return options.length < pick && pick > 1 ? `${options.length} of ${pick} chosen.` : "";
    },
    focus(form) {
      const name = chosen(form, "answer").length < pick ? "answer" : "because";
      form.querySelector(`[name=${name}]:not(:disabled)`)?.focus();
    },
    arrange(box, answer) {
      const ids = (name) => boxes(view.el.querySelector("form"), name).map((one) => one.value);
      arrange(box, answer, { answer: ids("answer"), because: ids("because") });
    },
    hydrate(root) {
      const form = root.querySelector("form");
      limit(form);
      form.addEventListener("change", () => limit(form));
    },
  });
}

export default { render: formed(render) };
