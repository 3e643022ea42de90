// Draws figures with Vega-Lite, and PNG files with resvg: node with_vega.mjs SPEC OUT, or FOLDER OUT-PATTERN for all specs
// in a folder.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const installed = new URL('../.peers/node_modules/', import.meta.url);
const vega = await import(new URL('vega/build/vega.module.js', installed));
const vegaLite = await import(new URL('vega-lite/build/index.js', installed));

const [source, out] = process.argv.slice(2);
if (statSync(source).isDirectory()) {
  const names = readdirSync(source).filter((name) => name.endsWith('.json'));
  for (const [index, name] of names.entries())
    await draw(join(source, name), out.replace('%03d', String(index).padStart(3, '0')));
} else await draw(source, out);

async function draw(path, target) {
  const spec = JSON.parse(readFileSync(path, 'utf8'));
  const compiled = vegaLite.compile(createChart(spec, readCells(join(dirname(path), spec.data)))).spec;
  const svg = await new vega.View(vega.parse(compiled), { renderer: 'none' }).toSVG();
  if (target.endsWith('.svg')) return writeFileSync(target, svg);
  const resvg = await import(new URL('@resvg/resvg-js/index.js', installed));
  writeFileSync(target, new resvg.default.Resvg(svg, { background: 'white' }).render().asPng());
}

function createChart(spec, values) {
  const fill = { field: 'v', type: 'quantitative', scale: { scheme: 'viridis', domain: [0, 1] } };
  const encoding = {
    x: { field: 'x', type: 'ordinal', sort: null, title: spec.x.title },
    y: { field: 'y', type: 'ordinal', sort: null, title: spec.y.title },
  };
  const cells = { mark: 'rect', encoding: { fill: { ...fill, title: spec.colorbar.title } } };
  const valueTexts = {
    mark: { type: 'text', fontSize: 8 },
    encoding: { text: { field: 'v', format: spec.cells?.values } },
  };
  return {
    title: spec.title,
    width: spec.size.width,
    height: spec.size.height,
    autosize: { type: 'fit', contains: 'padding' },
    data: { values },
    encoding,
    config: { axis: { labelLimit: 0 } },
    layer: spec.cells ? [cells, valueTexts] : [cells],
  };
}

/** Reads a table of numbers, with or without labels, as the long-form table of Vega-Lite. */
function readCells(path) {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const fields = lines.map((line) => line.split(','));
  if (!Number.isNaN(Number(fields[0].at(-1))))
    return fields.flatMap((row, y) => row.map((v, x) => ({ x, y, v: Number(v) })));
  const [[, ...columns], ...rows] = fields;
  return rows.flatMap(([y, ...row]) => row.map((v, index) => ({ x: columns[index], y, v: Number(v) })));
}
