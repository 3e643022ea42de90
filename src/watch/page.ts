/** The web page of `heatmap watch --serve`. Text from figures is inserted as text, never as HTML. */

export const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>heatmap watch</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
<script src="/page.js" defer></script>
</head>
<body>
<header>
<h1>heatmap watch</h1>
<p id="state" role="status">connecting</p>
</header>
<main></main>
<noscript>This page needs JavaScript to show changes.</noscript>
</body>
</html>
`;

/** The script of the page. It replaces an image only after the new one has loaded, so that the layout does not jump. */
export const PAGE_SCRIPT = `'use strict';
const main = document.querySelector('main');
const state = document.getElementById('state');
const figures = new Map();

function createElement(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function createArticle(figure) {
  const article = createElement('article');
  article.id = 'figure-' + figure.id;
  const heading = createElement('h2');
  const links = createElement('p', 'links');
  const messages = createElement('div', 'messages');
  const image = createElement('div', 'image');
  article.append(heading, links, messages, image);
  return { article, heading, links, messages, image };
}

function show(figure) {
  const known = figures.get(figure.id);
  const entry = known || createArticle(figure);
  entry.figure = figure;
  figures.set(figure.id, entry);
  entry.article.classList.toggle('has-errors', figure.hasErrors);
  entry.heading.textContent = figure.title || figure.name;
  entry.links.replaceChildren(createElement('code', '', figure.name));
  for (const file of figure.files) {
    const link = createElement('a', '', file.format.toUpperCase());
    link.href = file.href;
    entry.links.append(link);
  }
  entry.messages.replaceChildren(...figure.messages.map(({ severity, text }) => createElement('pre', severity, text)));
  loadImage(entry);
  if (!known) insertByName(entry);
}

function loadImage(entry) {
  const { image: href, description } = entry.figure;
  if (!href || entry.requestedHref === href) return;
  entry.requestedHref = href;
  const image = new Image();
  image.alt = description;
  image.onload = () => {
    if (entry.requestedHref === href) entry.image.replaceChildren(image);
  };
  image.src = href;
}

function insertByName(entry) {
  const following = [...figures.values()].filter(({ figure }) => figure.name > entry.figure.name);
  following.sort((a, b) => (a.figure.name < b.figure.name ? -1 : 1));
  main.insertBefore(entry.article, following.length ? following[0].article : null);
}

function remove(id) {
  const entry = figures.get(id);
  if (entry) entry.article.remove();
  figures.delete(id);
}

function updateStatus() {
  const all = [...figures.values()];
  const failures = all.filter(({ figure }) => figure.hasErrors).length;
  const count = all.length === 1 ? '1 figure' : all.length + ' figures';
  const text = failures ? count + ', ' + failures + ' with errors' : count;
  document.title = (failures ? '\\u26a0 ' : '') + text;
  state.textContent = text;
  state.className = '';
}

function connect() {
  const events = new EventSource('/events');
  const on = (name, handle) =>
    events.addEventListener(name, ({ data }) => {
      handle(JSON.parse(data));
      updateStatus();
    });
  on('all', (all) => {
    // A restarted server may have assigned the ids to other figures.
    for (const [id, { figure }] of figures) {
      if (!all.some((other) => other.id === id && other.name === figure.name)) remove(id);
    }
    all.forEach(show);
  });
  on('figure', show);
  on('removed', remove);
  events.onerror = () => {
    state.textContent = 'disconnected; waiting for heatmap watch';
    state.className = 'disconnected';
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  };
}

connect();
`;

export const PAGE_STYLE = `:root {
  color-scheme: light dark;
  --text: #1c1e21; --muted: #5f6670; --border: #dcdfe4; --background: #f6f7f8; --surface: #fff; --link: #0b57d0;
  --warning: #8a5300; --error: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e4e6ea; --muted: #9aa2ad; --border: #34383f; --background: #16181b; --surface: #1f2226; --link: #8ab4f8;
    --warning: #f2b04a; --error: #f2867e;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--background); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header {
  position: sticky; top: 0; z-index: 1; display: flex; gap: 1rem; align-items: baseline; padding: 0.6rem 1.5rem;
  background: var(--surface); border-bottom: 1px solid var(--border);
}
h1, h2, p, pre { margin: 0; }
h1 { font-size: 1rem; }
h2 { font-size: 1.1rem; line-height: 1.3; }
a { color: var(--link); }
code { font: 0.85em/1.5 ui-monospace, monospace; }
#state { color: var(--muted); font-size: 0.9rem; }
#state.disconnected { color: var(--error); }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem; }
article { margin-bottom: 1.5rem; padding: 1rem 1.25rem 1.25rem; background: var(--surface); border: 1px solid var(--border); border-radius: 0.5rem; }
article.has-errors { border-color: var(--error); }
.links { display: flex; gap: 0.75rem; color: var(--muted); font-size: 0.9rem; }
.messages pre {
  margin-top: 0.5rem; padding: 0.5rem 0.75rem; overflow-x: auto; white-space: pre; overflow-wrap: normal;
  background: var(--background); border-left: 3px solid; font: 0.85rem/1.45 ui-monospace, monospace;
}
.messages .warning { border-color: var(--warning); }
.messages .error { border-color: var(--error); }
.image { margin-top: 0.75rem; overflow-x: auto; }
.image img { display: block; max-width: 100%; height: auto; margin: 0 auto; background: #fff; }
.has-errors .image { opacity: 0.45; }
`;
