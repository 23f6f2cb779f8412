/** The share that a practice answer earns; the same as grading/sort.py, which shared tables prove. */
export function score(setting, answer) {
  const { items, columns, key } = setting;
  const entries = answer && typeof answer === "object" && !Array.isArray(answer) ? Object.entries(answer) : [];
  const valid = entries.length && entries.every(([item, column]) => items.includes(item) && columns.includes(column));
  if (!valid) return 0;
  return items.reduce((sum, item) => sum + (key[item][answer[item]] ?? 0), 0) / items.length;
}

/** Put the reasons that render made into order: where we differ, near ones, open ones; the rest folded. */
function arrange(box, answer, items, name) {
  const all = inOrder(box.querySelectorAll(".reason"), "item", items);
  const glyph = { same: "✓", near: "~", differ: "–", open: "·" };
  const role = (one) => {
    const column = answer[one.dataset.item];
    if (column === undefined) return "open";
    const worth = Object.fromEntries(one.dataset.accept.split(" ").map((pair) => pair.split(":")));
    return worth[column] === "1" ? "same" : worth[column] ? "near" : "differ";
  };
  for (const wanted of ["differ", "near", "open", "same"]) {
    for (const one of all.filter((each) => role(each) === wanted)) {
      box.querySelector(wanted === "same" ? ".others" : ".first").append(one);
      one.querySelector(".glyph").textContent = glyph[wanted];
      worded(one, wanted);
      for (const you of one.querySelectorAll(".you")) you.textContent = name(answer[one.dataset.item]);
      for (const wrong of one.querySelectorAll(".if-chosen")) wrong.hidden = wrong.dataset.column !== answer[one.dataset.item];
    }
  }
  const same = all.filter((one) => role(one) === "same").length;
  box.querySelector(".agree .same").textContent = same;
  const folded = box.querySelector("details");
  folded.hidden = !same;
  folded.open = same === all.length;
}

function render(view) {
  const { items } = view.model.get("setting");
  const taps = (form) => [...form.querySelectorAll(".columns input")];
  const read = (form) => Object.fromEntries(taps(form).flatMap((tap) => (tap.checked ? [[tap.name, tap.value]] : [])));
  const count = (answer) => Object.keys(answer).length;

  function show(form) {
    const answer = read(form);
    for (const row of form.querySelectorAll(".item[data-item]")) {
      row.querySelector(".clear").hidden = !(row.dataset.item in answer);
    }
  }

  return committed(view, {
    read,
    write(form, answer) {
      for (const tap of taps(form)) tap.checked = answer[tap.name] === tap.value;
      show(form);
    },
    empty: (answer) => !count(answer),
    lacking: (answer) => (count(answer) ? "" : "Sort one first."),
    progress: (answer) => (count(answer) && count(answer) < items.length ? `${count(answer)} of ${items.length} sorted.` : ""),
    verb: (answer) => (count(answer) && count(answer) < items.length ? `Commit ${count(answer)} of ${items.length}` : "Commit answer"),
    focus: (form) => taps(form)[0]?.focus(),
    arrange(box, answer) {
      const form = view.el.querySelector("form");
      arrange(box, answer, items, (column) => taps(form).find((tap) => tap.value === column)?.labels[0].textContent ?? "");
    },
    hydrate(root, changed) {
      const form = root.querySelector("form");
      show(form);
      form.addEventListener("change", () => show(form));
      const open = (row) => {
        const tapped = row.querySelector("input:checked");
        if (!tapped) return;
        tapped.checked = false;
        row.querySelector("input").focus();
        show(form);
        changed();
      };
      for (const row of form.querySelectorAll(".item[data-item]")) {
        row.querySelector(".clear").addEventListener("click", () => open(row));
        row.addEventListener("keydown", (event) => {
          if (event.key === "Backspace" || event.key === "Delete") open(row);
        });
      }
    },
  });
}

export default { render: formed(render) };
