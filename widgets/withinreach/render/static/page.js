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
    steps.dataset.here = `${Math.max(passed, 1)} of ${all.length}`;
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

let kept = saved?.textContent ?? "";
/** The last word on what is saved; while the other half is out of reach, that comes first. */
function header(words = kept) {
  kept = words;
  const touch = { away: "Not connected", "signed-out": "Signed out", gone: "Not connected" }[document.body.dataset.touch];
  if (saved) saved.textContent = touch ?? kept;
}
document.addEventListener("wr:saved", (event) => header(`Saved ${clock(event.detail.at)}`));
document.addEventListener("wr:unsaved", () => header("Not saved yet"));
document.addEventListener("wr:touch", (event) => {
  document.body.dataset.touch = event.detail.state;
  header();
});
const AGAIN = `wr:anew:${location.pathname}`;
const waiting = () => document.querySelector(".wr-static[data-live]");
const DEAD = ":scope > .jp-RenderedHTMLCommon, :scope > :not(.wr-static) .jp-RenderedHTMLCommon";

// The page is complete before its kernel answers. As soon as a live element stands beside its static copy, the copy goes.
function settle() {
  for (const box of document.querySelectorAll(".wr-mount:has(> .wr-static)")) {
    const copy = box.querySelector(":scope > .wr-static");
    // Without a kernel Voilà shows the copy of a live element once more, which would only look alive.
    const dead = "live" in copy.dataset && box.querySelector(DEAD);
    if (dead) {
      dead.remove();
      anew();
      continue;
    }
    const live = box.querySelector(":scope > :not(.wr-static) .wr-part, :scope > .wr-part");
    if (live?.firstElementChild) copy.remove();
  }
  if (!waiting()) sessionStorage.removeItem(AGAIN);
}

/** Pressed before its element lives, a button would send its form away and the page with it. */
document.addEventListener("submit", (event) => {
  if (!event.target.closest(".wr-static")) return;
  event.preventDefault();
  const hint = event.target.querySelector(".hint");
  if (hint) hint.textContent = "The page is still connecting. Nothing is lost; press once more in a moment.";
});

/** A page that never lived begins anew by itself, once: its other half ended before it was reached, or is silent. */
function anew() {
  if (sessionStorage.getItem(AGAIN)) return;
  sessionStorage.setItem(AGAIN, "once");
  location.reload();
}

/** Whether any element has come alive: then the others are slow, and a new page would be slower. */
const lives = () => document.querySelector(".wr-mount:not(:has(> .wr-static)) > :not(.jp-RenderedHTMLCommon) .wr-part");

/** Seconds since the page's scripts asked for its other half; none where they have not come that far. */
function asked() {
  const first = performance.getEntriesByType("resource").find((one) => one.name.includes("/api/kernels/"));
  return first ? (performance.now() - first.startTime) / 1000 : 0;
}

const settling = new MutationObserver(settle);
settling.observe(document.querySelector("main"), { childList: true, subtree: true });
settle();

/** The page to print: a button that prints it alone, and open whenever anything is printed. */
function printable() {
  const handout = document.querySelector("details.handout");
  if (!handout) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Print this page";
  button.addEventListener("click", () => {
    document.body.classList.add("wr-handout");
    print();
  });
  handout.append(button);
  let open = handout.open;
  addEventListener("beforeprint", () => {
    open = handout.open;
    handout.open = true;
  });
  addEventListener("afterprint", () => {
    document.body.classList.remove("wr-handout");
    handout.open = open;
  });
}
printable();

/** Where she stopped: the last section she read, in this browser, and nothing of what she did there. */
function stopping() {
  const all = sections();
  const opening = document.querySelector(".opening");
  if (all.length < 2 || !opening) return;
  const key = `wr:stopped:${location.pathname}`;
  const stored = {
    get: () => {
      try {
        return Number(localStorage.getItem(key));
      } catch {
        return 0;
      }
    },
    set: (number) => {
      try {
        localStorage.setItem(key, number);
      } catch {
        // A forbidden store costs the line in the opening, nothing else.
      }
    },
  };
  const last = stored.get();
  const heading = all[last - 1];
  if (last > 1 && heading) {
    const line = document.createElement("p");
    line.className = "stopped";
    const link = document.createElement("a");
    link.href = `#${heading.id}`;
    const title = [...heading.childNodes].filter((node) => node.nodeName !== "SMALL" && !node.classList?.contains("anchor-link"));
    link.textContent = title.map((node) => node.textContent).join("").trim();
    line.append(`You stopped at section ${last}: `, link);
    opening.querySelector("h1").after(line);
  }
  let timer = 0;
  addEventListener(
    "scroll",
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const passed = all.filter((one) => one.getBoundingClientRect().top < innerHeight / 2).length;
        // Back at the top is on the way out, not where she stopped.
        if (passed > 1) stored.set(passed);
      }, 500);
    },
    { passive: true },
  );
}
stopping();

// A page whose other half never arrived: after a while try anew, then say so, instead of leaving dead buttons.
setInterval(() => {
  if (!waiting()) return;
  if (!lives() && asked() > 25) anew();
  if (saved && performance.now() > 15000) saved.innerHTML = 'Still connecting. <a href="">Reload</a>';
}, 5000);
fill();
