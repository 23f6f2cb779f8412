// One small script for a module's page: where the reader is, and what is saved.
const nav = document.querySelector(".where");
const saved = nav?.querySelector(".saved");
const steps = nav?.querySelector(".steps");

function sections() {
  return [...document.querySelectorAll("main h2[id^=s]")].filter((h) => /^s\d+$/.test(h.id));
}

function fill() {
  const all = sections();
  if (!steps || all.length < 2) return;
  steps.replaceChildren(
    ...all.map((heading, i) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${heading.id}`;
      link.ariaLabel = `Section ${i + 1} of ${all.length}`;
      item.append(link);
      return item;
    }),
  );
  const here = () => {
    const passed = all.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 2).length;
    [...steps.children].forEach((item, i) => {
      item.className = i < passed - 1 ? "done" : "";
      if (i === Math.max(passed - 1, 0)) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
  };
  addEventListener("scroll", here, { passive: true });
  here();
}

function clock(at) {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

document.addEventListener("wr:saved", (event) => {
  if (saved) saved.textContent = `Saved ${clock(event.detail.at)}`;
});
document.addEventListener("wr:unsaved", () => {
  if (saved) saved.textContent = "Not saved yet";
});
// The page is complete before its kernel answers. As soon as a live element stands beside its static copy, the copy goes.
function settle() {
  for (const box of document.querySelectorAll(".wr-mount:has(> .wr-static)")) {
    const live = box.querySelector(":scope > :not(.wr-static) .wr-part, :scope > .wr-part");
    if (live?.firstElementChild) box.querySelector(":scope > .wr-static").remove();
  }
}
const settling = new MutationObserver(settle);
settling.observe(document.querySelector("main"), { childList: true, subtree: true });
settle();

// A page whose other half never arrived: after a while say so, instead of leaving dead buttons.
setTimeout(() => {
  if (saved && document.querySelector(".wr-static .task, .wr-static .figure")) {
    saved.innerHTML = 'Still connecting. <a href="">Reload</a>';
  }
}, 15000);
fill();
