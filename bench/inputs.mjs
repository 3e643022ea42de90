// Makes the inputs of the cases that do not exist yet.
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BATCH_SIZE, FIGURES, valuesOf } from './figures.mjs';
import { INPUTS } from './paths.mjs';

/** Writes a spec and a data file for each figure of the cases. Tables are written row by row. */
export function makeInputs(cases, log) {
  mkdirSync(join(INPUTS, 'batch'), { recursive: true });
  for (const name of new Set(cases.flatMap(({ figures }) => figures))) {
    if (name === 'batch') makeBatch();
    else makeFigure(name, FIGURES[name], log);
  }
}

function makeFigure(name, figure, log) {
  const data = dataFile(name, figure);
  write(`${name}.json`, spec(figure, data));
  if (existsSync(join(INPUTS, data))) return;
  log(`making ${data}`);
  const values = valuesOf(figure);
  if (figure.panels) write(data, stack(figure, values));
  else writeInChunks(data, generatorOf(figure)(figure, values));
}

function generatorOf({ type, json: isJson, records: isRecords }) {
  if (type) return npy;
  if (isJson) return json;
  return isRecords ? records : csv;
}

function makeBatch() {
  const values = valuesOf(FIGURES.small);
  for (let index = 0; index < BATCH_SIZE; index++) {
    const name = batchName(index);
    write(`batch/${name}.json`, spec(FIGURES.small, `${name}.csv`));
    writeInChunks(
      `batch/${name}.csv`,
      csv(FIGURES.small, (_, row, column) => values(index, row, column)),
    );
  }
}

export const batchName = (index) => String(index).padStart(3, '0');

export const dataFile = (name, figure) =>
  `${name}.${figure.panels || figure.json ? 'data.json' : figure.type ? 'npy' : 'csv'}`;

function spec(figure, data) {
  const [width, height] = figure.page;
  const value = {
    title: figure.title,
    data: figure.records ? { file: data, x: figure.x, y: figure.y, value: 'mean(Value)' } : data,
    x: { title: figure.x, order: orderOf(figure, 'x') },
    y: { title: figure.y, order: orderOf(figure, 'y') },
    color: { map: 'viridis', domain: [0, 1] },
    colorbar: { title: 'Value' },
    cells: figure.values && { values: figure.values },
    layout: figure.panels && { columns: figure.panelColumns, titles: { from: 0, prefix: 'Layer ' } },
    size: { width, height, dpi: 96 },
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

const orderOf = ({ clustered = [] }, axis) => (clustered.includes(axis) ? 'cluster' : undefined);

function stack(figure, values) {
  const panelRows = (panel) =>
    figure.rowLabels.map((_, row) =>
      figure.columnLabels.map((_, column) => Number(values(panel, row, column).toFixed(figure.decimals))),
    );
  return JSON.stringify({
    rows: figure.rowLabels,
    columns: figure.columnLabels,
    values: Array.from({ length: figure.panels }, (_, panel) => panelRows(panel)),
  });
}

function* csv(figure, values) {
  if (figure.columnLabels) yield `${[figure.y, ...figure.columnLabels].join(',')}\n`;
  for (let row = 0; row < figure.rows; row++) {
    const fields = figure.rowLabels ? [figure.rowLabels[row]] : [];
    for (let column = 0; column < figure.columns; column++)
      fields.push(values(0, row, column).toFixed(figure.decimals));
    yield `${fields.join(',')}\n`;
  }
}

/** Yields one record of each cell, then the second one of each, and so on, as a log has them. */
function* records(figure, values) {
  yield `${[figure.y, figure.x, 'Value'].join(',')}\n`;
  for (let record = 0; record < figure.records; record++) {
    for (let row = 0; row < figure.rows; row++) {
      const channel = `channel_${String(row).padStart(2, '0')}`;
      const lines = Array.from(
        { length: figure.columns },
        (_, column) => `${channel},${column},${values(0, row, column).toFixed(figure.decimals)}\n`,
      );
      yield lines.join('');
    }
  }
}

function* json(figure, values) {
  yield '[';
  let separator = '';
  for (const line of csv(figure, values)) {
    yield `${separator}[${line.trim()}]`;
    separator = ',\n';
  }
  yield ']';
}

/** The length of the header of the NPY files in bytes. */
export const NPY_HEADER = 128;

function* npy({ rows, columns, type }, values) {
  const header = `{'descr': '<${type}', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  yield Buffer.concat([
    Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, NPY_HEADER - 10, 0]),
    Buffer.from(`${header.padEnd(NPY_HEADER - 11)}\n`),
  ]);
  const rowValues = type === 'f4' ? new Float32Array(columns) : new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) rowValues[column] = values(0, row, column);
    yield Buffer.from(rowValues.buffer);
  }
}

const write = (path, text) => writeFileSync(join(INPUTS, path), text);

/** Writes a file under a temporary name first, so that an incomplete file is never used. */
function writeInChunks(path, chunks) {
  const temporary = join(INPUTS, `${path}.part`);
  const file = openSync(temporary, 'w');
  for (const chunk of chunks) writeSync(file, chunk);
  closeSync(file);
  renameSync(temporary, join(INPUTS, path));
}
