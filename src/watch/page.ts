/** The page that shows figures while they are watched. All text that comes from figures is set as text, never as HTML. */

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
<noscript>This page needs JavaScript to hear of changes.</noscript>
</body>
</html>
`;

/** A figure's picture is changed once the new one has come, so that nothing jumps. */
export const PAGE_SCRIPT = `'use strict';
const main = document.querySelector('main');
const state = document.getElementById('state');
const figures = new Map();

function made(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function articleOf(figure) {
  const article = made('article');
  article.id = 'figure-' + figure.id;
  const heading = made('h2');
  const links = made('p', 'links');
  const said = made('div', 'said');
  const picture = made('div', 'picture');
  article.append(heading, links, said, picture);
  return { article, heading, links, said, picture };
}

function show(figure) {
  const known = figures.get(figure.id);
  const entry = known || articleOf(figure);
  entry.figure = figure;
  figures.set(figure.id, entry);
  entry.article.classList.toggle('broken', figure.isBroken);
  entry.heading.textContent = figure.title === 'Heatmap' ? figure.name : figure.title || figure.name;
  entry.links.replaceChildren(made('code', '', figure.name));
  for (const file of figure.files) {
    const link = made('a', '', file.format.toUpperCase());
    link.href = file.href;
    entry.links.append(link);
  }
  entry.said.replaceChildren(...figure.said.map(({ severity, text }) => made('pre', severity, text)));
  showPicture(entry);
  if (!known) place(entry);
}

function showPicture(entry) {
  const { files, description } = entry.figure;
  const file = files.find(({ format }) => format === 'svg') || files[0];
  if (!file || entry.wanted === file.href) return;
  entry.wanted = file.href;
  const image = new Image();
  image.alt = description;
  image.onload = () => {
    if (entry.wanted === file.href) entry.picture.replaceChildren(image);
  };
  image.src = file.href;
}

function place(entry) {
  const next = [...figures.values()].filter(({ figure }) => figure.name > entry.figure.name);
  next.sort((a, b) => (a.figure.name < b.figure.name ? -1 : 1));
  main.insertBefore(entry.article, next.length ? next[0].article : null);
}

function remove(id) {
  const entry = figures.get(id);
  if (entry) entry.article.remove();
  figures.delete(id);
}

function count() {
  const all = [...figures.values()];
  const broken = all.filter(({ figure }) => figure.isBroken).length;
  const what = all.length === 1 ? '1 figure' : all.length + ' figures';
  const text = broken ? what + ', ' + broken + ' with a fault' : what;
  document.title = (broken ? '\\u26a0 ' : '') + text;
  state.textContent = text;
  state.className = '';
}

function connect() {
  const events = new EventSource('/events');
  const on = (name, act) =>
    events.addEventListener(name, ({ data }) => {
      act(JSON.parse(data));
      count();
    });
  on('all', (all) => {
    // Another process may have given its numbers to other figures.
    for (const [id, { figure }] of figures) {
      if (!all.some((other) => other.id === id && other.name === figure.name)) remove(id);
    }
    all.forEach(show);
  });
  on('figure', show);
  on('gone', remove);
  events.onerror = () => {
    state.textContent = 'not connected; waiting for heatmap watch';
    state.className = 'lost';
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  };
}

connect();
`;

export const PAGE_STYLE = `:root {
  color-scheme: light dark;
  --text: #1c1e21; --faint: #5f6670; --line: #dcdfe4; --page: #f6f7f8; --card: #fff; --link: #0b57d0;
  --warning: #8a5300; --error: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e4e6ea; --faint: #9aa2ad; --line: #34383f; --page: #16181b; --card: #1f2226; --link: #8ab4f8;
    --warning: #f2b04a; --error: #f2867e;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header {
  position: sticky; top: 0; z-index: 1; display: flex; gap: 1rem; align-items: baseline; padding: 0.6rem 1.5rem;
  background: var(--card); border-bottom: 1px solid var(--line);
}
h1, h2, p, pre { margin: 0; }
h1 { font-size: 1rem; }
h2 { font-size: 1.1rem; line-height: 1.3; }
a { color: var(--link); }
code { font: 0.85em/1.5 ui-monospace, monospace; }
#state { color: var(--faint); font-size: 0.9rem; }
#state.lost { color: var(--error); }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem; }
article { margin-bottom: 1.5rem; padding: 1rem 1.25rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; }
article.broken { border-color: var(--error); }
.links { display: flex; gap: 0.75rem; color: var(--faint); font-size: 0.9rem; }
.said pre {
  margin-top: 0.5rem; padding: 0.5rem 0.75rem; overflow-x: auto; white-space: pre; overflow-wrap: normal;
  background: var(--page); border-left: 3px solid; font: 0.85rem/1.45 ui-monospace, monospace;
}
.said .warning { border-color: var(--warning); }
.said .error { border-color: var(--error); }
.picture { margin-top: 0.75rem; overflow-x: auto; }
.picture img { display: block; max-width: 100%; height: auto; margin: 0 auto; background: #fff; }
.broken .picture { opacity: 0.45; }
`;
