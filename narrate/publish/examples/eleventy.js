// A plugin for Eleventy: plays what narrate made of a page.
//
//   const narrate = require("./narrate.js");            // this file; in a module: import
//   module.exports = config => config.addPlugin(narrate);
//
// Put narrate's files into audio/SLUG/ and write {% narrate "audio/SLUG" %} in a page. They are
// copied as they are; the second argument is their address, where it is another.

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = text => String(text).replace(/[&<>"']/g, character => ENTITIES[character]);

function figure(folder, base = `/${folder}`) {
  const about = JSON.parse(readFileSync(join(folder, "narrate.json"), "utf8"));
  if (about.retracted) return "";
  const address = file => escaped(`${base.replace(/\/+$/, "")}/${encodeURIComponent(file.name)}`);
  const { article, files } = about;
  const [language, label] = [escaped(article.language), escaped(about.disclosure)];
  const captions = files.captions
    ? `<track kind="captions" srclang="${language}" src="${address(files.captions)}">`
    : "";
  return `<figure class="narrate-player" lang="${language}" data-narrate="skip"`
    + ` data-seconds="${about.duration_ms / 1000}" data-label="${label}">`
    + `<figcaption>${escaped(article.title)}. ${label}</figcaption>`
    + `<audio controls preload="none" src="${address(files.audio)}">${captions}</audio></figure>`;
}

module.exports = (config, { folder = "audio" } = {}) => {
  config.addPassthroughCopy(folder);
  config.addShortcode("narrate", figure);
};
