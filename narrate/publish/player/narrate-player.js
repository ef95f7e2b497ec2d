// Plays a narration on its article's page and marks, in the page's own text, what is heard. It asks
// for nothing before the first play, and stores nothing but the place. For the site's own analytics
// it sends narrate:play, pause, seek, speed, progress, end, stale, missing and error.

// In other languages a figure brings its own: data-say, from strings.json.
const WORDS = {
  listen: "Listen to this article", play: "Play", pause: "Pause", back: "Back 15 seconds", ahead: "Forward 15 seconds",
  seek: "Position", speed: "Speed", follow: "Follow the text", chapters: "Chapters", download: "Download",
  here: "Listen from here", stale: "The text has changed since this audio was made.", failed: "The audio cannot be played now."
};

const LOOK = `
:host { display: block; padding-block: .75em .25em; font: 1rem/1.4 var(--narrate-font, inherit);
  border-block: 1px solid var(--narrate-border, color-mix(in srgb, currentColor 25%, #0000)) }
[hidden] { display: none !important }
div { display: flex; flex-wrap: wrap; align-items: center }
div + div > :first-child { padding-inline-start: 0 }
div + div > :last-child { padding-inline-end: 0; text-align: end }
div + div, [part=label], [part=status] { font-size: .875em }
p { margin: 0 }
b { display: block }
button, select, a { font: inherit; color: inherit; background: none; border: 0; margin: 0; padding: 0 .5em;
  min-width: 44px; line-height: 44px; cursor: pointer; text-align: start; text-underline-offset: .3em }
a { margin-inline-start: auto; text-decoration: none }
:hover:is(button, select, a), [aria-pressed=true] { text-decoration-line: underline }
:focus-visible { outline: 3px solid var(--narrate-accent, currentColor) }
[part~=play] { width: 52px; height: 52px; border: 2px solid; border-radius: 50%; margin-inline-end: .8em;
  color: var(--narrate-accent, currentColor) }
[part~=play]::before { content: ""; display: block; width: 15px; height: 18px; margin: auto; background: currentColor;
  forced-color-adjust: none; clip-path: polygon(15% 0, 115% 50%, 15% 100%) }
[part~=on]::before { clip-path: polygon(0 0, 35% 0, 35% 100%, 65% 100%, 65% 0, 100% 0, 100% 100%, 0 100%) }
[part=bar] { flex-wrap: nowrap; direction: ltr; font-variant-numeric: tabular-nums }
input { flex: 1; min-width: 3em; color: inherit; height: 44px; margin: 0 .7em; appearance: none;
  background: linear-gradient(90deg, var(--narrate-accent, currentColor) var(--at),
    color-mix(in srgb, currentColor 30%, #0000) 0) 50% / 100% 3px no-repeat }
::-webkit-slider-thumb { appearance: none; width: 16px; height: 16px; border-radius: 50%;
  background: var(--narrate-accent, currentColor) }
select { max-width: 14em; text-overflow: ellipsis; height: 44px; field-sizing: content }
option { color: CanvasText; background: Canvas }
[part~=here] { position: fixed; inset: auto 0 16px; width: fit-content; margin: auto; padding: 0 1.2em;
  background: Canvas; color: CanvasText; border: 1px solid; border-radius: 22px }
@media (forced-colors: active) { input { appearance: auto } }`;

const MARKS = `
:where(figure.narrate-player) { margin-inline: 0 }
::highlight(narrate-sentence) { background: var(--narrate-sentence, #ffc80042) }
::highlight(narrate-word) { background: var(--narrate-word, #ffb40056); text-decoration: underline 2px }
@media (forced-colors: active) { ::highlight(narrate-sentence) { background: Mark; color: MarkText } }`;

const FIGURE = "figure.narrate-player";
// What narrate does not read of a page.
const UNREAD = "script,style,noscript,template,del,s,[hidden],[aria-hidden=true],[data-narrate=skip],sup>a";

const css = text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
};
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const clock = seconds => [seconds / 3600, seconds / 60 % 60, seconds % 60].slice(seconds < 3600)
  .map((part, n) => `${Math.floor(part)}`.padStart(n && 2, 0)).join(":");

// Letters and digits without accents, since pages set quotes, dashes and spaces as they like; where
// each stands in the text is added to `offsets`.
const letters = (text, offsets = []) => {
  let found = "", at = 0;
  for (const sign of text) {
    const some = sign.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
    found += some;
    for (let n = some.length; n--;) offsets.push(at);
    at += sign.length;
  }
  return found;
};

// The letters of a part of the page, and in which text node and where each stands.
class Letters {
  text = "";
  nodes = [];
  offsets = [];

