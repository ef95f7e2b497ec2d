// A plugin for Eleventy 3: plays what narrate made of a page. In eleventy.config.mjs:
//
//   import narrate from "./narrate.mjs";                // this file
//   export default config => config.addPlugin(narrate);
//
// Put narrate's files into audio/SLUG/ and write {% narrate "audio/SLUG" %} in a page. They are
// copied as they are, and their HTML is no page of the site. The pathPrefix comes before their
// addresses; the second argument is the folder's address, where it lies on another host. Search engines
// want a whole address of the audio: where the articles' own addresses are unknown to narrate, write
// config.addPlugin(narrate, { site: "https://example.org" }).

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = text => String(text).replace(/[&<>"']/g, character => ENTITIES[character]);
const isWhole = address => /^https?:\/\//.test(address) && URL.canParse(address);

function player(folder, base, page, site) {
  const path = join(folder, "narrate.json");
  if (!existsSync(path)) {
    console.warn(`narrate: ${page}: there is no ${path}, so the page has no narration. Narrate it, or correct the folder.`);
    return "";
  }
  const about = JSON.parse(readFileSync(path, "utf8"));
  if (about.retracted) return "";
  const address = file => escaped(`${base.replace(/\/+$/, "")}/${encodeURIComponent(file.name)}`);
  const { article, files, figure } = about;
  const data = Object.entries(figure.data).map(([name, value]) => ` data-${name}="${escaped(value)}"`).join("");
  const [before, ai, after] = (figure.caption_parts ?? [figure.caption, "", ""]).map(escaped);
  const captions = files.captions
    ? `<track kind="captions" srclang="${escaped(article.language)}" src="${address(files.captions)}">`
    : "";
  // On the site's or the article's host, unless the folder's address names another.
  const audio = `${base.replace(/\/+$/, "")}/${encodeURIComponent(files.audio.name)}`;
  const host = [base, site, article.url].find(isWhole);
  if (site && !isWhole(site)) console.warn(`narrate: ${page}: site is "${site}", which is no whole address, and does not count. Begin it with https://.`);
  else if (!host) console.warn(`narrate: ${page}: the structured data have no whole address of the audio. Give the plugin your site.`);
  figure.structured.audio.contentUrl = host ? new URL(audio, host).href : audio;
  const structured = JSON.stringify(figure.structured).replace(/</g, "\\u003c");
  return `<figure class="narrate-player" lang="${escaped(article.language)}" data-narrate="skip"${data}>`
    + `<figcaption>${before}<strong>${ai}</strong>${after}</figcaption>`
    + `<div><svg width="270" height="38"></svg> <svg width="270" height="20"></svg></div>`
    + `<audio controls preload="none" src="${address(files.audio)}">${captions}`
    + `<a href="${address(files.audio)}">${escaped(figure.download)}</a></audio></figure>`
    + `<script type="application/ld+json">${structured}</script>`
    + `<script type="module" src="${address(files.player)}"></script>`;
}

export default function narrate(config, { folder = "audio", site } = {}) {
  const url = config.getFilter("url");
  config.addPassthroughCopy(folder);
  config.ignores.add(`${folder}/**`);
  config.addShortcode("narrate", function (place, base) {
    return player(place, base ?? url(`/${place}`), this.page?.inputPath, site);
  });
}
