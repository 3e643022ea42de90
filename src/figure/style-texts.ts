/** The texts of a figure in their styles: with the markup of the spec, and italic labels. */
import type { Scale } from '../color/scale.js';
import type { Report } from '../diagnostics.js';
import type { Spec } from '../spec/spec.js';
import { parseMarkup } from '../typography/markup.js';
import { italicText, plainText } from '../typography/styled-text.js';
import type { Annotation } from './annotation.js';
import type { Axis, Figure, Heading, Panel } from './figure.js';
import type { MarkGuide } from './marks.js';

/** Returns a function that reports diagnostics without the styles of the texts that they name. */
export function plainReport(report: Report): Report {
  return (diagnostic) => report({ ...diagnostic, message: plainText(diagnostic.message) });
}

type MapText = (text: string) => string;

/** Returns a figure with styled texts (`styled-text.ts`), which layout places. */
export function styleTexts(figure: Figure, { markup = false }: Pick<Spec, 'markup'>): Figure {
  const parse = markup ? parseMarkup : plainText;
  return mapTexts(figure, parse, ({ hasItalicLabels }) =>
    hasItalicLabels ? (label) => italicText(parse(label)) : parse,
  );
}

/** Returns a figure without the styles of its texts, and without markup in the labels of its data. */
export function plainTexts(figure: Figure, { markup = false }: Pick<Spec, 'markup'>): Figure {
  const plain = mapTexts(figure, plainText, () => plainText);
  if (!markup) return plain;
  const labels = (list: readonly string[] | null) =>
    list?.map((label) => plainText(parseMarkup(label))) ?? null;
  return {
    ...plain,
    panels: plain.panels.map((panel) => ({
      ...panel,
      matrix: {
        ...panel.matrix,
        rowLabels: labels(panel.matrix.rowLabels),
        columnLabels: labels(panel.matrix.columnLabels),
      },
    })),
  };
}

/** Maps all texts around the cells. `labelsOf` returns the function for the labels of an axis. */
function mapTexts(figure: Figure, text: MapText, labelsOf: (axis: Axis) => MapText): Figure {
  const orNull = (value: string | null) => value && text(value);
  const heading = (value: Heading | null) => value && { ...value, text: text(value.text) };
  const axis = (value: Axis): Axis => {
    const label = labelsOf(value);
    return {
      ...value,
      title: orNull(value.title),
      labels: value.labels?.map(label) ?? null,
      labels2: value.labels2 && { ...value.labels2, labels: value.labels2.labels.map(label) },
      brackets: value.brackets.map((bracket) => ({ ...bracket, title: text(bracket.title) })),
      annotations: value.annotations.map((annotation) => mapAnnotation(annotation, text, label)),
      tree: value.tree && {
        ...value.tree,
        axis: value.tree.axis && { title: orNull(value.tree.axis.title) },
      },
    };
  };
  const panel = (value: Panel): Panel => ({
    ...value,
    title: orNull(value.title),
    highlights: value.highlights.map((highlight) => ({ ...highlight, title: orNull(highlight.title) })),
    x: axis(value.x),
    y: axis(value.y),
  });
  const { columns, rows } = figure.grid.titles;
  return {
    ...figure,
    title: heading(figure.title),
    subtitle: heading(figure.subtitle),
    caption: heading(figure.caption),
    xTitle: orNull(figure.xTitle),
    yTitle: orNull(figure.yTitle),
    panels: figure.panels.map(panel),
    grid: { ...figure.grid, titles: { columns: columns?.map(text) ?? null, rows: rows?.map(text) ?? null } },
    scales: Object.fromEntries(
      Object.entries(figure.scales).map(([name, scale]): [string, Scale] => [
        name,
        scale.categories ? { ...scale, categories: scale.categories.map(text) } : scale,
      ]),
    ),
    guides: figure.guides.map((guide) => ({
      ...guide,
      title: orNull(guide.title),
      missingLabel: text(guide.missingLabel),
    })),
    markGuides: figure.markGuides.map((guide) => mapMarkGuide(guide, text)),
    starLines: figure.starLines.map(({ entries }) => ({
      entries: entries.map((entry) => ({ ...entry, label: text(entry.label) })),
    })),
  };
}

function mapAnnotation(annotation: Annotation, text: MapText, label: MapText): Annotation {
  const title = annotation.title && text(annotation.title);
  if (annotation.kind === 'text') return { ...annotation, title, texts: annotation.texts.map(text) };
  if (annotation.kind === 'mark') {
    return {
      ...annotation,
      title,
      marks: annotation.marks.map((mark) => ({ ...mark, text: label(mark.text) })),
    };
  }
  return { ...annotation, title };
}

function mapMarkGuide(guide: MarkGuide, text: MapText): MarkGuide {
  if (guide.kind === 'triangles') {
    return { ...guide, entries: guide.entries.map((entry) => ({ ...entry, label: text(entry.label) })) };
  }
  const title = guide.title && text(guide.title);
  return { ...guide, title, entries: guide.entries.map((entry) => ({ ...entry, label: text(entry.label) })) };
}
