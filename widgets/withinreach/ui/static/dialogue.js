/** Where a path leads: its steps with what was remembered before each, the place it has come to; null where it fits none. */
export function walk({ start, replies }, path) {
  if (!Array.isArray(path)) return null;
  const kept = new Map();
  const steps = [];
  const memories = [];
  const because = new Map();
  let here = start;
  for (const step of path) {
    const fits = Array.isArray(step) && step.length === 2 && step.every((part) => typeof part === "string");
    const reply = fits && Object.hasOwn(replies, step[1]) ? replies[step[1]] : null;
    if (!reply || reply.node !== step[0] || step[0] !== here) return null;
    const memory = new Set(kept.keys());
    const flag = reply.when.find(([name]) => memory.has(name))?.[0];
    if (flag !== undefined) because.set(steps.length, kept.get(flag));
    here = leads(reply, memory);
    for (const name of reply.remember) if (!kept.has(name)) kept.set(name, steps.length);
    steps.push(step);
    memories.push(memory);
  }
  return { steps, memories, because, here };
}

const leads = (reply, memory) => reply.when.find(([name]) => memory.has(name))?.[1] ?? reply.next;
const begins = (path, given) => given.every((step, i) => String(path[i]) === String(step));

/** The share that a practice path earns; the same as grading/dialogue.py, which shared tables prove. */
export function score(setting, answer) {
  const found = walk(setting, answer);
  if (!found || !begins(answer, setting.given) || !setting.ends.includes(found.here)) return 0;
  const own = answer.slice(setting.given.length).reduce((sum, [, reply]) => sum + setting.key[reply], 0);
  return Math.min(1, own / setting.best);
}

/** How often your line was ours; the same words as render/dialogue.py. */
export function agreement(same, places) {
  return places ? `You said what we would have said ${same} of ${places} times.` : "Nothing was said.";
}

/** Words for the picture; the same as render/talk_map.py. */
export function alt(visited, places) {
  return `A map of the talk: you came through ${visited} of ${places} scenes. The list tells each of them.`;
}

/** The best value among the replies of a node. */
const bestAt = ({ replies, key }, node) =>
  Math.max(...Object.keys(replies).flatMap((id) => (replies[id].node === node ? [key[id]] : [])));

/** Each way that was taken, and each that would have been better; the same as render/talk_map.py. */
export function ways(setting, path) {
  const { steps, memories } = walk(setting, path);
  const found = {};
  steps.forEach(([node, said], i) => {
    const best = bestAt(setting, node);
    for (const [id, reply] of Object.entries(setting.replies)) {
      if (reply.node !== node) continue;
      const way = `${id} ${leads(reply, memories[i])}`;
      if (id === said) found[way] = "taken";
      else if (setting.key[id] === best && setting.key[said] !== best) found[way] = "better";
    }
  });
  return found;
}

/** Put the map that render made into order for this path: scenes as they came, your line, a better one, the rest folded. */
export function arrange(setting, box, path) {
  const { steps, because, here } = walk(setting, path);
  const own = steps.slice(setting.given.length);
  const same = own.filter(([node, said]) => setting.key[said] === bestAt(setting, node)).length;
  box.querySelector(".agree").textContent = agreement(same, own.length);
  picture(setting, box.querySelector("svg"), steps, here, path);
  const names = setting.nodes.map(([node]) => node);
  const stations = new Map(inOrder(box.querySelectorAll(".station"), "place", names).map((one) => [one.dataset.place, one]));
  const elsewhere = box.querySelector(".elsewhere");
  for (const one of stations.values()) elsewhere.querySelector("ul").append(one);
  for (const [node] of steps) box.querySelector(".stations").append(stations.get(node));
  elsewhere.hidden = steps.length === stations.size;
  const said = new Map(steps);
  for (const [node, one] of stations) lines(setting, one, said.get(node), because.get(steps.findIndex(([name]) => name === node)));
}

function lines(setting, station, said, cause) {
  const best = bestAt(setting, station.dataset.place);
  const role = (one) => {
    if (one.dataset.reply === said) return "yours";
    const better = said !== undefined && setting.key[said] < best && setting.key[one.dataset.reply] === best;
    return better ? "best" : "rest";
  };
  const ids = setting.nodes.flatMap(([, replies]) => replies);
  const all = inOrder(station.querySelectorAll(".reason"), "reply", ids);
  for (const wanted of ["yours", "best", "rest"]) {
    for (const one of all.filter((each) => role(each) === wanted)) {
      station.querySelector(wanted === "rest" ? ".others" : ".first").append(one);
      worded(one, wanted);
    }
  }
  station.querySelector("details").hidden = !station.querySelector(".others").children.length;
  const because = station.querySelector(".because");
  because.hidden = cause === undefined;
  because.querySelector(".number").textContent = cause === undefined ? "" : cause + 1;
}

