// A component for React 19, such as in a page of Next: plays what narrate made of a page.
//
// Put narrate's files into a folder of public/, say public/audio/harbor, and write in a page:
//
//   import { Narration } from "./narration.jsx";                     // this file
//   import about from "../public/audio/harbor/narrate.json";
//   <Narration about={about} base="/audio/harbor" site="https://example.org" />
//
// `site` is your address on the web, since search engines want a whole address of the audio; where it
// is missing, the article's own address counts.
//
// In Next let a server component do so: then narrate.json stays on the server.
//
// React gets the figure's content as one piece of HTML. So it leaves alone the player that
// narrate's script puts there, when it takes over the server's page and at each later change.

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = text => String(text).replace(/[&<>"]/g, character => ENTITIES[character]);
const isWhole = address => /^https?:\/\//.test(address) && URL.canParse(address);

export function Narration({ about, base, site }) {
  if (!about || about.retracted) return null;
  const { article, files, figure } = about;
  const address = file => `${base.replace(/\/+$/, "")}/${encodeURIComponent(file.name)}`;
  const data = Object.fromEntries(Object.entries(figure.data).map(([name, value]) => [`data-${name}`, value]));
  const host = [base, site, article.url].find(isWhole);
  if (site && !isWhole(site)) console.warn(`narrate: ${base}: site is "${site}", which is no whole address, and does not count. Begin it with https://.`);
  else if (!host) console.warn(`narrate: ${base}: the structured data have no whole address of the audio. Give site.`);
  const contentUrl = host ? new URL(address(files.audio), host).href : address(files.audio);
  const audio = { ...figure.structured.audio, contentUrl };
  const structured = JSON.stringify({ ...figure.structured, audio }).replace(/</g, "\\u003c");
  const [before, ai, after] = (figure.caption_parts ?? [figure.caption, "", ""]).map(escaped);
  const captions = files.captions
    ? `<track kind="captions" srclang="${escaped(article.language)}" src="${escaped(address(files.captions))}">`
    : "";
  const content = `<figcaption>${before}<strong>${ai}</strong>${after}</figcaption>`
    + `<div><svg width="270" height="38"></svg> <svg width="270" height="20"></svg></div>`
    + `<audio controls preload="none" src="${escaped(address(files.audio))}">${captions}`
    + `<a href="${escaped(address(files.audio))}">${escaped(figure.download)}</a></audio>`;
  return (
    <>
      <figure className="narrate-player" lang={article.language} data-narrate="skip" {...data}
        suppressHydrationWarning dangerouslySetInnerHTML={{ __html: content }} />
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: structured }} />
      <script type="module" async src={address(files.player)} />
    </>
  );
}