  constructor(root) {
    const walker = document.createTreeWalker(root, 5, node => node.nodeType > 1 ? 1 : node.matches(UNREAD) ? 2 : 3);
    for (let node; (node = walker.nextNode());) {
      this.nodes.push({ node, start: this.text.length });
      this.text += letters(node.data, this.offsets);
    }
  }

  node(at) {
    return this.nodes.findLast(({ start }) => start <= at).node;
  }

  range(from, to, beside) {
    const range = new Range(), first = this.node(from), last = this.node(to - 1);
    let start = this.offsets[from], end = this.offsets[to - 1] + 1;
    while (beside.test(first.data[start - 1] ?? " ")) start--;
    while (beside.test(last.data[end] ?? " ")) end++;
    range.setStart(first, start);
    range.setEnd(last, end);
    return range;
  }

  // Finds each sentence by its words and its neighbours; one that is not there stays without.
  align(cues) {
    let from = 0;
    for (const cue of cues) {
      const { exact, prefix, suffix } = cue.selector;
      const [words, before, after] = [exact, prefix, suffix].map(text => letters(text)), { text } = this;
      const fits = at => after && text.startsWith(after, at + words.length) || before && text.endsWith(before, at)
        || cue.heading && this.node(at).parentNode.closest("h1,h2,h3,h4,h5,h6");
      const first = text.indexOf(words, from);
      let at = first;
      while (at >= 0 && !fits(at)) at = text.indexOf(words, at + 1);
      if (at >= 0) from = at + words.length;
      else if (words.length > 24) at = first;
      cue.from = at;
      cue.to = at < 0 ? 0 : at + words.length;
    }
  }

  // Whether some blocks stand here and others do not; each is "length.hash", see embed.py.
  lacks(blocks) {
    const sums = [0], powers = [1];
    for (let n = 0; n < this.text.length; n++) {
      sums.push(Math.imul(sums[n], 31) + this.text.charCodeAt(n));
      powers.push(Math.imul(powers[n], 31));
    }
    let from = 0;
    const found = blocks.map(block => {
      const [length, hash] = block.split(".").map(part => parseInt(part, 36));
      for (let at = from; at + length < sums.length; at++) {
        if ((sums[at + length] - Math.imul(sums[at], powers[length]) ^ hash) === 0) return (from = at + length);
      }
    });
    return found.some(Boolean) && !found.every(Boolean);
  }
}

const parse = vtt => {
  const seconds = text => text.split(":").reduce((sum, part) => sum * 60 + +part, 0);
  return [...vtt.matchAll(/(.+) --> (.+)\n(.+)/g)]
    .map(([, start, end, data]) => ({ ...JSON.parse(data), start: seconds(start), end: seconds(end) }));
};

class NarratePlayer extends HTMLElement {
  cues = [];

  connectedCallback() {
    if (this.shadowRoot) return;
    this.figure = this.closest(FIGURE) ?? this;
    this.data = this.figure.dataset;
    this.audio = this.figure.querySelector("audio") ?? make("audio", { preload: "none" });
    this.key = `narrate:${this.getAttribute("src") ?? this.audio.getAttribute("src")}`;
    this.build();
    this.listen();
    try { this.asked = +localStorage[this.key] || 0; } catch { /* the place cannot be kept here */ }
    this.move();
    setTimeout(() => this.compare());
  }

  build() {
    const caption = this.figure.querySelector("figcaption"), words = caption?.textContent.trim() ?? "";
    const language = this.closest("[lang]")?.lang ?? "en", say = { ...WORDS, ...JSON.parse(this.data.say ?? "{}") };
    const label = this.data.label || words || "This audio is created with AI assistance";
    const heading = words.replace(label, "").replace(/[.\s]+$/, "") || say.listen;
    const button = (part, onclick, content, ariaLabel) =>
      make("button", { part: `button ${part}`, onclick, ariaLabel }, content);
    const select = (ariaLabel, onchange, ...options) => make("select", { part: "button", ariaLabel, onchange }, ...options);
    const text = (tag, part, ...content) => make(tag, { part, dir: "auto" }, ...content);
    Object.assign(this, {
      say,
      play: button("play", () => this.audio.paused ? this.start() : this.audio.pause(), "", say.play),
      slider: make("input", { type: "range", part: "slider", step: .1, ariaLabel: say.seek, ariaKeyShortcuts: "Shift+ArrowLeft Shift+ArrowRight",
        oninput: () => this.seek(+this.slider.value), onkeydown: event => this.step(event) }),
      past: text("span", "time"),
      whole: text("span", "time"),
      speed: select(say.speed, () => {
        this.audio.defaultPlaybackRate = this.audio.playbackRate = this.speed.value;
        this.tell("speed");
      }, ...[.75, 1, 1.25, 1.5, 1.75, 2].map(value =>
        make("option", { value, selected: value === 1 }, `${value.toLocaleString(language)}×`))),
      follow: button("follow", () => this.following(this.follow.ariaPressed !== "true"), say.follow),
      chapters: select(say.chapters, () => this.start(+this.chapters.value)),
      save: make("a", { part: "button", download: "", href: this.audio.src }, say.download),
      status: make("p", { part: "status", role: "status" }),
      here: button("here", () => this.start(this.chosen().start, getSelection().empty()), say.here),
      label: text("span", "label", label),
      role: "group",
      ariaLabel: heading,
    });
    this.following(false);
    this.chapters.hidden = this.here.hidden = true;
    this.here.popover = "manual";
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [css(LOOK)];
    this.shadowRoot.append(
      make("div", {}, this.play, make("p", {}, text("b", "title", heading), this.label)),
      make("div", { part: "bar" }, button("back", () => this.seek(this.time - 15), "−15 s", say.back),
        this.past, this.slider, this.whole, button("ahead", () => this.seek(this.time + 15), "+15 s", say.ahead)),
      make("div", {}, this.speed, this.follow, this.chapters, this.save), this.status, this.here);
    this.audio.controls = false;
    if (caption) caption.style.display = "none"; // its words stand in the player now
  }

