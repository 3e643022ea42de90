/** Reads the imports of a set of source files and checks them against a table of rooms. */
import { posix } from 'node:path';
import { parseAst } from 'vitest/node';

/** Source files by their path below `src/`, with `/` between folders. */
export type SourceFiles = ReadonlyMap<string, string>;

/** The rooms from top to bottom, and the rooms that each may import besides itself. */
export type RoomTable = Readonly<Record<string, readonly string[]>>;

export interface ModuleReference {
  readonly file: string;
  readonly kind: 'import' | 'import type' | 'export from' | 'dynamic import' | 'require';
  /** The text between the quotes; null when it is computed at run time. */
  readonly specifier: string | null;
}

export interface Dependency {
  readonly from: string;
  readonly to: string;
  readonly kind: ModuleReference['kind'];
}

export interface Dependencies {
  readonly edges: readonly Dependency[];
  /** References to a relative path that is not one of the files. */
  readonly unresolved: readonly ModuleReference[];
  /** References whose module is computed at run time, so they cannot be checked. */
  readonly computed: readonly ModuleReference[];
  /** References to packages and to modules of Node. */
  readonly external: readonly ModuleReference[];
}

type SyntaxNode = { readonly type: string; readonly [key: string]: unknown };

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Calls `visit` for each node of the syntax tree, parents first. */
function walk(node: SyntaxNode, visit: (node: SyntaxNode, parent: SyntaxNode | null) => void): void {
  const enter = (current: SyntaxNode, parent: SyntaxNode | null) => {
    visit(current, parent);
    for (const child of Object.values(current).flat()) if (isNode(child)) enter(child, current);
  };
  enter(node, null);
}

const parse = (file: string, code: string) => parseAst(code, { lang: 'ts' }, file) as unknown as SyntaxNode;

/** Returns the text of a string literal or of a template without substitutions, or null. */
function literalText(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return null;
  const quasis = node.quasis as { value: { cooked: string } }[];
  return quasis.length === 1 ? quasis[0].value.cooked : null;
}

const isIdentifier = (node: unknown, names: ReadonlySet<string>) =>
  isNode(node) && node.type === 'Identifier' && names.has(node.name as string);

/** Returns every import, re-export, dynamic import and `require` of a file, also those of types only. */
export function moduleReferences(file: string, code: string): ModuleReference[] {
  const references: ModuleReference[] = [];
  const requireNames = new Set(['require']);
  const createRequireNames = new Set(['createRequire']);
  const isCreateRequire = (node: unknown) =>
    isNode(node) && node.type === 'CallExpression' && isIdentifier(node.callee, createRequireNames);
  /** `require(…)`, `createRequire(…)(…)`, and `.resolve(…)` of both. */
  const isRequire = (callee: unknown): boolean =>
    isIdentifier(callee, requireNames) ||
    isCreateRequire(callee) ||
    (isNode(callee) &&
      callee.type === 'MemberExpression' &&
      isIdentifier(callee.property, new Set(['resolve'])) &&
      isRequire(callee.object));
  const add = (kind: ModuleReference['kind'], specifier: unknown) =>
    references.push({ file, kind, specifier: literalText(specifier) });

  walk(parse(file, code), (node) => {
    if (node.type === 'ImportSpecifier' && isIdentifier(node.imported, createRequireNames))
      createRequireNames.add((node.local as { name: string }).name);
    else if (node.type === 'VariableDeclarator' && isCreateRequire(node.init))
      requireNames.add((node.id as { name: string }).name);

    if (node.type === 'ImportDeclaration') add(importKind(node), node.source);
    else if (node.type === 'ExportAllDeclaration') add('export from', node.source);
    else if (node.type === 'ExportNamedDeclaration' && node.source) add('export from', node.source);
    else if (node.type === 'TSImportType') add('import type', node.source);
    else if (node.type === 'TSExternalModuleReference') add('require', node.expression);
    else if (node.type === 'ImportExpression') add('dynamic import', node.source);
    else if (node.type === 'CallExpression' && isRequire(node.callee))
      add('require', (node.arguments as unknown[])[0]);
  });
  return references;
}

const importKind = (node: SyntaxNode) => (node.importKind === 'type' ? 'import type' : 'import');

/** Returns which of the named globals a file uses. Property names and comments do not count. */
export function usedGlobals(file: string, code: string, names: ReadonlySet<string>): string[] {
  const used = new Set<string>();
  walk(parse(file, code), (node, parent) => {
    const isProperty =
      (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
      (parent?.type.endsWith('Property') && parent.key === node && !parent.shorthand) ||
      parent?.type === 'TSPropertySignature' ||
      parent?.type === 'TSMethodSignature';
    if (isIdentifier(node, names) && !isProperty) used.add(node.name as string);
  });
  return [...used];
}

/** Resolves the references of all files to files of the set. */
export function resolveDependencies(files: SourceFiles): Dependencies {
  const edges: Dependency[] = [];
  const [unresolved, computed, external]: ModuleReference[][] = [[], [], []];
  for (const [file, code] of files) {
    for (const reference of moduleReferences(file, code)) {
      const { kind, specifier } = reference;
      if (specifier === null) computed.push(reference);
      else if (!/^\.{0,2}\//.test(specifier)) external.push(reference);
      else {
        const to = posix.join(posix.dirname(file), specifier).replace(/\.js$/, '.ts');
        if (files.has(to)) edges.push({ from: file, to, kind });
        else unresolved.push(reference);
      }
    }
  }
  return { edges, unresolved, computed, external };
}

/** The folder directly in `src/` that holds the file; a file directly in `src/` is a room of its own. */
export const roomOf = (file: string): string => file.split('/')[0];

/** Returns the rooms that the table does not have, and the entries of the table that are not a room. */
export function tableMismatches(files: SourceFiles, table: RoomTable): string[] {
  const rooms = new Set([...files.keys()].map(roomOf));
  const named = Object.entries(table).flatMap(([room, targets]) => [room, ...targets]);
  return [
    ...[...rooms].filter((room) => !Object.hasOwn(table, room)).map((room) => `${room} is not in the table`),
    ...[...new Set(named)].filter((room) => !rooms.has(room)).map((room) => `${room} is not a room`),
  ].sort();
}

/** Returns the permissions of the table that lead to the same room or to a room above it. */
export function upwardPermissions(table: RoomTable): string[] {
  const order = Object.keys(table);
  return order.flatMap((room, i) =>
    table[room].filter((target) => order.indexOf(target) <= i).map((target) => `${room} → ${target}`),
  );
}

/** Returns the dependencies between rooms that the table does not permit. */
export function forbiddenImports(edges: readonly Dependency[], table: RoomTable): string[] {
  return edges
    .filter(({ from, to }) => roomOf(from) !== roomOf(to) && !table[roomOf(from)]?.includes(roomOf(to)))
    .map(({ from, to, kind }) => `${from} → ${to} (${kind})`);
}

/** Returns the permissions of the table that no import uses. */
export function unusedPermissions(edges: readonly Dependency[], table: RoomTable): string[] {
  const used = new Set(edges.map(({ from, to }) => `${roomOf(from)} → ${roomOf(to)}`));
  return Object.entries(table)
    .flatMap(([room, targets]) => targets.map((target) => `${room} → ${target}`))
    .filter((permission) => !used.has(permission));
}

/** Returns one cycle of files for each dependency that closes one; dependencies of every kind count. */
export function findCycles(edges: readonly Dependency[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    state.set(file, 'open');
    for (const to of targets.get(file) ?? []) visit(to, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of targets.keys()) visit(file, []);
  return cycles;
}
