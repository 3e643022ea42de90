/** Parses trees in the Newick format, such as "((a:1,b:1):2,c:3);". */

/** A node of a Newick tree. A leaf has no children. */
export interface NewickNode {
  readonly children: NewickNode[];
  /** The name; empty if the node has none. */
  name: string;
  /** The length of the branch above the node; null if the text does not give it. */
  length: number | null;
  /** The position of the name in the text. */
  offset: number;
}

/** Stops with an error about the character at `offset`. */
export type FailAtOffset = (message: string, offset: number) => never;

const DELIMITERS = '()[]:;,';

/**
 * Returns the root of the only tree in `text`. Comments in square brackets are skipped. An underscore in a name without
 * quotes stays as it is.
 */
export function parseNewick(text: string, failAt: FailAtOffset): NewickNode {
  const root = createNode(0);
  /** The nodes from the root to the current one. */
  const path = [root];
  let offset = skipBlanks(text, 0, failAt);
  let isNamed = false;
  for (;;) {
    offset = skipBlanks(text, offset, failAt);
    const node = path[path.length - 1];
    const character = text[offset];
    if (character === undefined) failAt('the text ends before the ";" at the end of the tree', offset);
    if (character === '(') {
      if (isNamed || node.children.length > 0) failAt('"(" must follow "(" or ","', offset);
      path.push(addChild(node, offset + 1));
      offset++;
    } else if (character === ',' || character === ')') {
      if (path.length === 1) failAt(`"${character}" is outside of all brackets`, offset);
      path.pop();
      if (character === ',') path.push(addChild(path[path.length - 1], offset + 1));
      isNamed = false;
      offset++;
    } else if (character === ':') {
      if (node.length !== null) failAt('a branch has two lengths', offset);
      const start = skipBlanks(text, offset + 1, failAt);
      offset = endOfWord(text, start);
      node.length = parseLength(text.slice(start, offset), start, failAt);
      isNamed = true;
    } else if (character === ';') {
      if (path.length > 1) failAt('a ")" is missing', offset);
      const end = skipBlanks(text, offset + 1, failAt);
      if (end < text.length) failAt('there is text after the ";" at the end of the tree', end);
      return root;
    } else {
      if (isNamed) failAt('expected one of , ) : or ;', offset);
      node.offset = offset;
      [node.name, offset] = parseName(text, offset, failAt);
      isNamed = true;
    }
  }
}

function createNode(offset: number): NewickNode {
  return { children: [], name: '', length: null, offset };
}

function addChild(parent: NewickNode, offset: number): NewickNode {
  const child = createNode(offset);
  parent.children.push(child);
  return child;
}

/** Returns the offset of the next character that is neither a blank nor in a comment. */
function skipBlanks(text: string, from: number, failAt: FailAtOffset): number {
  let offset = from;
  for (;;) {
    while (offset < text.length && /\s/.test(text[offset])) offset++;
    if (text[offset] !== '[') return offset;
    const end = text.indexOf(']', offset);
    if (end < 0) failAt('the comment has no "]" at its end', offset);
    offset = end + 1;
  }
}

function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && !/\s/.test(text[end]) && !DELIMITERS.includes(text[end])) end++;
  return end;
}

/** Returns the name at `start` and the offset after it. A quote in a quoted name is written twice. */
function parseName(text: string, start: number, failAt: FailAtOffset): [name: string, end: number] {
  if (text[start] !== "'" && text[start] !== '"') {
    const end = endOfWord(text, start);
    if (end === start) failAt(`unexpected "${text[start]}"`, start);
    return [text.slice(start, end), end];
  }
  const quotation = text[start];
  let name = '';
  for (let from = start + 1; ; ) {
    const end = text.indexOf(quotation, from);
    if (end < 0) failAt('the name has no quote at its end', start);
    name += text.slice(from, end);
    if (text[end + 1] !== quotation) return [name, end + 1];
    name += quotation;
    from = end + 2;
  }
}

function parseLength(word: string, offset: number, failAt: FailAtOffset): number {
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(word) || !Number.isFinite(Number(word))) {
    failAt('the length of a branch must be a number', offset);
  }
  return Number(word);
}
