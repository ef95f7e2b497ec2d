// The studio's script: sound in place, the local time, news of other editors. Pages work without it.

const POLL_MS = 3000;
const STATES = { queued: "Waiting", running: "In work", reading: "Reading", speaking: "Speaking", encoding: "Encoding",
  publishing: "Publishing", published: "Published", held: "Held back", failed: "Failed", retracted: "Retracted" };

const status = document.getElementById("sound");
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

for (const time of all("time[datetime]")) {
  const moment = new Date(time.dateTime);
  if (!Number.isNaN(+moment)) time.textContent = moment.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}

// One sound at a time. A sound that came once is kept while the page is open.
const audio = new Audio();
const sounds = new Map();
let queue = [];
let playing;

async function load(address) {
  if (!sounds.has(address)) {
    const answer = await fetch(address, { headers: { Accept: "audio/mpeg, application/json" } });
    if (!answer.ok) throw new Error((await answer.json()).error.message);
    sounds.set(address, URL.createObjectURL(await answer.blob()));
  }
  return sounds.get(address);
}

function stop() {
  audio.pause();
  playing?.setAttribute("aria-pressed", false);
  playing?.removeAttribute("aria-busy");
  playing?.closest(".sentence")?.classList.remove("playing");
  playing = undefined;
}

async function play(button, address = button.href) {
  stop();
  playing = button;
  button.setAttribute("aria-busy", true);
  status.textContent = "";
  try {
    const sound = await load(address);
    if (playing !== button) return;
    audio.src = sound;
    await audio.play();
    button.setAttribute("aria-pressed", true);
    button.closest(".sentence")?.classList.add("playing");
    if (queue[0]) load(queue[0].href).catch(() => 0);
  } catch (error) {
    if (playing === button) queue = [], stop();
    if (error.name !== "AbortError") status.textContent = error.message;
  } finally {
    button.removeAttribute("aria-busy");
  }
}

audio.addEventListener("ended", () => {
  stop();
  const next = queue.shift();
  if (next) play(next);
});

for (const link of all("[data-sound]")) {
  link.role = "button";
  link.setAttribute("aria-pressed", false);
  link.addEventListener("click", event => {
    event.preventDefault();
    queue = [];
    if (playing === link) stop();
    else play(link);
  });
  link.addEventListener("keydown", event => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
}

for (const button of all("[data-play-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    queue = all(`${button.dataset.playAll} [data-sound]`);
    const first = queue.shift();
    if (first) play(first);
  });
}

// Tries a respelling in its sentence.
for (const form of all("form[data-trial]")) {
  const button = form.querySelector("[data-hear]");
  const hear = () => {
    const { term, saying } = form.elements;
    if (!saying.value.trim()) return saying.focus();
    queue = [];
    play(button, `${form.dataset.trial}?${new URLSearchParams({ term: term.value, saying: saying.value })}`);
  };
  button.addEventListener("click", event => { event.preventDefault(); hear(); });
  for (const choice of all("[data-saying]")) {
    choice.hidden = false;
    choice.addEventListener("click", () => { form.elements.saying.value = choice.dataset.saying; hear(); });
  }
}

// Arrow keys walk through a list: from a row's first control to that of the next row.
for (const list of all("[data-walk]")) {
  list.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = event.target.closest("li");
    if (!step || !row) return;
    const column = all("a,button", row).indexOf(event.target);
    const next = all("li", list).at((all("li", list).indexOf(row) + step) % list.children.length);
    event.preventDefault();
    (all("a,button", next)[column] ?? all("a,button", next)[0]).focus();
  });
}

// A word that is selected can be fixed at once.
const fix = document.querySelector("[data-fix]");
if (fix && document.querySelector(".fix")) {
  let chosen;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection(), text = `${selection}`.trim();
    const sentence = selection.anchorNode?.parentElement?.closest?.("[data-key]");
    chosen = sentence && sentence.contains(selection.focusNode) && text && text.length < 80 && { term: text, key: sentence.dataset.key };
    fix.hidden = !chosen;
    if (!chosen) return;
    fix.querySelector("span").textContent = text;
    const box = selection.getRangeAt(0).getBoundingClientRect();
    fix.style.left = `${Math.max(8, Math.min(box.left, innerWidth - fix.offsetWidth - 8))}px`;
    fix.style.top = `${box.bottom + 8}px`;
  });
  fix.addEventListener("pointerdown", event => event.preventDefault());
  fix.addEventListener("click", () => location.assign(`${fix.dataset.fix}?${new URLSearchParams(chosen)}`));
}

// Follows the narration: its state, and the changes of others. At the end of the work the page shows
// the new state by itself, unless the editor listens, has a choice that is not saved, or others changed it.
const live = document.querySelector("[data-live]");
if (live) {
  const notice = document.querySelector("[data-live-notice]"), shown = live.querySelector("[data-live-state]");
  let leaving = false; // a form is sent or a link followed: to load the page again would cancel it
  addEventListener("beforeunload", () => { leaving = true; });
  addEventListener("pageshow", () => { leaving = false; });
  const look = async () => {
    if (document.hidden || leaving) return;
    const now = await fetch(live.dataset.live).then(answer => answer.ok ? answer.json() : undefined).catch(() => undefined);
    if (!now || leaving || now.version === +live.dataset.version && !now.percent) return;
    shown.className = `state state-${now.state}`;
    shown.textContent = `${STATES[now.state] ?? now.state}${now.percent ? ` ${now.percent} %` : ""}`;
    const others = now.change !== +live.dataset.change;
    const ended = ["published", "held", "failed", "retracted"].includes(now.state);
    if (!notice.hidden || !(others || ended && now.version !== +live.dataset.version)) return;
    for (const part of all("[data-markup]")) part.remove(); // its files may be deleted
    const unsaved = all("input, select, textarea").some(field => field.matches("select")
      ? !(all("option", field).find(option => option.defaultSelected) ?? field.options[0]).selected
      : field.value !== field.defaultValue || field.checked !== field.defaultChecked);
    if (!others && !unsaved && !playing && !all("[role=alert]").length) return location.reload();
    const link = Object.assign(document.createElement("a"), { href: location.pathname + location.search, textContent: "Load the page again" });
    notice.replaceChildren(others ? `${now.by} ${now.did} just now. ` : `${STATES[now.state]}. `, link);
    notice.hidden = false;
  };
  setInterval(look, POLL_MS);
}
