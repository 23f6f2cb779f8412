// What Python's str.split() takes for space; \s would add U+FEFF and leave out U+0085 and U+001C to U+001F.
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** Words as a person counts them; the same as render/text.py. */
export function words(text) {
  return text.split(SPACE).filter(Boolean).length;
}

function render(view) {
  const { model, el } = view;
  const setting = model.get("setting");

  function counted(text) {
    const n = words(text);
    el.querySelector(".count").textContent = `${n} ${n === 1 ? "word" : "words"} of about ${setting.words}`;
  }

  const written = writing(view, {
    lost: "Not saved: this page has lost touch with its other half. Reload it: your words come back and save themselves.",
    waiting: (words) => words,
    saved: (reply) => (reply.stored ? `Saved ${clock(reply.at)}.` : "Stays in this page until you close it."),
    typed(text) {
      counted(text);
      drafts.write(setting.id, { text });
    },
    kept() {
      drafts.drop(setting.id);
      el.querySelector("[data-act=still]").hidden = true;
    },
    hydrate(root, life) {
      const state = model.get("state");
      const still = root.querySelector("[data-act=still]");
      still.addEventListener("click", () => {
        life.box.focus();
        life.save();
      });
      const stands = state.text ?? "";
      const draft = drafts.read(setting.id);
      life.set(draft?.text ?? stands);
      if (life.box.value !== stands) {
        life.say("Brought back from this window; saving …");
        life.later();
      } else if (state.earlier) {
        life.say("Written for an earlier version of this task. Read it again; it counts once you change it or say that it holds.");
        still.hidden = false;
      } else if (state.at) {
        life.say(`Saved ${clock(state.at)}. What is saved is handed in.`);
      }
      counted(life.box.value);
    },
  });
  return written.leave;
}

export default { render };