  listen() {
    const on = (target, names, act) => names.split(" ").forEach(name => target.addEventListener(name, act));
    on(this.audio, "play pause", event => this.playing(event.type));
    on(this.audio, "durationchange timeupdate", () => this.move());
    on(this.audio, "seeked", () => this.show());
    on(this.audio, "error", () => this.fail());
    on(this.audio, "ended", () => {
      this.mark();
      this.keep(0);
      this.tell("end");
    });
    on(document, "selectionchange", () => { this.here.hidden = !this.chosen() || this.here.showPopover?.(); });
    on(document, "narrate:play", ({ target }) => target === this || this.audio.pause());
    on(window, "wheel touchmove", () => this.following(false));
    on(window, "keydown", ({ key, target }) => target !== this && /^(Page|Arrow|Home|End| )/.test(key) && this.following(false));
  }

  get time() { return this.asked ?? this.audio.currentTime; }
  get duration() { return this.audio.duration || +this.data.seconds || 0; }

  tell(name) {
    const detail = { time: this.time, duration: this.duration, speed: this.audio.playbackRate };
    this.dispatchEvent(new CustomEvent(`narrate:${name}`, { bubbles: true, detail }));
  }

  async start(time = this.time) {
    await (this.loaded ??= this.load());
    if (time !== this.audio.currentTime) this.seek(time);
    this.audio.play().catch(({ name }) => name === "AbortError" || this.audio.error || this.fail());
  }

  // The first requests: for the manifest, where there is no figure, and for the sync file.
  async load() {
    const { audio, data } = this, manifest = this.getAttribute("src");
    if (manifest) {
      const answer = await fetch(manifest).catch(() => ({}));
      if (!answer.ok) return this.vanish("missing");
      const { files, disclosure } = await answer.json();
      audio.src = this.save.href = new URL(files.audio.name, answer.url);
      this.label.textContent = disclosure;
    }
    fetch(data.sync ?? audio.src.replace(/\.\w+$/, ".sync.vtt")) // not awaited: the audio can play
      .then(answer => answer.ok ? answer.text() : "").then(vtt => this.align(parse(vtt))).catch(() => 0);
  }

  align(cues) {
    this.cues = cues;
    this.letters = new Letters(this.root);
    this.letters.align(cues);
    this.chapters.replaceChildren(...cues.filter((cue, n) => cue.heading ?? !n)
      .map(cue => make("option", { value: cue.start }, cue.heading ? cue.selector.exact : this.data.title ?? "…")));
    this.chapters.hidden = this.chapters.length < 2;
    this.show();
  }

  get root() {
    const { article } = this.data;
    return article ? document.querySelector(article) : this.closest("main") ?? this.closest("article") ?? document.body;
  }

  compare() {
    const { text, stale } = this.data;
    if (!text || !new Letters(this.root).lacks(text.split(" "))) return;
    if (stale) return this.vanish("stale");
    this.status.textContent = this.say.stale;
    this.tell("stale");
  }

  vanish(reason) {
    this.audio.pause();
    this.figure.style.display = "none";
    this.tell(reason);
  }

  fail() {
    if (this.audio.error?.code === 4 && navigator.onLine) return this.vanish("missing");
    this.status.textContent = this.say.failed;
    this.tell("error");
  }

