/** Returns the style of a page whose figure has the colour `background`; `isRightToLeft` is the direction of the page. */
export function pageStyle(background: string, isRightToLeft: boolean): string {
  return `
:root { color-scheme: light dark; --paper: ${background}; --text: #1b1b1b; --muted: #595959; --page: #f4f4f4; --box: #ffffff; --line: #767676; --accent: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --text: #eeeeee; --muted: #b8b8b8; --page: #1c1c1c; --box: #2a2a2a; --line: #8f8f8f; --accent: #7db7f5; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 12px; background: var(--page); color: var(--text); font: 14px/1.4 Arimo, Arial, Helvetica, sans-serif; }
main { max-width: max-content; margin: 0 auto; }
.hidden { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
#view { position: relative; width: fit-content; max-width: 100%; overflow: hidden; background: var(--paper); border-radius: 4px; box-shadow: 0 0 0 1px color-mix(in srgb, var(--line) 40%, transparent); line-height: 0; touch-action: pan-x pan-y; }
#view > svg { display: block; max-width: 100%; height: auto; transform-origin: 0 0; }
#view image { image-rendering: pixelated; }
#view.zoomed { touch-action: none; cursor: grab; }
#view canvas { position: absolute; left: 0; top: 0; width: 100%; height: 100%; pointer-events: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
#tools { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center; margin: 0 0 8px; }
#tools > div { display: flex; flex-wrap: wrap; gap: 4px; align-items: center; }
button, input, select { font: inherit; color: var(--text); background: var(--box); border: 1px solid var(--line); border-radius: 4px; min-height: 32px; padding: 2px 8px; }
button { cursor: pointer; min-width: 32px; }
button:hover { border-color: var(--accent); }
input { width: 15em; }
input.number { width: 7em; }
select { max-width: 13em; }
#tip { position: fixed; z-index: 2; max-width: min(24em, calc(100vw - 16px)); padding: 6px 9px; background: var(--box); color: var(--text); border: 1px solid var(--line); border-radius: 4px; box-shadow: 0 2px 8px #0004; pointer-events: none; line-height: 1.35; overflow-wrap: anywhere; }
#tip b { font-size: 15px; }
#tip div { color: var(--muted); }
#state { min-height: 1.4em; margin: 6px 0 0; color: var(--muted); overflow-wrap: anywhere; }
#notes details { margin: 8px 0; max-width: 72em; }
summary { cursor: pointer; padding: 4px 0; min-height: 28px; width: fit-content; }
.scroll { overflow: auto; max-height: 70vh; margin: 0 0 12px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 4px 0; font-weight: bold; }
th, td { padding: 2px 8px; border: 1px solid color-mix(in srgb, var(--line) 50%, transparent); text-align: right; }
th { text-align: left; }
dt { font-weight: bold; }
dd { margin: 0 0 4px 16px; }
@media print { #tools, #tip, #state, #notes, #view canvas { display: none !important; } body { background: none; padding: 0; } }
${isRightToLeft ? RIGHT_TO_LEFT : ''}`;
}

/** Positions in the figure are from the left. The words of the page and names may run either way. */
const RIGHT_TO_LEFT = `#view { direction: ltr; }
p, caption, th, td, dt, dd, button, option, #tip * { unicode-bidi: plaintext; }
caption, th { text-align: right; }
dd { margin: 0 16px 4px 0; }
`;
