import { describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';
import { readSourceFiles } from '../support/source-files.js';

type SyntaxNode = { readonly type: string; readonly start: number; readonly [key: string]: unknown };

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Functions and methods that take any number of arguments, so that a spread of a long list overflows the call stack. */
const VARIADIC = /^(max|min|hypot|push|unshift|splice|concat|of|fromCharCode|fromCodePoint)$/;

/** Returns the lines of `code` that spread a list into the arguments of such a function. */
function spreadLines(code: string, file = 'a.ts'): number[] {
  const lines: number[] = [];
  const visit = (node: SyntaxNode): void => {
    const { callee } = node;
    if (node.type === 'CallExpression' && isNode(callee) && callee.type === 'MemberExpression') {
      const name = isNode(callee.property) ? String(callee.property.name) : '';
      const hasSpread = (node.arguments as SyntaxNode[]).some(({ type }) => type === 'SpreadElement');
      if (VARIADIC.test(name) && hasSpread) lines.push(code.slice(0, node.start).split('\n').length);
    }
    for (const child of Object.values(node).flat()) if (isNode(child)) visit(child);
  };
  visit(parseAst(code, { lang: 'ts' }, file) as unknown as SyntaxNode);
  return lines;
}

describe('lists in arguments', () => {
  it('are found by this check', () => {
    expect(spreadLines('Math.max(...a);\nx.push(1, ...b);\nf(...c);\nx.push(1);\n[...a, ...b];')).toEqual([
      1, 2,
    ]);
  });

  it('are never spread, because a list of a million labels, values or lines overflows the call stack', () => {
    const found = [...readSourceFiles()].flatMap(([file, code]) =>
      spreadLines(code, file).map((line) => `${file}:${line}`),
    );
    expect(found).toEqual([]);
  });
});
