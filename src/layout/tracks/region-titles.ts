import { maxOf } from '../../extremes.js';
import type { Panel } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import type { Body } from '../body.js';
import type { Context } from '../context.js';
import { drawAlongSide, lineBox, textBlock, textStyle, textWidth } from '../text.js';
import type { Track, TrackExtent } from './track.js';

type CellRegions = NonNullable<Panel['regions']>;

/** The title of a region and the columns that it extends over. */
interface RegionTitle {
  readonly title: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The titles of the regions of a panel, such as the months of a calendar, each centred beside its columns. Where they do not
 * fit next to each other, their first letters are shown; where these do not fit, nothing.
 */
export function regionTitleTrack(panel: Panel, regions: CellRegions, context: Context): Track {
  const { theme } = context;
  const side = panel.x.sides[0];
  const style = textStyle('group', 'label', context);
  const line = lineBox(style, context);
  const regionTitles = titlesOf(panel, regions);

  const centerOf = ({ columns }: Body, { from, to }: RegionTitle) =>
    (columns.start[from] + columns.end[to]) / 2;
  const doFit = (body: Body, shorten: (title: string) => string) => {
    let previousEnd = Number.NEGATIVE_INFINITY;
    return regionTitles.every((region) => {
      const halfWidth = textWidth(shorten(region.title), style, context) / 2;
      const center = centerOf(body, region);
      const fits = center - halfWidth >= previousEnd;
      previousEnd = center + halfWidth + theme.space.betweenLabels;
      return fits;
    });
  };
  const whole = (title: string) => title;
  const firstLetter = (title: string) => [...title].slice(0, 1).join('');
  const shortenerFor = (body: Body) => [whole, firstLetter].find((shorten) => doFit(body, shorten)) ?? null;

  return {
    side,
    dockClass: 'region-title',
    extent(body): TrackExtent {
      const shorten = shortenerFor(body);
      if (!shorten) return { depth: 0, before: 0, after: 0, gap: 0 };
      const overhang = (region: RegionTitle | undefined) =>
        region
          ? textWidth(shorten(region.title), style, context) / 2 -
            (body.columns.end[region.to] - body.columns.start[region.from]) / 2
          : 0;
      const [first, last] = [regionTitles[0], regionTitles.at(-1)];
      const depth = theme.space.regionTitle + line.height;
      return { depth, before: Math.max(0, overhang(first)), after: Math.max(0, overhang(last)), gap: 0 };
    },
    draw(body, distance, omissions): Item[] {
      const shorten = shortenerFor(body);
      if (!shorten) {
        omissions.hiddenRegionTitles(regionTitles.length);
        return [];
      }
      return regionTitles.flatMap((region) => {
        const block = textBlock([shorten(region.title)], style, context);
        const at = centerOf(body, region);
        return drawAlongSide(block, style, body, side, at, distance + theme.space.regionTitle, context);
      });
    },
  };
}

/** Returns the titles of the regions with at least one column, from left to right. */
function titlesOf({ x, y, matrix }: Panel, { titles, ofCell }: CellRegions): RegionTitle[] {
  const found = titles.flatMap((title, region) => {
    const columns = x.order.flatMap((item, position) =>
      y.order.some((row) => ofCell[row * matrix.columns + item] === region) ? [position] : [],
    );
    return columns.length > 0 ? [{ title, from: columns[0], to: maxOf(columns, (column) => column) }] : [];
  });
  return found.sort((a, b) => a.from + a.to - b.from - b.to);
}