function picture(setting, svg, steps, here, path) {
  const found = ways(setting, path);
  for (const line of svg.querySelectorAll(".way")) {
    const role = found[`${line.dataset.reply} ${line.dataset.to}`];
    line.classList.toggle("taken", role === "taken");
    line.classList.toggle("better", role === "better");
  }
  const places = svg.querySelectorAll(".spot:not(.end)");
  for (const spot of svg.querySelectorAll(".spot")) {
    const number = steps.findIndex(([node]) => node === spot.dataset.place) + 1;
    spot.classList.toggle("been", number > 0 || spot.dataset.place === here);
    const words = spot.querySelector("text");
    if (words) words.textContent = number || "";
  }
  svg.setAttribute("aria-label", alt(steps.length, places.length));
}

/** Practice: all scenes are on the page; the path decides which of them are shown. */
function practice(view) {
  const setting = view.model.get("setting");
  let path = setting.given;
  const ended = () => setting.ends.includes(walk(setting, path).here);
  const scenes = (form) => new Map([...form.querySelectorAll(".place")].map((one) => [one.dataset.place, one]));

  function show(form) {
    const { steps, here } = walk(setting, path);
    const all = scenes(form);
    const said = new Map(steps);
    for (const [name, one] of all) {
      one.hidden = !said.has(name) && name !== here;
      const [replies, you] = [one.querySelector(".replies"), one.querySelector(".you")];
      if (!replies) continue;
      replies.hidden = said.has(name);
      you.hidden = !said.has(name);
      const tap = [...replies.querySelectorAll("input")].find((input) => input.value === said.get(name));
      if (tap) you.querySelector(".words").replaceChildren(...tap.nextElementSibling.cloneNode(true).childNodes);
    }
    for (const [name] of [...steps, [here]]) form.querySelector(".talk").append(all.get(name));
  }

  /** Say what is chosen. Where nothing is, the line beside the button says so. */
  function step(form, changed) {
    if (ended()) return false;
    const { here } = walk(setting, path);
    const place = scenes(form).get(here);
    const tap = place.querySelector("input:checked");
    if (!tap) {
      form.querySelector(".hint").textContent = "Choose what you say first.";
      place.querySelector("input").focus();
      return true;
    }
    path = [...path, [here, tap.value]];
    tap.checked = false;
    show(form);
    changed();
    scenes(form).get(walk(setting, path).here).querySelector(".scene").focus();
    return true;
  }

  function back(form, name, changed) {
    path = path.slice(0, path.findIndex(([node]) => node === name));
    view.el.querySelector(".answered").hidden = true;
    show(form);
    changed();
    scenes(form).get(name).querySelector(".scene").focus();
  }

  const fits = (answer) => Array.isArray(answer) && begins(answer, setting.given) && walk(setting, answer);
  let said = () => {};
  return committed(view, {
    read: () => path,
    write(form, answer) {
      path = fits(answer) ? answer : setting.given;
      show(form);
    },
    empty: (answer) => !fits(answer) || answer.length === setting.given.length,
    lacking: () => "",
    progress(answer) {
      if (answer.length === setting.given.length) return "The reasons come at the end. You can take a line back and try another.";
      return ended() ? "The talk has ended: look back at it, or take a line back." : "Going on. Nothing is kept yet.";
    },
    verb: () => (ended() ? "Look back at the talk" : "Say this"),
    step: (form) => step(form, said),
    arrange: (box, answer) => arrange(setting, box, answer),
    hydrate(root, changed) {
      said = changed;
      const form = root.querySelector("form");
      path = fits(view.model.get("state").answer) ? view.model.get("state").answer : setting.given;
      for (const button of form.querySelectorAll(".back")) {
        const name = button.closest(".place").dataset.place;
        button.addEventListener("click", () => back(form, name, changed));
      }
    },
  });
}

/** Graded: one reply after the other, each final; after the last the confidence taps. */
function message(form) {
  const tap = form.querySelector(".replies input:checked");
  if (tap) return { type: "step", step: [tap.name, tap.value] };
  if (form.querySelector(".replies")) return "Choose what you say first.";
  const sure = form.querySelector("[name=confidence]:checked");
  return sure ? { type: "sure", confidence: Number(sure.value) } : "Tap one of the five first.";
}

function render(view) {
  return view.model.get("setting").final ? stepping(view, { message }) : practice(view);
}

export default { render: formed(render) };
