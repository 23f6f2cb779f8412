/** Marks in order of time, those that touch made one; the same as content/kinds/interval.py. */
export function merged(marks) {
  const done = [];
  for (const [start, end] of [...marks].sort((one, two) => one[0] - two[0] || one[1] - two[1])) {
    const last = done.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(end, last[1]);
    else done.push([start, end]);
  }
  return done;
}

const covered = ([start, end], marks) =>
  marks.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, end) - Math.max(from, start)), 0);

/** The stretches that were found: at least half covered by one mark, at most twice as long, that serves no other. */
function found(stretches, marks) {
  const free = [...marks];
  const names = [];
  for (const [name, span] of Object.entries(stretches).sort((one, two) => one[1][0] - two[1][0])) {
    const length = span[1] - span[0];
    const fit = free.findIndex((mark) => 2 * covered(span, [mark]) >= length && mark[1] - mark[0] <= 2 * length);
    if (fit < 0) continue;
    free.splice(fit, 1);
    names.push(name);
  }
  return names;
}

const fooled = (decoys, marks) =>
  Object.keys(decoys).filter((name) => 2 * covered(decoys[name], marks) >= decoys[name][1] - decoys[name][0]);

const fits = (mark, seconds) =>
  Array.isArray(mark) &&
  mark.length === 2 &&
  mark.every((second) => Number.isInteger(second)) &&
  0 <= mark[0] &&
  mark[0] < mark[1] &&
  mark[1] <= seconds;

/** The share that a practice answer earns; the same as grading/interval.py, which shared tables prove. */
export function score(setting, answer) {
  const { seconds, most, key } = setting;
  const valid = Array.isArray(answer) && answer.length <= most && answer.every((mark) => fits(mark, seconds));
  if (!valid) return 0;
  const marks = merged(answer);
  const wanted = Object.keys(key.stretches).length;
  if (!wanted) return marks.length ? 0 : 1;
  return Math.max(0, found(key.stretches, marks).length - fooled(key.decoys, marks).length) / wanted;
}

/** What you found, in a sentence; the same words as render/interval.py. */
export function agreement(wanted, hits, misses, marks) {
  if (!wanted) return marks ? "You marked something, and nothing parts." : "You marked nothing, and nothing parts.";
  const decoys = misses > 1 ? `, and marked ${misses} things that are none` : ", and marked one thing that is none";
  return `You found ${hits} of ${wanted}${misses ? decoys : ""}.`;
}

const time = (second) => `${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}`;

