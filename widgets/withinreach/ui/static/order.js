const turned = (order, high, low) => order.indexOf(high) > order.indexOf(low);
const kept = (rule, order) =>
  rule.before ? !turned(order, rule.before, rule.after) : order[rule.at === "first" ? 0 : order.length - 1] === rule.card;

/** Every pair of cards from different tiers, the one that belongs above first. */
const pairs = (tiers) =>
  tiers.flatMap((upper, i) => tiers.slice(i + 1).flatMap((lower) => upper.flatMap((high) => lower.map((low) => [high, low]))));

/** The share that a practice answer earns; the same as OrderKey.share, which shared tables prove. */
export function score(setting, answer) {
  const { cards, key } = setting;
  const valid =
    Array.isArray(answer) && answer.length === cards.length && cards.every((card) => answer.includes(card));
  if (!valid) return 0;
  if (key.rules.length) return key.rules.filter((rule) => kept(rule, answer)).length / key.rules.length;
  const all = pairs(key.tiers);
  const right = all.filter(([high, low]) => !turned(answer, high, low)).length;
  return Math.max(0, (2 * right) / all.length - 1);
}

/** How near the two orders are; the same words as render/order.py. */
export function agreement(key, order) {
  if (key.rules.length) {
    return `You keep ${key.rules.filter((rule) => kept(rule, order)).length} of our ${key.rules.length} rules.`;
  }
  const all = pairs(key.tiers);
  const other = all.filter(([high, low]) => turned(order, high, low)).length;
  if (!other) return "Your order and ours are the same.";
  return `Of ${all.length} pairs, ${other} ${other === 1 ? "stands" : "stand"} the other way round with us.`;
}

function parts(key, number, order) {
  if (key.rules.length) return !kept(key.rules[number], order);
  return pairs([key.tiers[number], key.tiers[number + 1]]).some(([high, low]) => turned(order, high, low));
}

function render(view) {
  const setting = view.model.get("setting");
  const list = (form) => form.querySelector(".cards");
  const read = (form) => [...list(form).children].map((card) => card.dataset.card);
  let touched = false;
  let first = "";

  /** Names the place of each card; the first cannot go up, the last not down (they say so and keep the focus). */
  function numbered(form) {
    const cards = [...list(form).children];
    cards.forEach((card, i) => {
      card.querySelector("[data-way=up]").ariaDisabled = String(i === 0);
      card.querySelector("[data-way=down]").ariaDisabled = String(i === cards.length - 1);
    });
  }

  function say(form, card) {
    const cards = [...list(form).children];
    const words = card.querySelector(".words").textContent;
    form.querySelector(".moved").textContent = `“${words}” is now ${cards.indexOf(card) + 1} of ${cards.length}.`;
  }

  function move(form, card, by, changed) {
    const cards = [...list(form).children];
    const to = cards.indexOf(card) + by;
    if (to < 0 || to >= cards.length) return;
    if (by < 0) cards[to].before(card);
    else cards[to].after(card);
    touched = true;
    numbered(form);
    say(form, card);
    changed();
  }

  /** Dragging is an extra: by the handle only, so that a thumb can still scroll the page. */
  function draggable(form, card, changed) {
    const handle = card.querySelector(".handle");
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      card.dataset.lifted = "";
      let moved = false;
      const over = (moving) => {
        const others = [...list(form).children].filter((one) => one !== card);
        const below = others.find((one) => moving.clientY < one.getBoundingClientRect().top + one.offsetHeight / 2);
        const next = card.nextElementSibling;
        if (below === next || (!below && !next)) return;
        moved = true;
        if (below) below.before(card);
        else list(form).append(card);
        numbered(form);
      };
      const done = () => {
        document.removeEventListener("pointermove", over);
        document.removeEventListener("pointerup", done);
        document.removeEventListener("pointercancel", done);
        delete card.dataset.lifted;
        if (!moved) return;
        touched = true;
        say(form, card);
        changed();
      };
      // On the document: a card that changes its place loses whatever its handle had captured.
      document.addEventListener("pointermove", over);
      document.addEventListener("pointerup", done);
      document.addEventListener("pointercancel", done);
    });
  }

  return committed(view, {
    read,
    write(form, answer) {
      const cards = new Map([...list(form).children].map((card) => [card.dataset.card, card]));
      for (const name of answer) if (cards.has(name)) list(form).append(cards.get(name));
      touched = true;
      numbered(form);
    },
    // A draft of an earlier page differs from what is shown first.
    empty: (answer) => !touched && answer.join() === first,
    lacking: () => "",
    progress: () => "",
    arrange(box, answer) {
      const form = view.el.querySelector("form");
      const { key } = setting;
      box.querySelector(".agree").textContent = agreement(key, answer);
      const words = (name) => list(form).querySelector(`[data-card="${name}"] .words`).cloneNode(true);
      box.querySelector(".yours-now").replaceChildren(
        ...answer.map((name) => {
          const item = document.createElement("li");
          item.append(words(name));
          return item;
        }),
      );
      for (const one of [...box.querySelectorAll(".reason")].sort((a, b) => a.dataset.boundary - b.dataset.boundary)) {
        const apart = parts(key, Number(one.dataset.boundary), answer);
        box.querySelector(apart ? ".first" : ".others").append(one);
        one.querySelector(".glyph").textContent = apart ? "–" : "✓";
      }
      const folded = box.querySelector("details");
      folded.hidden = !box.querySelector(".others").children.length;
      folded.open = !box.querySelector(".first").children.length;
    },
    hydrate(root, changed) {
      const form = root.querySelector("form");
      touched = false;
      first = read(form).join();
      for (const card of list(form).children) {
        for (const button of card.querySelectorAll(".move")) {
          const by = button.dataset.way === "up" ? -1 : 1;
          button.addEventListener("click", () => {
            move(form, card, by, changed);
            button.focus();
          });
          button.addEventListener("keydown", (event) => {
            const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
            if (!way) return;
            event.preventDefault();
            move(form, card, way, changed);
            button.focus();
          });
        }
        draggable(form, card, changed);
      }
      numbered(form);
    },
  });
}

export default { render: formed(render) };
