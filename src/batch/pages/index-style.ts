/** The style sheet of the index page. */
export const INDEX_STYLE = `
:root {
  color-scheme: light dark;
  --text: #1c1e21; --faint: #5f6670; --line: #dcdfe4; --page: #fff; --code: #f3f4f6; --link: #0b57d0;
  --warning: #8a5300; --error: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e4e6ea; --faint: #9aa2ad; --line: #34383f; --page: #16181b; --code: #23262b; --link: #8ab4f8;
    --warning: #f2b04a; --error: #f2867e;
  }
}
* { box-sizing: border-box; }
body {
  max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem;
  background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1, h2, h3, p, ul { margin: 0; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2, h3 { font-size: 1.15rem; line-height: 1.3; }
a { color: var(--link); }
a:not(:hover) { text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); }
ul { padding: 0; list-style: none; }
code { font: 0.85em/1.5 ui-monospace, monospace; }
.count, .name, .made-from { color: var(--faint); }
nav { margin-top: 1.25rem; padding: 0.75rem 1rem; background: var(--code); border-radius: 0.5rem; }
nav ul { columns: 14rem; column-gap: 2rem; font-size: 0.9rem; }
nav li { break-inside: avoid; }
.failed { margin-top: 2rem; padding: 1rem 1.25rem; border: 1px solid var(--error); border-radius: 0.5rem; }
.failed h2, .error { color: var(--error); }
.failed article { margin-top: 0.75rem; }
.failed h3 { font-size: 1rem; }
.figure {
  display: grid; grid-template-columns: 20rem minmax(0, 1fr); gap: 1rem 2rem; align-items: start;
  margin-top: 2rem; padding-top: 2rem; border-top: 1px solid var(--line); break-inside: avoid;
}
.figure > :last-child > * + * { margin-top: 0.5rem; }
.picture { display: block; padding: 0.5rem; background: #fff; border: 1px solid var(--line); border-radius: 0.5rem; }
.picture img { display: block; width: auto; max-width: 100%; height: auto; max-height: 20rem; margin: 0 auto; }
.name { font-size: 0.9rem; }
.name a, .name code { margin-right: 0.75rem; }
.warning { color: var(--warning); }
.made-from { font-size: 0.85rem; }
.made-from code + code { margin-left: 0.5rem; opacity: 0.75; }
@media (max-width: 44rem) { .figure { grid-template-columns: minmax(0, 1fr); } }
@media print {
  :root {
    color-scheme: light;
    --text: #000; --faint: #444; --line: #bbb; --page: #fff; --code: #fff; --link: #000; --warning: #000; --error: #000;
  }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  .figure { grid-template-columns: 7cm minmax(0, 1fr); }
}
`;
