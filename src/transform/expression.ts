import { INLINE_NAME, type JoinStep, type Step } from '../spec/steps.js';

/** How tightly the parts of an expression belong together. Looser expressions need parentheses in tighter ones. */
const PHRASE = 0;
const SUM = 1;
const PRODUCT = 2;
const ATOM = 3;

interface Expression {
  readonly text: string;
  readonly precedence: number;
  /** Whether it is only the placeholder for values without a name. */
  readonly isPlaceholder?: boolean;
}

/**
 * Names transformed values: "z-score by row of log2(x + 1)". The values of the first step are called `name`; null stands
 * for values without a name.
 */
export function expressionOf(steps: readonly Step[], name: string | null): string {
  const start: Expression = { text: name ?? 'x', precedence: ATOM, isPlaceholder: name === null };
  return steps.reduce(wrap, start).text;
}

function wrap(inner: Expression, step: Step): Expression {
  const { text } = inner;
  switch (step.name) {
    case 'log2':
    case 'log10':
    case 'ln':
    case 'sqrt':
      return atom(`${step.name}(${text})`);
    case 'log1p':
      return atom(`${step.base === Math.E ? 'ln' : `log${step.base}`}(${operand(inner, SUM)} + 1)`);
    case 'abs':
      return atom(`|${text}|`);
    case 'negate':
      return { text: `−${operand(inner, PRODUCT)}`, precedence: SUM };
    case 'isna':
      return atom(`missing(${text})`);
    case 'clip':
      return atom(`clip(${text}, ${formatNumber(step.low)}, ${formatNumber(step.high)})`);
    case 'fill':
      return atom(`${operand(inner, ATOM)} (missing = ${formatNumber(step.value)})`);
    case 'zscore': {
      const named = phrase(inner, 'z-score', step.by);
      return step.ddof === 0 ? { ...named, text: `${named.text} (ddof 0)` } : named;
    }
    case 'center': {
      const mean = step.by === 'all' ? 'mean' : `${step.by} mean`;
      return { text: `${operand(inner, SUM)} − ${mean}`, precedence: SUM };
    }
    case 'minmax':
      return phrase(inner, 'min-max', step.by);
    case 'rank':
    case 'percentile':
    case 'share':
      return phrase(inner, step.name, step.by);
    case 'correlate': {
      const method = step.method[0].toUpperCase() + step.method.slice(1);
      return phrase(inner, `${method} correlation`, 'all');
    }
    case 'kmeans':
      return phrase(inner, `k-means center${step.by === 'column' ? ' of columns' : ''}`, 'all');
    case 'minus':
      return { text: `${operand(inner, SUM)} − ${secondName(step)}`, precedence: SUM };
    case 'divide':
    case 'log2ratio': {
      const ratio = `${operand(inner, PRODUCT)} / ${secondName(step)}`;
      return step.name === 'divide' ? { text: ratio, precedence: PRODUCT } : atom(`log2(${ratio})`);
    }
  }
}

function atom(text: string): Expression {
  return { text, precedence: ATOM };
}

/** Returns "rank by row of x"; values without a name are omitted. */
function phrase({ text, isPlaceholder }: Expression, noun: string, by: 'row' | 'column' | 'all'): Expression {
  const grouping = by === 'all' ? '' : ` by ${by}`;
  return { text: `${noun}${grouping}${isPlaceholder ? '' : ` of ${text}`}`, precedence: PHRASE };
}

function operand({ text, precedence }: Expression, atLeast: number): string {
  return precedence < atLeast ? `(${text})` : text;
}

/** Returns a number with the minus sign that axes have. */
function formatNumber(value: number): string {
  return String(value).replace('Infinity', '∞').replace('-', '−');
}

function secondName({ second }: JoinStep): string {
  return typeof second === 'string' ? stemOf(second) : INLINE_NAME;
}

/** Returns the name of a file without folders and extension. */
export function stemOf(file: string): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return name.replace(/(?<=.)(?:\.(?:gz|zst|bz2|br|xz))?$/i, '').replace(/(?<=.)\.[^.]*$/, '');
}
