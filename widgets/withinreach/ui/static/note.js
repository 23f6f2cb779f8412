function render(view) {
  const { model } = view;
  const setting = model.get("setting");
  const WAIT = "Not saved yet; keep this page open …"; // nothing of it is in the browser's store
  let life = null;
  let buttons = [];

  /** What stands is in no trait of this page: its other half is asked for it, and until then nobody writes over it. */
  async function recall() {
    const usual = life.hint.textContent;
    const later = () => life.say("Your note comes as soon as the page is free …");
    life.box.readOnly = true;
    try {
      life.set((await ask(model, { type: "recall" }, { waiting: later, lost: SAID.gone })).text);
      life.say(usual);
      life.box.readOnly = false;
    } catch (error) {
      life.say(error.message);
      life.box.readOnly = error.lost === true;
    }
    offer();
  }

  /** Another view of the same note (a second window in Lab) shows what was written here; what is typed comes first. */
  async function other() {
    const reply = life.unsaved ? null : await ask(model, { type: "recall" }).catch(() => null);
    if (reply && !life.unsaved) life.set(reply.text);
    offer();
  }

  /** Nothing there, nothing to take along or to erase. */
  function offer() {
    for (const button of buttons) button.hidden = !life.box.value;
  }

  function download() {
    const file = new Blob([life.box.value], { type: "text/plain;charset=utf-8" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `${setting.id}.txt` });
    link.click();
    URL.revokeObjectURL(link.href);
    life.say(`Downloaded as ${setting.id}.txt. From there on you look after it yourself.`);
  }

  async function erase() {
    if (!window.confirm("Erase this note? It cannot be brought back.")) return;
    life.stop();
    try {
      await ask(model, { type: "erase" }, { waiting: () => life.say("Erased as soon as the page is free …"), lost: SAID.gone });
      life.set("");
      life.unsaved = false;
      life.say("Erased.");
      offer();
    } catch (error) {
      life.say(error.message);
    }
    life.box.focus();
  }

  const written = writing(view, {
    lost: "Not saved: this page has lost touch with its other half. Copy your note before you reload: it is kept nowhere else.",
    waiting: () => WAIT,
    saved: (reply) => (reply.stored ? `Saved ${clock(reply.at)}, for you alone.` : "Stays in this page until you close it."),
    typed: offer,
    hydrate(root, alive) {
      life = alive;
      buttons = ["download", "erase"].map((act) => root.querySelector(`[data-act=${act}]`));
      buttons[0].addEventListener("click", download);
      buttons[1].addEventListener("click", erase);
      // Where nothing is stored there is nothing to ask for, unless an earlier view of this page wrote something.
      if (setting.stored || model.get("state").changes) recall();
      else offer();
    },
  });
  model.on("change:state", other);
  return () => {
    written.leave();
    model.off("change:state", other);
  };
}

export default { render };
