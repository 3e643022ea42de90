/** Bundles the script of HTML output into `src/output/html/script.generated.ts`. Run it after changes of that script. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../src/output/html/', import.meta.url));
export const GENERATED = `${folder}script.generated.ts`;

/** Returns the module with the bundled script. */
export async function pageScriptModule() {
  const { outputFiles } = await build({
    entryPoints: [`${folder}browser/main.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
  });
  // The text "</script" would end the element that contains the script. Tabs are in literals only.
  const script = outputFiles[0].text.trim().replaceAll('</script', '<\\/script').replaceAll('\t', '\\t');
  return `/** The script of a page, bundled from browser/ by .build/page-script.mjs. */\nexport const SCRIPT = ${JSON.stringify(script)};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(GENERATED, await pageScriptModule());
