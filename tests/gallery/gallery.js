/**
 * What the gallery does in its page. A draft stands where a component looks for one: in this window, under its id.
 * What is to fail is done as a person does it, as soon as the live element is there: first all that nobody answers, and
 * when that has been said, what is refused, so that the page ends in touch with its other half.
 *   drafts  id → what the component kept in this window
 *   fail    {gone, refused}: id → words to write there, none where something is chosen and committed
 */
function gallery(drafts, fail) {
  for (const [id, draft] of Object.entries(drafts)) sessionStorage.setItem(`wr:${location.pathname}:${id}`, JSON.stringify(draft));

  const live = (id) => [...document.querySelectorAll(`[data-task="${id}"]`)].find((one) => !one.closest(".wr-static"));
  const lost = (id) => live(id)?.querySelector(".hint").textContent.includes("lost touch");

  function press(id, words) {
    const task = live(id);
    if (!task || "pressed" in task.dataset) return;
    task.dataset.pressed = "";
    const box = task.querySelector("textarea");
    if (box) {
      box.value = words;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (task.dataset.kind === "likert") task.querySelector(".rating input").click();
    else {
      if (task.dataset.kind === "simulation") task.querySelector(".replies input").click();
      task.querySelector(".act button[type=submit]").click();
    }
  }

  function look() {
    const waiting = Object.entries(fail.gone).filter(([id]) => !lost(id));
    const next = waiting.length ? waiting : Object.entries(fail.refused);
    for (const [id, words] of next) press(id, words);
    if (!waiting.length && next.every(([id]) => live(id)?.dataset.pressed === "")) clearInterval(timer);
  }
  const timer = setInterval(look, 300);
}
