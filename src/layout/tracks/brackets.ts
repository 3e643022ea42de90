import { maxOf } from '../../extremes.js';
import type { Bracket, Side } from '../../figure/figure.js';
import type { Item, PathItem, TextItem } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { truncateMiddle } from '../../typography/wrap.js';
import { type Body, endOf, isVertical, offsetOutward, spansAlong, startOf } from '../body.js';
import type { Context } from '../context.js';
import type { Omissions } from '../omissions.js';
import {
  drawAlongSide,
  drawTextBlock,
  lineBox,
  type TextBlock,
  textBlock,
  textStyle,
  textWidth,
  wrapTextBlock,
} from '../text.js';
import type { Track, TrackExtent } from './track.js';

/** Whether a line of a title ends inside a word. */
function isBrokenIn({ lines }: TextBlock, title: string): boolean {
  const words = new Set(title.split(/\s+/));
  return lines.some((line) => line.split(/\s+/).some((word) => word !== '' && !words.has(word)));
}

/**
 * Brackets over groups of items, each with a centred title. Titles beside rows are rotated, or all of them are horizontal if
 * a word of one of them would not fit.
 */
export function bracketTrack(brackets: readonly Bracket[], side: Side, context: Context): Track {
  const { theme } = context;
  const { hook, inset } = theme.bracket;
  const style = textStyle('group', 'label', context);
  const line = lineBox(style, context);
  const vertical = isVertical(side);
  const titleOffset = theme.space.bracket + hook + theme.space.label;
  const inOrder = [...brackets].sort((a, b) => a.from - b.from);
  const placeInOrder = new Map(inOrder.map((bracket, i) => [bracket, i]));

  const ends = (body: Body, { from, to }: Bracket): [start: number, end: number] => {
    const spans = spansAlong(body, side);
    return [spans.start[from], spans.end[to]];
  };
  const titleBlock = (body: Body, bracket: Bracket): TextBlock & { readonly isShortened: boolean } => {
    const [start, end] = ends(body, bracket);
    const ownWidth = Math.max(end - start - theme.space.betweenLabels, line.height);
    const inside = wrapTextBlock(bracket.title, style, ownWidth, context);
    if (fits(inside, ownWidth) && !isBrokenIn(inside, bracket.title))
      return { ...inside, isShortened: false };
    const maxWidth = vertical ? ownWidth : Math.max(ownWidth, roomFor(body, bracket));
    const block = wrapTextBlock(bracket.title, style, maxWidth, context);
    if (fits(block, maxWidth)) return { ...block, isShortened: false };
    const short = truncateMiddle(bracket.title, maxWidth, (piece) => textWidth(piece, style, context));
    return { ...textBlock([short], style, context), isShortened: short !== bracket.title };
  };

  const fits = ({ width, lines }: TextBlock, maxWidth: number) =>
    width <= maxWidth && lines.length <= LIMITS.bracket.maxLines;

  /** Returns the width of a title that extends over the items beside its own, as far as the titles of their brackets allow. */
  const roomFor = (body: Body, bracket: Bracket): number => {
    const place = (other: Bracket) => {
      const [start, end] = ends(body, other);
      const half = Math.min(end - start, textWidth(other.title, style, context)) / 2;
      return { center: (start + end) / 2, half };
    };
    const { center } = place(bracket);
    const at = placeInOrder.get(bracket) as number;
    const rooms = [inOrder[at - 1], inOrder[at + 1]].map((other) => {
      if (!other) return LIMITS.sidePanelTitle.maxWidth / 2;
      const neighbour = place(other);
      return Math.abs(neighbour.center - center) - neighbour.half - theme.space.betweenLabels;
    });
    return Math.min(2 * Math.min(rooms[0], rooms[1]), LIMITS.sidePanelTitle.maxWidth);
  };

  const uprightBlock = (bracket: Bracket): TextBlock =>
    wrapTextBlock(bracket.title, style, LIMITS.sidePanelTitle.maxWidth, context);
  /** Whether titles beside rows are horizontal: a rotated one would be shortened or broken in a word, and all fit. */
  const areUpright = (body: Body): boolean => {
    if (!vertical) return false;
    if (!theme.text.rotates) return true;
    const lengthOf = (bracket: Bracket) => ends(body, bracket)[1] - ends(body, bracket)[0];
    const isBroken = brackets.some((bracket) => {
      const longest = maxOf(bracket.title.split(/\s+/), (word) => textWidth(word, style, context));
      return longest > lengthOf(bracket) - theme.space.betweenLabels || titleBlock(body, bracket).isShortened;
    });
    return isBroken && brackets.every((bracket) => uprightBlock(bracket).height <= lengthOf(bracket));
  };

  return {
    side,
    dockClass: 'bracket',
    extent(body): TrackExtent {
      const spans = spansAlong(body, side);
      if (areUpright(body)) {
        const width = maxOf(brackets, (bracket) => uprightBlock(bracket).width);
        return { depth: titleOffset + width, before: 0, after: 0, gap: titleOffset };
      }
      let [height, before, after] = [0, 0, 0];
      for (const bracket of brackets) {
        const block = titleBlock(body, bracket);
        const [start, end] = ends(body, bracket);
        // A title of one line may be wider than its items.
        const overhang = Math.max(0, (block.width - (end - start)) / 2);
        height = Math.max(height, block.height);
        before = Math.max(before, startOf(spans) - start + overhang);
        after = Math.max(after, end + overhang - endOf(spans));
      }
      return { depth: titleOffset + height, before, after, gap: titleOffset };
    },
    draw(body, distance, omissions): Item[] {
      const drawEach = areUpright(body) ? drawUprightTitle : drawTitle;
      return [
        drawBrackets(body, distance),
        ...brackets.flatMap((bracket) => drawEach(bracket, body, distance, omissions)),
      ];
    },
  };

  function drawBrackets(body: Body, distance: number): PathItem {
    const inner = offsetOutward(body, side, distance + theme.space.bracket);
    const outer = offsetOutward(body, side, distance + theme.space.bracket + hook);
    return {
      kind: 'path',
      role: 'group',
      subpaths: brackets.map((bracket) => {
        const [start, end] = ends(body, bracket);
        const [a, b] = end - start > 4 * inset ? [start + inset, end - inset] : [start, end];
        return vertical ? [inner, a, outer, a, outer, b, inner, b] : [a, inner, a, outer, b, outer, b, inner];
      }),
      closed: false,
      fill: null,
      stroke: theme.color.tick,
      strokeWidth: theme.lineWidth.bracket,
      crisp: false,
    };
  }

  function drawUprightTitle(bracket: Bracket, body: Body, distance: number): TextItem[] {
    const block = uprightBlock(bracket);
    const [start, end] = ends(body, bracket);
    const x = offsetOutward(body, side, distance + titleOffset);
    const anchor = side === 'left' ? 'end' : 'start';
    return drawTextBlock(block, style, x, anchor, (start + end - block.height) / 2, context);
  }

  function drawTitle(bracket: Bracket, body: Body, distance: number, omissions: Omissions): TextItem[] {
    const block = titleBlock(body, bracket);
    if (block.isShortened) omissions.shortened(bracket.title);
    const [start, end] = ends(body, bracket);
    return drawAlongSide(block, style, body, side, (start + end) / 2, distance + titleOffset, context);
  }
}
