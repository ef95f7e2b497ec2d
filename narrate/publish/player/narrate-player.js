// Plays a narration on its article's page and marks the sentence and the word that are heard in the
// page's own text. It requests nothing before the first play. The browser keeps the place and the
// speed, and nothing else. The site's analytics receive the events narrate:play, pause, seek, speed,
// progress, end, share, stale, missing and error.
// One file, over 300 lines: a page asks for one script before the first play.

// A figure in another language brings its own words: data-say, printed from strings.json.
const WORDS = {
  listen: "Listen to this article", play: "Play", pause: "Pause", back: "Back 15 seconds", ahead: "Forward 15 seconds",
  seek: "Position", speed: "Speed", follow: "Follow the text", chapters: "Chapters", share: "Share this moment",
  download: "Download",
  loading: "Loading…", stale: "The text has changed since this audio was made.",
  failed: "The audio did not load. Press Play to try again."
};

const ICONS = {
  play: "M12 0a12 12 0 1 0 .1 0zM9.4 7 17 12 9.4 17z",
  pause: "M12 0a12 12 0 1 0 .1 0zM8.2 7.5H11V16.5H8.2zM13 7.5h2.8v9H13z",
  back: "M12 4.5A8 8 0 1 1 4.4 10M12 1 8.3 4.5 12 8",
  ahead: "M12 4.5A8 8 0 1 0 19.6 10M12 1l3.7 3.5L12 8",
  follow: "M4 5h16M4 19h10M2 9h20v6H2z",
  chapters: "M9 6h12M9 12h12M9 18h12M4 6h.1M4 12h.1M4 18h.1",
  share: "M12 15V3M8 7l4-4 4 4M6 11H4v10h16V11h-2",
  download: "M12 3v12M8 11l4 4 4-4M4 17v4h16v-4",
  label: "M12 2l3 7 7 3-7 3-3 7-3-7-7-3 7-3z",
};

const LOOK = `
:host { display: grid; grid: auto / 100%; align-content: space-evenly; box-sizing: border-box; outline: 0 !important; padding-block: 6px 0; text-align: start;
  font-size: clamp(15px, .85em, 1.0625rem); line-height: 1.35; font-family: var(--narrate-font, inherit);
  border-block: 1px solid var(--narrate-border, color-mix(in srgb, currentColor 22%, #0000)) }
[hidden], [part=note]:empty { display: none !important }
p { margin: 0 }
div { display: flex; align-items: center }
[part=row] { flex-wrap: wrap }
[part=bar] { flex: 999 1 17em; direction: ltr; font-variant-numeric: tabular-nums }
[part=tools] { flex: 1 0 auto }
[part=title], [part=status] { display: block; font-weight: 700 }
[part=status]:not(:empty) + [part=title] { display: none }
[part=label], [part=time], [part=note], select, [part=print] { font-size: .82em }
button, select, [part~=download] { position: relative; font: inherit; color: inherit; background: none; border: 0;
  border-radius: 4px; margin: 0; padding: 0; min-width: 44px; height: 44px; cursor: pointer; appearance: none }
svg { display: block; flex: none; width: 24px; height: 24px; margin: auto; fill: none; stroke: currentColor;
  stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; pointer-events: none }
[part=label] svg { display: inline; width: 1em; height: 1em; margin-inline-end: .4em; vertical-align: -.1em; fill: currentColor }
[part~=play] svg { fill: currentColor; fill-rule: evenodd; stroke: none }
[part~=play] { color: var(--narrate-accent, inherit); border-radius: 50%; margin-inline-end: 12px }
[part~=play] svg { width: 48px; height: 48px }
[part~=skip] svg { width: 28px; height: 28px }
[part~=skip] span { position: absolute; inset: 1px 0 0; font: 700 9px/44px system-ui, sans-serif }
[part~=back] { margin-inline-start: -8px }
[part~=ahead], [part~=download] { margin-inline-end: -8px }
@media (prefers-reduced-motion: no-preference) { [part~=busy] svg { animation: wait 1s infinite alternate } }
@keyframes wait { to { opacity: .35 } }
a { color: inherit; text-underline-offset: .2em }
[part~=download] { display: flex }
@media (hover: hover) { :is(button, select, [part~=download]):hover { color: var(--narrate-accent, inherit);
  background: color-mix(in srgb, currentColor 9%, #0000) } }
[aria-pressed=true] { color: var(--narrate-accent, inherit); box-shadow: inset 0 -3px }
:focus-visible { outline: 3px solid var(--narrate-accent, currentColor); outline-offset: -1px }
input { flex: 1; width: 3em; min-width: 0; height: 44px; margin: 0 10px; color: inherit; cursor: pointer; appearance: none;
  background: linear-gradient(90deg, var(--narrate-accent, currentColor) var(--at, 0%),
    color-mix(in srgb, currentColor 26%, #0000) 0) 50% / 100% 3px no-repeat }
::-webkit-slider-thumb { appearance: none; width: 16px; height: 16px; border-radius: 50%;
  background: var(--narrate-accent, currentColor) }
::-moz-range-thumb { width: 16px; height: 16px; border: 0; border-radius: 50%; background: var(--narrate-accent, currentColor) }
select { width: 60px; padding-inline: 6px 14px; text-align-last: end; background: linear-gradient(45deg, #0000 50%, currentColor 0) right 7px center / 4px 4px,
  linear-gradient(-45deg, #0000 50%, currentColor 0) right 3px center / 4px 4px; background-repeat: no-repeat }
[part=pick] { position: relative; flex: 1 1 44px; width: 0; min-width: 44px; max-width: 18em }
[part=pick] svg { position: absolute; inset-inline-start: 10px }
[part~=chapters] { width: 100%; padding-inline: 46px 0; text-align-last: start; text-overflow: ellipsis; background: none }
[part~=share], [part=pick] + [part~=download] { margin-inline-start: auto }
option { color: CanvasText; background: Canvas }
[part=print] { display: none }
@media print { :host { min-height: 0 !important; padding: 0; border: 0 } :not([part=print]) { display: none !important } [part=print] { display: block } }
@media (forced-colors: active) { input { appearance: auto } }`;

