import * as z from 'zod/mini';
import { colormapAliases, colormapNames } from '../color/maps.js';
import { colormapName, cssColor } from './color.js';
import { CSS_COLOR_NAMES } from './css-color-names.js';
import { keepKeyDescriptions } from './hover-texts.js';
import { specSchema } from './spec.js';

/**
 * Returns the JSON Schema of a spec. If a spec names it as "$schema", editors complete, check and explain its keys.
 * It is draft 7, which most editors support, and has only standard keywords, as strict validators demand. It does not check
 * the cells of a matrix, and what depends on several keys.
 */
export function jsonSchema(): object {
  return jsonSchemaOf(specSchema, 'A heatmap', 'A figure spec for heatmap-cli.');
}

/** Returns the JSON Schema of a zod schema that consists of keys of a spec. */
export function jsonSchemaOf(zodType: z.ZodMiniType, title: string, description: string): object {
  const { $schema, ...schema } = z.toJSONSchema(zodType, {
    target: 'draft-7',
    unrepresentable: 'any',
    // Without references, each key that has a whole matrix as its value repeats all keys of "data".
    reused: 'ref',
    override({ zodSchema, jsonSchema }) {
      // Matrices are the only custom schemas.
      if (zodSchema._zod.def.type === 'custom') jsonSchema.type = 'array';
      if (zodSchema === colormapName) Object.assign(jsonSchema, colormapKeywords());
      if (zodSchema === cssColor) Object.assign(jsonSchema, colorKeywords());
    },
  });
  keepKeyDescriptions(schema as Parameters<typeof keepKeyDescriptions>[0]);
  return {
    $schema,
    title,
    description,
    ...schema,
  };
}

/** The names, which editors complete, in any case: patterns have no flag for that. */
function colormapKeywords(): object {
  const names = colormapNames();
  return {
    anyOf: [
      { enum: names.flatMap((name) => [name, `${name}_r`]) },
      { pattern: `^(${[...names, ...colormapAliases()].map(inAnyCase).join('|')})(_[rR])?$` },
    ],
  };
}

/** The CSS colours that `parseColor` reads, if they are opaque. The names are listed for messages of editors. */
function colorKeywords(): object {
  const number = String.raw`\s*[+-]?(\d*\.)?\d+([eE][+-]?\d+)?`;
  const integers = String.raw`(\s*[+-]?\d+\s*,){2}\s*[+-]?\d+\s*`;
  const percentages = String.raw`(${number}%\s*,){2}${number}%\s*`;
  const hsl = String.raw`${number}\s*,${number}%\s*,${number}%\s*`;
  const opaque = String.raw`,\s*\+?0*1(\.0+)?\s*`;
  const notations = [
    '#([0-9a-fA-F]{3}[fF]?|[0-9a-fA-F]{6}([fF]{2})?)',
    String.raw`[rR][gG][bB]\((${integers}|${percentages})\)`,
    String.raw`[rR][gG][bB][aA]\((${integers}|${percentages})${opaque}\)`,
    String.raw`[hH][sS][lL]\(${hsl}\)`,
    String.raw`[hH][sS][lL][aA]\(${hsl}${opaque}\)`,
  ];
  return {
    anyOf: [
      { enum: CSS_COLOR_NAMES },
      { pattern: `^\\s*(${[...notations, ...CSS_COLOR_NAMES.map(inAnyCase)].join('|')})\\s*$` },
    ],
  };
}

function inAnyCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}
