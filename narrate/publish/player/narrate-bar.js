// The player's second script, requested at the first play: the audio of a manifest, a bar that keeps Pause at hand while the
// player is out of view, a button beside each paragraph that plays from there, links to a moment,
// the controls of the system, and the next article.

const WORDS = { here: "Listen from here", close: "Close", copied: "The link is copied.", next: "Next article" };

const ICONS = {
  close: "M6 6l12 12M18 6 6 18",
};

const LOOK = `
[popover] { position: fixed; inset: auto 0 76px; width: fit-content; margin: auto; padding: 0 20px; overflow: visible;
  color: inherit; background: var(--paper); border: 1px solid; border-radius: 22px; z-index: 9999 }
[part~=beside] { inset: var(--top) auto auto var(--left); padding: 0; border-color: #0000 }
[part~=here] svg, [part~=toggle] svg { width: 32px; height: 32px; fill: currentColor; fill-rule: evenodd; stroke: none }
[part~=beside] span, [part~=here]:not([part~=beside]) svg { display: none }
[part=dock] { inset: auto 0 0; width: auto; max-width: 42rem; padding: 7px 8px max(4px, env(safe-area-inset-bottom)); gap: 4px;
  border: 0; border-radius: 12px 12px 0 0; box-shadow: 0 0 24px #0003, 0 0 0 1px color-mix(in srgb, currentColor 20%, #0000);
  background: linear-gradient(90deg, var(--narrate-accent, currentColor) var(--at, 0%), #0000 0) 0 0 / 100% 3px no-repeat, var(--paper) }
[part~=jump] { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: start }
[part=moment] { font-size: .875em; font-variant-numeric: tabular-nums; direction: ltr }`;

const BLOCKS = "p,li,dd,blockquote,h1,h2,h3,h4,h5,h6";
const BESIDE = 46; // pixels that the button beside a paragraph takes of the margin
const REDRAW_MS = 300;
const NEAR_END = 20; // seconds before the end at which the next article is requested