const MARKS = `
:where(figure.narrate-player) { margin-inline: 0 }
figure.narrate-player:has(narrate-player) { display: block !important; width: auto !important; min-width: min(100%, 36rem);
  padding: 0; border: 0; outline: 0; background: none }
figure.narrate-player:has(narrate-player) > :not(narrate-player) { display: none !important }
::highlight(narrate-sentence) { background: var(--narrate-sentence, #ffc80042) }
::highlight(narrate-word) { background: var(--narrate-word, #ffb40056); text-decoration: underline 2px }
@media (forced-colors: active) { ::highlight(narrate-sentence) { background: Mark; color: MarkText } }`;

const FIGURE = "figure.narrate-player";
// narrate does not read these parts of a page.
const UNREAD = "script,style,noscript,template,del,s,[hidden],[aria-hidden=true],[data-narrate=skip],sup>a";
const SPEEDS = [.75, 1, 1.25, 1.5, 1.75, 2];
const SKIP = 15;
const SPEED_KEY = "narrate:speed";

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
const icon = name => {
  const [svg, path] = ["svg", "path"].map(tag => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", true);
  path.setAttribute("d", ICONS[name] ?? name);
  svg.append(path);
  return svg;
};
const clock = seconds => [seconds / 3600, seconds / 60 % 60, seconds % 60].slice(seconds < 3600)
  .map((part, n) => `${Math.floor(part)}`.padStart(n && 2, 0)).join(":");
const seconds = text => text.split(":").reduce((sum, part) => sum * 60 + +part, 0);
// An attribute written by hand may hold anything.
const json = (text, type) => {
  let value;
  try { value = JSON.parse(text); } catch { /* the default follows */ }
  return value instanceof type ? value : new type();
};
// A browser may refuse to keep anything.
const stored = (key, value) => {
  try {
    if (value) localStorage[key] = value;
    else if (value === 0) delete localStorage[key];
    return +localStorage[key] || 0;
  } catch { return 0; }
};

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

// Reads a sync file, line by line. A reply that is none, such as the login page of a network, gives no cue.
const parse = vtt => {
  const cues = [], lines = /^\uFEFF?WEBVTT/.test(vtt) ? vtt.split(/\r\n?|\n/) : [];
  lines.forEach((line, n) => {
    const [start, end] = line.length < 80 ? line.split(" --> ") : [];
    const cue = end && json(lines[n + 1], Object);
    if (cue?.selector) cues.push({ ...cue, start: seconds(start), end: seconds(end) });
  });
  return cues;
};

class NarratePlayer extends HTMLElement {
  static patience = 20; // seconds without data after which the connection counts as lost
  cues = [];

  connectedCallback() {
    if (!this.shadowRoot) {
      this.figure = this.closest(FIGURE) ?? this;
      this.data = this.figure.dataset;
      this.audio = this.figure.querySelector("audio") ?? make("audio", { preload: "none" });
      this.key = `narrate:${this.data.id ?? new URL(this.getAttribute("src") ?? this.address, location).pathname.replace(/(-\w{8})?\.\w+$/, "")}`;
      this.place = this.audio.currentTime ? null : stored(this.key);
      this.build();
      setTimeout(() => this.compare());
    }
    this.listen();
    this.playing();
    this.align(this.cues);
    this.jump();
    this.move();
  }

  // The element left the page, or was moved within it.
  disconnectedCallback() {
    this.listeners.abort();
    this.audio.pause();
    this.mark();
  }

  build() {
    const { data, audio, figure } = this, caption = figure.querySelector("figcaption")?.textContent.trim() ?? "";
    const language = (this.closest("[lang]")?.lang || "en").replace(/_/g, "-"), say = { ...WORDS, ...json(data.say, Object) };
    const label = data.label || caption || "This audio is created with AI assistance";
    const heading = caption.replace(label, "").replace(/[.\s]+$/, "") || say.listen;
    const number = value => { try { return value.toLocaleString(language); } catch { return value; } };
    const text = (tag, part, ...content) => make(tag, { part, dir: "auto" }, ...content);
    const control = (tag, part, name, properties, ...content) =>
      make(tag, { part: `button ${part}`, ariaLabel: name, title: name, ...properties }, ...content);
    const button = (part, name, onclick, ...content) => control("button", part, name, { type: "button", onclick }, ...content);
    const skip = (part, step) => button(`skip ${part}`, say[part], () => this.seek(this.time + step), icon(part), make("span", {}, SKIP));
    const select = (part, onchange, ...options) => control("select", part, say[part], { onchange }, ...options);
    const speed = SPEEDS.find(value => value === stored(SPEED_KEY)) ?? 1;
    Object.assign(this, {
      say,
      play: button("play", "", () => this.waits || !audio.paused ? this.stop() : this.start()),
      slider: make("input", { type: "range", part: "slider", step: .1, ariaLabel: say.seek, ariaKeyShortcuts: "Shift+ArrowLeft Shift+ArrowRight",
        oninput: () => this.seek(+this.slider.value), onkeydown: event => this.step(event) }),
      past: text("span", "time"),
      whole: text("span", "time"),
      speed: select("speed", () => this.hurry(+this.speed.value, this.tell("speed")),
        ...SPEEDS.map(value => make("option", { value, selected: value === speed }, `${number(value)}×`))),
      follow: button("follow", say.follow, () => this.following(this.follow.ariaPressed !== "true"), icon("follow")),
      chapters: select("chapters", () => this.start(+this.chapters.value)),
      share: button("share", say.share, () => this.extend().then(bar => bar?.share()), icon("share")),
      save: control("a", "download", say.download, { download: "" }, icon("download")),
      status: make("span", { part: "status", role: "status" }),
      note: text("p", "note"),
      label: text("span", "words", label),
      role: "group",
      ariaLabel: heading,
    });
    this.pick = make("div", { part: "pick" }, icon("chapters"), this.chapters);
    this.hurry(speed);
    this.list(json(data.chapters, Array));
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [css(LOOK)];
    this.shadowRoot.append(
      make("div", { part: "head" }, this.play, make("p", {}, this.status, text("b", "title", heading), make("span", { part: "label" }, icon("label"), this.label))),
      make("div", { part: "row" },
        make("div", { part: "bar" }, skip("back", -SKIP), this.past, this.slider, this.whole, skip("ahead", SKIP)),
        make("div", { part: "tools" }, this.speed, this.follow, this.pick, this.share, this.save)),
      this.note, text("p", "print", `${heading}: ${this.link}`));
    this.conceal();
    this.follow.ariaPressed = false;
    this.loads();
  }

  listen() {
    const { audio } = this, { signal } = this.listeners = new AbortController();
    const hear = (target, names, act, capture) => names.split(" ").forEach(name => target.addEventListener(name, act, { signal, capture }));
    hear(audio, "play pause", ({ type }) => this.playing(type));
    hear(audio, "durationchange timeupdate", () => this.move());
    hear(audio, "waiting", () => this.wait());
    hear(audio, "progress", () => this.waits && this.wait());
    hear(audio, "playing", () => this.wait(false, this.notice("")));
    hear(audio, "seeked", () => this.show());
    hear(audio, "error", ({ target }) => target.tagName === "TRACK" || this.fail(), true);
    hear(audio, "ended", () => this.end());
    hear(document, "narrate:play", ({ target }) => target === this || audio.pause());
    hear(window, "wheel touchmove", () => this.following(false));
    hear(window, "keydown", ({ key, target }) => target !== this && /^(Page|Arrow|Home|End| )/.test(key) && this.following(false));
    hear(window, "hashchange", () => this.jump());
    this.bar?.listen();
  }

  get address() { return this.audio.currentSrc || this.audio.src || this.audio.querySelector("source")?.src || ""; }
  get time() { return this.place ?? this.audio.currentTime; }
  get duration() {
    const { duration } = this.audio;
    return duration < Infinity ? duration : +this.data.seconds || 0;
  }
  get link() { return (document.querySelector("link[rel=canonical]")?.href || location.href).replace(/#.*/, ""); }
  get root() { return this.chosen ?? this.closest("main") ?? this.closest("article") ?? document.body; }
  get chosen() {
    try { return document.querySelector(this.data.article); } catch { return null; } // it is no selector
  }

  // A site hides controls, but neither the label nor the button that plays.
  hides({ part }) { return !/play|label|words/.test(part) && this.data.hide?.split(" ").includes([...part].pop()); }
  conceal() { this.shadowRoot.querySelectorAll("[part]").forEach(element => this.hides(element) && element.remove()); }

  tell(name) {
    const detail = { time: this.time, duration: this.duration, speed: this.audio.playbackRate };
    this.dispatchEvent(new CustomEvent(`narrate:${name}`, { bubbles: true, detail }));
  }

  notice(...content) { this.status.replaceChildren(...content); }

  // A link with #t= opens the page at a moment, in its first player.
  jump() {
    const moment = /^#t=([\d:.]+)$/.exec(location.hash);
    if (!moment || document.querySelector("narrate-player") !== this) return;
    this.seek(seconds(moment[1]));
    this.scrollIntoView({ block: "center" });
  }

  // After an error the audio is loaded again, and the place stays.
  async start(time = this.time) {
    const { audio } = this;
    this.wait(true, this.notice(""));
    if (this.address || await this.extend().then(bar => bar?.open() ?? this.fail())) {
      this.synchronize();
      this.extend();
      if (this.broken) audio.load(this.place = time, this.broken = false);
      if (time !== audio.currentTime) this.seek(time);
      audio.play().catch(({ name }) => name === "NotAllowedError" ? this.stop() : name === "NotSupportedError" && this.fail());
    }
  }

  // The second script comes at the first play: without it a figure lacks only the bar and the like.
  extend() {
    return this.extension ??= import("./narrate-bar.js").then(({ default: Bar }) => this.bar ??= new Bar(this, icon))
      .catch(() => this.extension = null);
  }

  stop() {
    this.wait(false, this.notice(""));
    this.audio.pause();
  }

  // A sync file that did not come is requested again at the next play. Without it nothing can be followed.
  synchronize() {
    const { data, address } = this, url = new URL(data.sync ?? address, location);
    if (!data.sync) url.pathname = url.pathname.replace(/\.\w+$/, ".sync.vtt");
    if (url.href === address) this.follow.hidden = true;
    else if (!this.cues.length) this.requested ||= fetch(url).then(answer => answer.ok ? answer.text() : "").then(parse).catch(() => []).then(cues => {
      this.requested = 0;
      this.follow.hidden = !cues.length;
      this.align(cues);
    });
  }

  align(cues) {
    this.cues = cues;
    if (!cues.length || !this.isConnected) return;
    this.letters = new Letters(this.root);
    this.letters.align(cues);
    this.list(cues.filter((cue, n) => cue.heading ?? !n)
      .map(cue => [cue.start, cue.heading ? cue.selector.exact : this.data.title ?? "…"]));
    this.show();
  }

  list(chapters) {
    this.chapters.replaceChildren(...chapters.map(([value, title]) => make("option", { value }, title)));
    this.pick.hidden = chapters.length < 2;
  }

  // The browser opens a file of another host in place of the article: that gets a window of its own.
  loads() {
    const { address, save } = this;
    save.hidden = !address;
    if (address) Object.assign(save, { href: address, target: new URL(address).origin === origin ? "" : "_blank" });
  }

  compare() {
    const { text, stale } = this.data;
    if (!text || !new Letters(this.root).lacks(text.split(" "))) return;
    if (stale) return this.vanish("stale");
    this.note.textContent = this.say.stale;
    this.tell("stale");
  }

  vanish(reason) {
    this.stop();
    this.figure.style.setProperty("display", "none", "important");
    this.tell(reason);
  }

  // Says after a moment that audio is loading, and after long silence that it did not.
  wait(on = true) {
    const { waits } = this;
    this.waits = on;
    clearTimeout(this.silence);
    if (on) this.silence = setTimeout(() => this.fail(), 1000 * NarratePlayer.patience);
    if (on === waits) return;
    clearTimeout(this.loading);
    if (on) this.loading = setTimeout(() => this.notice(this.say.loading), 400);
    this.play.part.toggle("busy", on);
    this.playing();
  }

  // Only a file that is gone hides the player.
  async fail(status) {
    const { audio } = this, { error } = audio;
    if (this.broken) return;
    this.place ??= this.heard ?? 0;
    this.broken = !!this.address;
    this.stop();
    this.notice(this.say.failed);
    this.tell("error");
    if (error?.code === 4) status = (await fetch(this.address, { method: "HEAD" }).catch(() => ({}))).status;
    if (status === 404 || status === 410) this.vanish("missing");
  }

  // Firefox reports a connection that was lost as the end.
  end() {
    if (this.heard < this.duration - 3) return this.fail();
    this.mark();
    this.keep(0);
    this.tell("end");
    this.bar?.end();
  }

  playing(name) {
    const { audio, say } = this, on = !audio.paused || !!this.waits;
    for (const button of [this.play, this.bar?.toggle ?? this.play]) {
      const act = on ? "pause" : "play";
      button.replaceChildren(icon(act));
      button.ariaLabel = button.title = say[act];
    }
    this.bar?.show();
    if (!name) return;
    this.keep();
    this.tell(name);
    const tick = () => audio.paused || this.show(requestAnimationFrame(tick));
    tick();
  }

  hurry(speed) {
    const { audio } = this;
    if (speed !== (stored(SPEED_KEY) || 1)) stored(SPEED_KEY, speed);
    audio.defaultPlaybackRate = audio.playbackRate = speed;
  }

  seek(time) {
    this.place = this.heard = Math.max(0, Math.min(time, this.duration));
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
    const { audio, slider } = this, known = audio.readyState && !this.broken;
    if (known && this.place !== null) {
      if (audio.currentTime !== this.place) audio.currentTime = this.place;
      this.place = null;
    }
    if (known && !audio.ended && !audio.seeking) {
      // No browser reports each connection that falls silent: the time stands still.
      if (!audio.paused && this.heard !== audio.currentTime) {
        if (this.waits) this.wait(false, this.notice(""));
        clearTimeout(this.still);
        this.still = setTimeout(() => audio.paused || this.wait(), 1000);
      }
      this.heard = audio.currentTime;
    }
    const { time, duration } = this, quarter = Math.floor(4 * time / duration), at = `${100 * time / duration}%`;
    slider.max = duration;
    slider.value = time;
    slider.style.setProperty("--at", at);
    this.past.textContent = clock(time);
    this.whole.textContent = clock(duration);
    slider.ariaValueText = `${clock(time)} / ${clock(duration)}`;
    if (Math.abs(time - this.kept) > 5) this.keep();
    if (quarter > this.quarter && !audio.paused) this.tell("progress");
    this.quarter = quarter;
    this.bar?.move();
  }

  keep(time = this.time) {
    this.kept = time;
    stored(this.key, time > 3 && time < this.duration - 3 ? time : 0);
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
}

// Makes players of the figures on the page, for a page that puts them there itself.
// The figure keeps its height, so that the text below it stays in place.
export const enhance = (root = document) => root.querySelectorAll(`${FIGURE}:has(audio):not(:has(narrate-player))`).forEach(figure => {
  const player = make("narrate-player");
  player.style.minHeight = `${figure.offsetHeight}px`;
  figure.append(player);
});

if (!customElements.get("narrate-player")) {
  customElements.define("narrate-player", NarratePlayer);
  enhance();
  document.adoptedStyleSheets.push(css(MARKS));
  // Sites add, remove and redraw figures at any time.
  new MutationObserver(() => enhance()).observe(document, { childList: true, subtree: true });
}
