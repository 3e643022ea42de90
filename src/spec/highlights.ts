import * as z from 'zod/mini';
import { address } from './address.js';
import { cssColor } from './color.js';
import { described, key } from './described.js';

const look = {
  title: key(z.string(), 'What is special about them; printed beside or above the body.'),
  color: key(cssColor, 'The colour of the line around them.'),
};

export const highlights = z
  .array(
    z.union([
      z.strictObject({
        x: key(address, 'The columns; all of them by default.'),
        y: key(address, 'The rows; all of them by default.'),
        ...look,
      }),
      z.strictObject({
        top: described(
          z.int().check(z.minimum(1), z.maximum(1000)),
          'So many cells with the largest values.',
        ),
        ...look,
      }),
    ]),
  )
  .check(z.maxLength(1000));

export type HighlightsSpec = z.infer<typeof highlights>;
