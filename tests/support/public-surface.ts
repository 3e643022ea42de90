/** The public surface of the library, from the types in the package. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Declarations {
  /** The code of each declaration by name, without comments. */
  readonly code: ReadonlyMap<string, string>;
  /** The file and the name of each imported or exported type by its name here. */
  readonly imports: ReadonlyMap<string, readonly [file: string, name: string]>;
}

/** Returns all exports and the types that they name, one declaration each in the order of the alphabet, without comments. */
export function publicSurface(types: string): string {
  const files = new Map<string, Declarations>();
  const found = new Map<string, string>();
  const visit = (file: string, name: string): void => {
    let declarations = files.get(file);
    if (!declarations) files.set(file, (declarations = readDeclarations(file)));
    const imported = declarations.imports.get(name);
    const code = declarations.code.get(name);
    if (imported) visit(...imported);
    if (code === undefined || found.has(code)) return;
    found.set(code, name);
    for (const [word] of code.matchAll(/\b[A-Z]\w+/g)) visit(file, word);
  };
  const index = join(types, 'index.d.ts');
  const exported = [...readDeclarations(index).imports.keys()];
  for (const name of exported) visit(index, name);
  const declarations = [...found].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([code]) => code);
  return `Exports: ${exported.sort().join(', ')}\n\n${declarations.join('\n')}`;
}

/** A declaration starts in the first column; its other lines are indented, or start with a brace. */
const DECLARATION =
  /^(?:export )?(?:declare )?(?:type|interface|class|const|function) (\w+).*(?:\n[ }].*)*/gm;

function readDeclarations(file: string): Declarations {
  const text = readFileSync(file, 'utf8').replace(/^ *\/\*\*[\s\S]*?\*\/\n/gm, '');
  const imports = new Map<string, readonly [string, string]>();
  for (const [, names, path] of text.matchAll(
    /^(?:im|ex)port (?:type )?\{([^}]*)\} from '\.([^']*)\.js';$/gm,
  )) {
    for (const item of names.split(',')) {
      const [, name, alias = name] = /(\w+)(?: as (\w+))?\s*$/.exec(item) ?? [];
      if (name) imports.set(alias, [join(dirname(file), `.${path}.d.ts`), name]);
    }
  }
  const code = new Map<string, string>();
  for (const [declaration, name] of text.matchAll(DECLARATION)) code.set(name, `${declaration}\n`);
  return { code, imports };
}
