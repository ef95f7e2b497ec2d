// Counts plays for narrate's service, on pages of sites that ask for it: the first play of a visit,
// and how far it was heard, in tenths. No cookie, nothing stored, nothing that tells who listens.
// With ?report=WORDS in the address of this script, a button reports the sentence that is heard.

const { href } = new URL("listening", import.meta.url);
const words = new URL(import.meta.url).searchParams.get("report");
const visits = new Map();

const post = (narration, event, value) => fetch(href, {
  method: "POST", mode: "no-cors", credentials: "omit", referrerPolicy: "origin", keepalive: true,
  body: JSON.stringify({ narration, event, value }),
}).catch(() => 0);

const visit = ({ target, detail }) => {
  const id = target.closest("[data-id]")?.dataset.id;
  if (!id) return;
  if (!visits.has(id)) {
    visits.set(id, { furthest: 0, player: target });
    post(id, "play", 0);
    if (words) offer(id, target);
  }
  const share = detail.duration ? detail.time / detail.duration : 0;
  visits.get(id).furthest = Math.max(visits.get(id).furthest, share);
};

const offer = (id, player) => {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  button.addEventListener("click", () => {
    post(id, "report", Math.round(1000 * player.time));
    button.disabled = true;
    setTimeout(() => button.disabled = false, 3000);
  });
  player.closest("figure").after(button);
};

for (const name of ["play", "pause", "progress", "share"]) addEventListener(`narrate:${name}`, visit);
addEventListener("narrate:end", event => {
  const id = event.target.closest("[data-id]")?.dataset.id;
  if (visits.has(id)) visits.get(id).furthest = 1;
});

// A page that is left, or that a phone puts away, posts how far each narration was heard.
addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const [id, { furthest, player }] of visits) {
    const share = Math.max(furthest, player.duration ? player.time / player.duration : 0);
    if (!player.audio || player.audio.paused) visits.delete(id), post(id, "end", Math.floor(10 * share + .01));
  }
});
addEventListener("pagehide", () => {
  for (const [id, { furthest, player }] of visits) {
    const share = Math.max(furthest, player.duration ? player.time / player.duration : 0);
    post(id, "end", Math.min(10, Math.floor(10 * share + .01)));
  }
  visits.clear();
});