  playing(name) {
    const on = name === "play", { audio, play, say, data: { title = document.title, by, image } } = this;
    const tick = () => audio.paused || this.show(requestAnimationFrame(tick)), session = navigator.mediaSession;
    play.part.toggle("on", on);
    play.ariaLabel = on ? say.pause : say.play;
    this.keep();
    this.tell(name);
    tick();
    if (!on || !session) return;
    session.metadata = new MediaMetadata({ title, artist: by, artwork: image ? [{ src: image }] : [] });
    session.setActionHandler("seekbackward", () => this.seek(this.time - 15));
    session.setActionHandler("seekforward", () => this.seek(this.time + 15));
    session.setActionHandler("seekto", ({ seekTime }) => this.seek(seekTime));
  }

  seek(time) {
    this.asked = Math.max(0, Math.min(time, this.duration));
    this.audio.currentTime = this.asked;
    this.move();
    this.tell("seek");
  }

  // With Shift, the arrow keys go from sentence to sentence.
  step(event) {
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key], { time, cues } = this;
    if (!way) return;
    event.preventDefault();
    const cue = event.shiftKey && cues[Math.max(0, cues.findLastIndex(({ start }) => start < time + .1) + way)];
    this.seek(cue ? cue.start : time + 5 * way);
  }

  move() {
    if (this.audio.readyState) this.asked = null;
    const { time, duration, slider } = this, quarter = Math.floor(4 * time / duration);
    slider.max = duration;
    slider.value = time;
    slider.style.setProperty("--at", `${100 * time / duration}%`);
    this.past.textContent = clock(time);
    this.whole.textContent = clock(duration);
    slider.ariaValueText = `${clock(time)} / ${clock(duration)}`;
    if (Math.abs(time - this.kept) > 5) this.keep();
    if (quarter > this.quarter && !this.audio.paused) this.tell("progress");
    this.quarter = quarter;
  }

  keep(time = this.time) {
    this.kept = time;
    try {
      if (time > 3 && time < this.duration - 3) localStorage[this.key] = time;
      else delete localStorage[this.key];
    } catch { /* as above */ }
  }

  // Marks the sentence and the word that are heard.
  show() {
    const { time, cues, letters: page } = this, cue = cues.findLast(({ start }) => start <= time);
    const word = cue && time < cue.end && cue.words?.findLast(([ms]) => cue.start + ms / 1000 <= time);
    if (!cue || cue === this.cue && word === this.word) return;
    this.chapters.value = [...this.chapters.options].findLast(({ value }) => value <= time)?.value;
    if (!cue.to) return this.mark();
    if (!page.node(cue.from).isConnected) return this.align(cues); // the page was drawn anew
    const sentence = page.range(cue.from, cue.to, /[^\p{L}\p{N}\s]/u);
    const [from, to] = (word || []).slice(1).map(at => cue.from + letters([...cue.selector.exact].slice(0, at).join("")).length);
    this.mark(sentence, to > from && page.range(from, to, /[\p{M}\p{S}\p{Cs}%]/u));
    if (cue !== this.cue) this.scroll(sentence);
    Object.assign(this, { cue, word });
  }

  mark(sentence, word) {
    for (const [name, range] of [["sentence", sentence], ["word", word]]) {
      CSS.highlights?.set(`narrate-${name}`, new Highlight(...range ? [range] : []));
    }
    this.cue = null;
  }

  following(on) {
    if (this.follow.ariaPressed === `${on}`) return;
    this.follow.ariaPressed = on;
    this.cue = null;
    this.show();
  }

  scroll(range) {
    const { top, bottom } = range.getBoundingClientRect(), height = innerHeight;
    if (this.follow.ariaPressed !== "true" || top > height * .2 && bottom < height * .7) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollBy({ top: top - height / 3, behavior: calm ? "instant" : "smooth" });
  }

  // The sentence in which the reader's selection begins, once the article was played.
  chosen() {
    const selection = getSelection(), { nodes, offsets } = this.letters ?? {};
    if (selection.isCollapsed || !nodes) return;
    const range = selection.getRangeAt(0);
    let { node, start: at } = nodes.find(one => range.comparePoint(one.node, one.node.length) >= 0) ?? {};
    while (node === range.startContainer && offsets[at] < range.startOffset) at++;
    return this.root.contains(range.startContainer) && this.cues.find(({ to }) => at < to);
  }
}

export const enhance = (root = document) => root.querySelectorAll(`${FIGURE}:not(:has(narrate-player))`)
  .forEach(figure => figure.append(make("narrate-player")));

if (!customElements.get("narrate-player")) {
  document.adoptedStyleSheets.push(css(MARKS));
  customElements.define("narrate-player", NarratePlayer);
}
enhance();
