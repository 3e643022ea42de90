// Creates the gnuplot script of a figure, as a user would write it. gnuplot runs it in the folder of the inputs.
import { BATCH_SIZE, FIGURES, valuesOf } from '../figures.mjs';
import { dataFile, NPY_HEADER } from '../inputs.mjs';

const VIRIDIS =
  "'#440154', '#48186a', '#472d7b', '#424086', '#3b528b', '#33638d', '#2c728e', '#26828e', '#21918c', " +
  "'#1fa088', '#28ae80', '#3fbc73', '#5ec962', '#84d44b', '#addc30', '#d8e219', '#fde725'";

export function gnuplotScript(name, format, out) {
  const figure = FIGURES[name] ?? FIGURES.small;
  return [
    `set terminal ${format === 'png' ? 'pngcairo' : 'svg'} size ${figure.page.join(',')} font 'Sans,10' noenhanced`,
    `set datafile separator ','`,
    `set palette defined (${VIRIDIS.split(', ').map((color, index) => `${index} ${color}`)})`,
    `set cbrange [0:1]`,
    `set cblabel 'Value'`,
    `set xlabel '${figure.x}'`,
    `set ylabel '${figure.y}'`,
    `set autoscale xfix`,
    `set autoscale yfix`,
    `set yrange [*:*] reverse`,
    ...(figure.columnLabels && !figure.panels ? [`set xtics rotate`] : []),
    ...(figure.values ? [`set xtics 1`, `set ytics 1`] : []),
    ...body(name, figure, out),
  ].join('\n');
}

function body(name, figure, out) {
  if (name === 'batch') return batch(figure, out);
  const output = `set output '${out}'`;
  return figure.panels
    ? [output, ...stack(figure)]
    : [output, `set title '${figure.title}'`, plot(name, figure)];
}

function batch(figure, out) {
  return [
    `set title '${figure.title}'`,
    `do for [i=0:${BATCH_SIZE - 1}] {`,
    `set output sprintf('${out}', i)`,
    `plot sprintf('batch/%03d.csv', i) matrix rowheaders columnheaders with image notitle`,
    `}`,
  ];
}

function plot(name, figure) {
  const file = `'${dataFile(name, figure)}'`;
  if (figure.type) {
    const { rows, columns, type } = figure;
    const format = type === 'f4' ? '%float32' : '%float64';
    return `plot ${file} binary array=(${columns},${rows}) skip=${NPY_HEADER} format='${format}' with image notitle`;
  }
  const values = figure.values
    ? `, '' matrix using 1:2:(sprintf('%${figure.values}', $3)) with labels font ',6' notitle`
    : '';
  const headers = figure.columnLabels ? 'rowheaders columnheaders' : '';
  return `plot ${file} matrix ${headers} with image notitle${values}`;
}

function stack(figure) {
  const values = valuesOf(figure);
  const rows = figure.panels / figure.panelColumns;
  const lines = [
    `set multiplot title '${figure.title}' layout ${rows},${figure.panelColumns} margins 0.1,0.87,0.09,0.88 spacing 0.11,0.13`,
    `unset colorbox`,
  ];
  for (let panel = 0; panel < figure.panels; panel++) {
    if (panel === figure.panels - 1) lines.push(`set colorbox user origin 0.9,0.09 size 0.02,0.79`);
    lines.push(`$panel${panel} << END`, ['', ...figure.columnLabels].join(','));
    figure.rowLabels.forEach((label, row) => {
      const cells = figure.columnLabels.map((_, column) =>
        values(panel, row, column).toFixed(figure.decimals),
      );
      lines.push([label, ...cells].join(','));
    });
    lines.push(
      'END',
      `set title 'Layer ${panel}'`,
      `plot $panel${panel} matrix rowheaders columnheaders with image notitle`,
    );
  }
  return [...lines, 'unset multiplot'];
}
