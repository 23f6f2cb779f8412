/** An action: one offer of each group, or the one that stands alone on a button of its own. */
export function action(groups, alone) {
  if (alone) return alone;
  return groups.every(Boolean) ? groups.join("+") : "";
}

function message(form, button) {
  const groups = [...form.querySelectorAll(".replies")].map((group) => group.querySelector("input:checked")?.value ?? "");
  const step = action(groups, button?.value);
  return step ? { type: "step", step } : groups.length > 1 ? "Choose one of each first." : "Choose what you say first.";
}

function render(view) {
  return stepping(view, { message });
}

export default { render };
