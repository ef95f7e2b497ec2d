// A plugin for Eleventy: plays what narrate made of a page.
//
//   const narrate = require("./narrate.js");            // this file; in a module: import
//   module.exports = config => config.addPlugin(narrate);
//
// Put narrate's files into audio/SLUG/ and write {% narrate "audio/SLUG" %} in a page. They are
// copied as they are; the second argument is their address, where it is another. The layout loads the
// player once: <script type="module" src="/audio/SLUG/narrate-player.js"></script>

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = text => String(text).replace(/[&<>"']/g, character => ENTITIES[character]);

function player(folder, base = `/${folder}`) {
  const about = JSON.parse(readFileSync(join(folder, "narrate.json"), "utf8"));
  if (about.retracted) return "";
  const address = file => escaped(`${base.replace(/\/+$/, "")}/${encodeURIComponent(file.name)}`);
  const { article, files, figure } = about;
  const data = Object.entries(figure.data).map(([name, value]) => ` data-${name}="${escaped(value)}"`).join("");
  const captions = files.captions
    ? `<track kind="captions" srclang="${escaped(article.language)}" src="${address(files.captions)}">`
    : "";
  figure.structured.audio.contentUrl = address(files.audio);
  const structured = JSON.stringify(figure.structured).replace(/</g, "\\u003c");
  return `<figure class="narrate-player" lang="${escaped(article.language)}" data-narrate="skip"${data}>`
    + `<figcaption>${escaped(figure.caption)}</figcaption>`
    + `<audio controls preload="none" src="${address(files.audio)}">${captions}`
    + `<a href="${address(files.audio)}">${escaped(figure.download)}</a></audio></figure>`
    + `<script type="application/ld+json">${structured}</script>`;
}

module.exports = (config, { folder = "audio" } = {}) => {
  config.addPassthroughCopy(folder);
  config.addShortcode("narrate", player);
};
