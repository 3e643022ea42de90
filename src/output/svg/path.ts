import { splitArc } from '../../scene/arc.js';
import {
  type ArcSegment,
  type CurvedSubpath,
  isCurved,
  type Point,
  type Segment,
  type Subpath,
} from '../../scene/path.js';
import { formatNumber } from '../xml.js';

/** Returns a subpath as SVG path data. Arcs are split, so that rounding their ends does not move their centre. */
export function pathData(subpath: Subpath): string {
  if (isCurved(subpath)) return curvedPathData(subpath);
  let d = '';
  for (let i = 0; i < subpath.length; i += 2)
    d += `${i ? 'L' : 'M'}${formatNumber(subpath[i])} ${formatNumber(subpath[i + 1])}`;
  return d;
}

function curvedPathData({ start, segments }: CurvedSubpath): string {
  let d = `M${formatPoint(start)}`;
  let from = start;
  for (const segment of segments) {
    for (const part of segment.kind === 'arc' ? splitArc(from, segment) : [segment]) d += command(part);
    from = segment.to;
  }
  return d;
}

function command(segment: Segment): string {
  switch (segment.kind) {
    case 'line':
      return `L${formatPoint(segment.to)}`;
    case 'cubic':
      return `C${[segment.control1, segment.control2, segment.to].map(formatPoint).join(' ')}`;
    case 'arc':
      return arcCommand(segment);
  }
}

function arcCommand({ radiusX, radiusY, rotation, largeArc, clockwise, to }: ArcSegment): string {
  const ellipse = [radiusX, radiusY, rotation].map(formatNumber).join(' ');
  return `A${ellipse} ${largeArc ? 1 : 0} ${clockwise ? 1 : 0} ${formatPoint(to)}`;
}

function formatPoint([x, y]: Point): string {
  return `${formatNumber(x)} ${formatNumber(y)}`;
}