function render(view) {
  const { seconds, most, key } = view.model.get("setting");
  const read = (form) => [...form.querySelectorAll(".marks li")].map((item) => [Number(item.dataset.start), Number(item.dataset.end)]);
  let pending = null; // the stretch between the sliders, once one of them has been touched

  /** The bands of the marks, and of the stretch in hand, in both editions of the picture. */
  function bands(form) {
    for (const svg of view.el.querySelectorAll("svg.two-channels")) {
      const { left, span, top, bottom } = svg.dataset;
      const rects = [...read(form), ...(pending ? [pending] : [])].map(([start, end], i, all) => {
        const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        const at = { x: Number(left) + (span * start) / seconds, y: top, width: (span * (end - start)) / seconds, height: bottom - top };
        for (const [name, value] of Object.entries(at)) rect.setAttribute(name, value);
        if (pending && i === all.length - 1) rect.classList.add("in-hand");
        return rect;
      });
      svg.querySelector("g.mine").replaceChildren(...rects);
    }
  }

  function write(form, answer) {
    const item = form.querySelector("template").content.firstElementChild;
    form.querySelector(".marks").replaceChildren(
      ...answer.map(([start, end]) => {
        const one = item.cloneNode(true);
        const words = `${time(start)} to ${time(end)}`;
        Object.assign(one.dataset, { start, end });
        one.querySelector(".words").textContent = words;
        one.querySelector("button").ariaLabel = `Take away ${words}`;
        return one;
      }),
    );
    bands(form);
  }

  const say = (form, words) => {
    form.querySelector(".moved").textContent = words;
  };

  function add(form, start, end, changed) {
    const before = read(form);
    const after = merged([...before, [start, end]]);
    pending = null;
    if (after.length > most) {
      bands(form);
      return say(form, `At most ${most} stretches. Take one away first.`);
    }
    write(form, after);
    say(form, after.length <= before.length ? "It touches another one: the two are one now." : `Marked ${time(start)} to ${time(end)}.`);
    changed();
  }

  /** Two sliders and a button: the way for keys and for thumbs. */
  function sliders(form, changed) {
    const [from, to] = ["from", "to"].map((name) => form.querySelector(`[name=${name}]`));
    const shown = (input) => {
      input.ariaValueText = time(Number(input.value));
      input.parentElement.querySelector(".value").textContent = time(Number(input.value));
    };
    const moved = (input) => {
      if (input === from && Number(to.value) <= Number(from.value)) to.value = Math.min(seconds, Number(from.value) + 20);
      if (input === to && Number(to.value) <= Number(from.value)) from.value = Math.max(0, Number(to.value) - 20);
      pending = [Number(from.value), Number(to.value)];
      [from, to].forEach(shown);
      bands(form);
    };
    for (const input of [from, to]) {
      input.addEventListener("input", () => moved(input));
      // Not an answer yet: the form's own listener must not take it for one.
      input.addEventListener("change", (event) => event.stopPropagation());
    }
    form.querySelector("[data-act=mark]").addEventListener("click", () => {
      const [start, end] = [Number(from.value), Number(to.value)];
      if (start < end) add(form, start, end, changed);
      else say(form, "The end lies before the beginning.");
    });
  }

  /** Drawing across the picture; up and down still scrolls the page. */
  function drawing(form, svg, changed) {
    const at = (event) => {
      const box = svg.getBoundingClientRect();
      const inside = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width - Number(svg.dataset.left);
      return Math.round(Math.min(1, Math.max(0, inside / Number(svg.dataset.span))) * seconds);
    };
    svg.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      const begun = at(event);
      svg.setPointerCapture(event.pointerId);
      const over = (moving) => {
        const ends = [begun, at(moving)].sort((one, two) => one - two);
        pending = ends[0] < ends[1] ? ends : null;
        bands(form);
      };
      const done = (ending) => {
        svg.removeEventListener("pointermove", over);
        const stretch = pending;
        pending = null;
        // A tap, or a finger that went on to scroll, marks nothing.
        if (ending.type === "pointerup" && stretch && stretch[1] - stretch[0] > 2) add(form, ...stretch, changed);
        else bands(form);
      };
      svg.addEventListener("pointermove", over);
      svg.addEventListener("pointerup", done, { once: true });
      svg.addEventListener("pointercancel", done, { once: true });
    });
  }

  const count = (n) => (n === 1 ? "1 mark" : `${n} marks`);
  return committed(view, {
    read,
    write,
    empty: (answer) => !answer.length,
    lacking: () => "",
    progress: (answer) => (answer.length ? `${count(answer.length)}, not committed.` : ""),
    verb: (answer) => (answer.length ? `Commit ${count(answer.length)}` : "Commit: nothing to mark"),
    arrange(box, answer) {
      const marks = merged(answer);
      const hits = found(key.stretches, marks);
      const misses = fooled(key.decoys, marks);
      const wanted = Object.keys(key.stretches).length;
      box.querySelector(".agree").textContent = agreement(wanted, hits.length, misses.length, marks.length);
      for (const one of [...box.querySelectorAll(".reason")].sort((a, b) => a.dataset.start - b.dataset.start)) {
        const fine = one.dataset.kind === "decoy" ? !misses.includes(one.dataset.span) : hits.includes(one.dataset.span);
        box.querySelector(fine ? ".others" : ".first").append(one);
        one.querySelector(".glyph").textContent = fine ? "✓" : "–";
      }
      const folded = box.querySelector("details");
      folded.hidden = !box.querySelector(".others").children.length;
      folded.open = !box.querySelector(".first").children.length;
      for (const later of view.el.querySelectorAll("g.later")) later.removeAttribute("hidden");
    },
    hydrate(root, changed) {
      const form = root.querySelector("form");
      pending = null;
      sliders(form, changed);
      for (const svg of root.querySelectorAll("svg.two-channels")) drawing(form, svg, changed);
      form.querySelector(".marks").addEventListener("click", (event) => {
        const item = event.target.closest("[data-act=take-away]")?.closest("li");
        if (!item) return;
        write(form, read(form).filter(([start]) => start !== Number(item.dataset.start)));
        say(form, `Taken away: ${item.querySelector(".words").textContent}.`);
        (form.querySelector(".marks button") ?? form.querySelector("[data-act=mark]")).focus();
        changed();
      });
      if (!root.querySelector(".answered[hidden]")) for (const later of root.querySelectorAll("g.later")) later.removeAttribute("hidden");
    },
  });
}

export default { render: formed(render) };
