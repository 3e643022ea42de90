import { arcToCubics } from '../../scene/arc.js';
import { isCurved, type Point, type Subpath } from '../../scene/path.js';
import type { PathItem } from '../../scene/scene.js';
import { colorOperator } from './color.js';
import { formatPdfNumber } from './objects.js';

/** Returns the operators that paint a path. */
export function pathOperators({ subpaths, closed, fill, stroke, strokeWidth }: PathItem): string {
  if (subpaths.length === 0 || (!fill && !stroke)) return '';
  const paint = fill ? (stroke ? 'B' : 'f') : 'S';
  return [
    fill ? colorOperator(fill, 'fill') : '',
    stroke ? `${colorOperator(stroke, 'stroke')}${formatPdfNumber(strokeWidth)} w\n` : '',
    ...subpaths.map((subpath) => `${subpathOperators(subpath)}${closed ? 'h\n' : ''}`),
    `${paint}\n`,
  ].join('');
}

function subpathOperators(subpath: Subpath): string {
  if (!isCurved(subpath)) {
    let operators = '';
    for (let i = 0; i < subpath.length; i += 2)
      operators += `${formatPoint([subpath[i], subpath[i + 1]])} ${i === 0 ? 'm' : 'l'}\n`;
    return operators;
  }
  let operators = `${formatPoint(subpath.start)} m\n`;
  let from = subpath.start;
  for (const segment of subpath.segments) {
    for (const part of segment.kind === 'arc' ? arcToCubics(from, segment) : [segment]) {
      operators +=
        part.kind === 'line'
          ? `${formatPoint(part.to)} l\n`
          : `${[part.control1, part.control2, part.to].map(formatPoint).join(' ')} c\n`;
    }
    from = segment.to;
  }
  return operators;
}

function formatPoint([x, y]: Point): string {
  return `${formatPdfNumber(x)} ${formatPdfNumber(y)}`;
}