export default class Bar {
  constructor(player, icon) {
    const { data, audio, shadowRoot: shadow } = player, say = { ...WORDS, ...player.say }, title = data.title || document.title;
    const make = (tag, properties, ...children) => {
      const element = Object.assign(document.createElement(tag), properties);
      element.append(...children);
      return element;
    };
    const button = (part, name, onclick, ...content) =>
      make("button", { type: "button", part: `button ${part}`, ariaLabel: name, title: name, onclick }, ...content);
    Object.assign(this, {
      player, say, title,
      toggle: button("toggle", "", () => player.play.click()),
      moment: make("span", { part: "moment" }),
      here: button("here", say.here, () => {
        const { start } = this.offered;
        getSelection().empty();
        this.offer();
        player.start(start);
      }, icon("M12 0a12 12 0 1 0 .1 0zM9.4 7 17 12 9.4 17z"), make("span", {}, say.here)),
    });
    this.dock = make("div", { part: "dock", role: "group", ariaLabel: title }, this.toggle,
      button("jump", title, () => player.scrollIntoView({ block: "center" }), title), this.moment,
      button("close", say.close, () => this.show(this.closed = true), icon(ICONS.close)));
    for (const part of [this.dock, this.here]) Object.assign(part, { popover: "manual", hidden: true });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK);
    shadow.adoptedStyleSheets.push(sheet);
    shadow.append(...[this.here, this.dock].filter(part => !player.hides(part)));
    audio.addEventListener("playing", () => this.session());
    this.listen();
    if (data.article && !player.chosen) console.warn(`narrate: data-article="${data.article}" matches nothing. Name an element of the page.`);
    player.bar = this; // whose button has the name of the player's own
    player.playing();
    this.move();
    this.session();
  }

  listen() {
    const { signal } = this.player.listeners;
    const hear = (target, names, act) => names.split(" ").forEach(name => target.addEventListener(name, act, { signal }));
    hear(document, "selectionchange", () => {
      const selection = getSelection();
      if (!selection.isCollapsed) this.offer(this.cue(selection.getRangeAt(0)), null, true);
      else if (this.selected) this.offer();
    });
    hear(document, "pointerover click", event => this.point(event));
    hear(window, "scroll", () => this.here.part.contains("beside") && this.offer());
    // Sites redraw their text at any time: the sentences are found anew.
    const drawn = new MutationObserver(changes => {
      const { letters, root, figure } = this.player;
      if (this.redraw || !letters || !changes.some(({ target }) => root.contains(target) && !figure.contains(target))) return;
      this.redraw = setTimeout(() => {
        this.redraw = 0;
        this.player.align(this.player.cues);
      }, REDRAW_MS);
    });
    drawn.observe(document.body, { childList: true, characterData: true, subtree: true });
    signal.addEventListener("abort", () => drawn.disconnect());
    this.seen?.disconnect();
    this.seen = new IntersectionObserver(entries => this.show(this.away = !entries.at(-1).isIntersecting));
    this.seen.observe(this.player);
    signal.addEventListener("abort", () => this.show(this.away = false));
  }

  // Without a figure, the manifest names the audio and all that a figure has; attributes of the page go over it.
  async open() {
    const { player } = this, manifest = player.getAttribute("src"), answer = await fetch(manifest ?? "").catch(() => ({}));
    try {
      const { files, disclosure, chapters, figure } = await answer.json();
      Object.assign(player.data, { ...figure?.data, ...player.data });
      player.conceal();
      player.audio.src = new URL(files.audio.name, answer.url);
      player.label.textContent = disclosure;
      player.list(chapters.map(({ start_ms, title }) => [start_ms / 1000, title]));
      player.loads();
      player.compare();
      return player.checkVisibility();
    } catch {
      player.fail(answer.status);
      return false;
    }
  }

  // Shows the bar while the player plays out of view. It stays in a pause, until the reader closes it.
  show() {
    const { dock, player } = this, { paused } = player.audio;
    if (!paused && !this.plays) this.closed = false;
    this.plays = !paused;
    const visible = !!this.away && !this.closed && (!dock.hidden || !paused);
    if (dock.hidden !== visible) return;
    if (!visible && dock.matches(":focus-within")) player.play.focus({ preventScroll: true });
    dock.hidden = !visible;
    if (visible) this.float(dock);
  }

  move() {
    const { player, dock, moment } = this, { time, duration, audio, data, slider } = player;
    moment.textContent = slider.ariaValueText;
    dock.style.setProperty("--at", `${100 * time / duration}%`);
    if (!dock.hidden) this.float(dock); // a reader may turn the page dark at any time
    if (!data.next || audio.paused || duration - time > NEAR_END || this.requested) return;
    this.requested = fetch(data.next, { priority: "low" }).catch(() => 0);
  }

  end() {
    const { player, say } = this, { next, nextTitle = next } = player.data;
    if (!next) return;
    const link = Object.assign(document.createElement("a"), { part: "next", href: next, textContent: nextTitle });
    player.notice(`${say.next}: `, link);
  }

  // Shows a part over the page, on the page's own background.
  float(part) {
    let paper, parent = this.player;
    do paper = getComputedStyle(parent).backgroundColor;
    while (/, 0\)$|transparent/.test(paper) && (parent = parent.parentElement));
    part.style.setProperty("--paper", parent ? paper : "Canvas");
    if (part.isConnected && !part.matches(":popover-open")) part.showPopover();
  }

  // The sentence in which a range of the article begins.
  cue(range) {
    const { letters, cues, root } = this.player, { nodes, offsets } = letters ?? {};
    if (!nodes || !root.contains(range.startContainer)) return;
    let { node, start: at } = nodes.find(({ node }) => range.comparePoint(node, node.length) >= 0) ?? {};
    while (node === range.startContainer && offsets[at] < range.startOffset) at++;
    return cues.find(({ to }) => at < to);
  }

  // A paragraph under the mouse gets its button in the margin; after a tap the button stands below, until a tap elsewhere.
  point({ type, target, pointerType }) {
    const block = target.closest?.(BLOCKS), touch = pointerType === "touch", range = new Range();
    if (touch !== (type === "click") || !getSelection().isCollapsed) return;
    if (!block || target.closest("a,button")) return touch && this.offer();
    range.selectNodeContents(block);
    const cue = this.cue(range), inside = cue && block.contains(this.player.letters.node(cue.from));
    const box = block.getBoundingClientRect();
    if (inside && (touch || box.left >= BESIDE)) this.offer(cue, !touch && box);
  }

  // A tap ends the selection of some browsers a moment later: only an offer for a selection ends with it.
  offer(cue, box, selected) {
    const { here } = this;
    Object.assign(this, { offered: cue, selected });
    here.hidden = !cue;
    if (!cue) return;
    here.part.toggle("beside", !!box);
    here.style.setProperty("--left", `${box?.left - BESIDE}px`);
    here.style.setProperty("--top", `${box?.top - 8}px`);
    this.float(here);
  }

  async share() {
    const { player, title, say } = this, url = `${player.link}#t=${Math.floor(player.time)}`;
    player.tell("share");
    try {
      if (navigator.share) return await navigator.share({ title, url });
      await navigator.clipboard.writeText(url);
      player.notice(say.copied);
    } catch { /* the reader closed the browser's own dialog */ }
  }

  // The controls of the system, of headphones and of cars.
  session() {
    const { player, title } = this, { by = "", image, next } = player.data, { mediaSession } = navigator;
    if (player.audio.paused || !mediaSession) return;
    const acts = {
      play: () => player.start(), pause: () => player.stop(), seekto: ({ seekTime }) => player.seek(seekTime),
      seekbackward: () => player.seek(player.time - 15), seekforward: () => player.seek(player.time + 15),
      nexttrack: next ? () => location.assign(next) : null,
    };
    mediaSession.metadata = new MediaMetadata({ title, artist: by, album: player.label.textContent, artwork: image ? [{ src: image }] : [] });
    for (const [name, act] of Object.entries(acts)) {
      try { mediaSession.setActionHandler(name, act); } catch { /* this browser has no such control */ }
    }
  }
}
