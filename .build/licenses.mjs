/**
 * Writes dist/THIRD-PARTY-LICENSES.txt: the licences of all packages that the program needs, of those that they need, of the
 * fonts and of the colormaps. It fails if a package has no licence file.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const COLORBREWER = `Copyright (c) 2002 Cynthia Brewer, Mark Harrower, and The Pennsylvania State University.

Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on an "AS IS"
BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the specific language
governing permissions and limitations under the License.`;

const FONTS = 'src/fonts/ttf';

/** Adds a package and the packages that it needs to `packages`, by name. */
function collect(name, packages) {
  if (packages.has(name)) return;
  const folder = join('node_modules', name);
  const {
    version,
    license,
    dependencies = {},
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.|$)/i.test(entry));
  if (!license || !file) throw new Error(`the package ${name} has no licence`);
  packages.set(name, {
    title: `${name} ${version} (${license})`,
    text: readFileSync(join(folder, file), 'utf8'),
  });
  for (const dependency of Object.keys(dependencies)) collect(dependency, packages);
}

const packages = new Map();
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
for (const name of Object.keys(dependencies)) collect(name, packages);

const families = readdirSync(FONTS).flatMap((name) => /^(.+)-LICENSE\.txt$/.exec(name)?.[1] ?? []);
for (const font of readdirSync(FONTS).filter((name) => name.endsWith('.ttf'))) {
  if (!families.some((family) => font.startsWith(family))) throw new Error(`the font ${font} has no licence`);
}
const sections = [
  ...[...packages.values()].sort((a, b) => (a.title < b.title ? -1 : 1)),
  ...families.map((family) => ({
    title: `the fonts ${family}`,
    text: readFileSync(join(FONTS, `${family}-LICENSE.txt`), 'utf8'),
  })),
  { title: 'the colormaps of ColorBrewer (Apache-2.0)', text: COLORBREWER },
];
const RULE = '='.repeat(80);
writeFileSync(
  'dist/THIRD-PARTY-LICENSES.txt',
  sections
    .map(({ title, text }) => `${RULE}\n${title}\n${RULE}\n\n${text.replace(/\r/g, '').trim()}\n`)
    .join('\n'),
);
