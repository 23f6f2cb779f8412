// Around a previewed page: asks how the module stands, fetches the page anew when it has changed, and lays the new one
// over the old one at the place that was being read. The page itself knows nothing of it.
const { module, view, title } = document.body.dataset;
const now = document.querySelector(".now");
const words = document.querySelector(".words");
const sheets = document.querySelector(".sheets");
const address = view === "graded" ? `/preview/${module}/keys` : `/voila/render/${module}/${module}.ipynb`;
const SETTLING = 8000; // milliseconds in which live elements may still change the height of a page
let shown = null;
let coming = null;
let wanted = "";

function clock() {
  return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

function paragraph(kind, heading, sentence) {
  const block = document.createElement("p");
  block.className = kind;
  const first = document.createElement("b");
  first.textContent = heading;
  block.append(first, sentence);
  return block;
}

function tell({ fault, mend }) {
  const blocks = mend.map((sentence) => paragraph("besides", "To mend", sentence));
  if (fault) {
    const below = shown || wanted ? "Below stands what could be shown last." : "There is nothing to show yet.";
    blocks.unshift(paragraph("fault", `This cannot be shown. ${below}`, fault));
  }
  const said = blocks.map((block) => block.outerHTML).join("");
  if (words.innerHTML !== said) words.replaceChildren(...blocks);
}

/** The task or heading that is being read, and how far below the upper edge it stands. */
function place(frame) {
  const page = frame?.contentDocument;
  if (!page?.body) return null;
  const marks = [...page.querySelectorAll("h1, h2[id], .task[data-task]")].map((mark) => ({
    task: mark.dataset.task,
    id: mark.id,
    top: mark.getBoundingClientRect().top,
  }));
  const above = marks.filter((mark) => mark.top < 120).at(-1);
  return { mark: above, y: frame.contentWindow.scrollY };
}

function go(frame, at) {
  const { contentDocument: page, contentWindow: inside } = frame;
  const { mark, y } = at;
  const found =
    mark?.task ? page.querySelector(`.task[data-task="${CSS.escape(mark.task)}"]`) : mark?.id ? page.getElementById(mark.id) : null;
  const to = found ? inside.scrollY + found.getBoundingClientRect().top - mark.top : y;
  inside.scrollTo({ top: to, behavior: "instant" });
}

/** Keep the place while the page still grows, until somebody moves on it. */
function hold(frame, at) {
  if (!at || at.y === 0) return;
  go(frame, at);
  const inside = frame.contentWindow;
  const watch = new inside.ResizeObserver(() => go(frame, at));
  watch.observe(frame.contentDocument.documentElement);
  watch.observe(frame.contentDocument.body);
  const end = () => watch.disconnect();
  for (const kind of ["wheel", "keydown", "pointerdown", "touchstart"]) inside.addEventListener(kind, end, { once: true });
  inside.setTimeout(end, SETTLING);
}

/** An empty address first: leaving a page is what ends its kernel. */
function discard(frame) {
  if (!frame) return;
  frame.onload = () => frame.remove();
  frame.className = "coming";
  frame.removeAttribute("title");
  frame.contentWindow.location.replace("about:blank");
}

/** The header of the page says where it stands and leads to the list of modules: here both are the preview's. */
function mine(page) {
  const saved = page.querySelector(".where .saved");
  if (saved) saved.textContent = "Preview";
  const home = page.querySelector(".where .home");
  if (home) Object.assign(home, { href: "/", target: "_top" });
}

function arrive(frame) {
  const at = place(shown);
  const old = shown;
  [shown, coming] = [frame, null];
  frame.onload = null;
  frame.className = "";
  frame.title = title;
  mine(frame.contentDocument);
  hold(frame, at);
  discard(old);
  now.textContent = `As of ${clock()}`;
}

function fetchAnew() {
  discard(coming);
  const frame = document.createElement("iframe");
  frame.className = "coming";
  frame.onload = () => arrive(frame);
  frame.src = address;
  coming = frame;
  sheets.append(frame);
  now.textContent = shown ? "Changed: fetching it …" : "Opening …";
}

const events = new EventSource(`/preview/${module}/events`);
events.onmessage = ({ data }) => {
  const look = JSON.parse(data);
  tell(look);
  const version = view === "page" ? look.page : look.fault ? wanted : look.graded;
  if (version && version !== wanted) {
    wanted = version;
    fetchAnew();
  } else if (!coming) {
    now.textContent = look.fault ? "Older than the files" : `As of ${clock()}`;
  }
};
events.onerror = () => {
  now.textContent = "The preview has ended. Start it again: withinreach preview";
};
