/** What the script of a page reads from it. */
import { loadModel, type Model } from '../../src/output/html/browser/model.js';
import type { PageData } from '../../src/output/html/page-data.js';

export function dataOfPage(html: string): PageData {
  return JSON.parse(/<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '');
}

export function modelOfPage(html: string): Promise<Model> {
  const texts = [...html.matchAll(/<script type="text\/plain" class="numbers">(.*?)<\/script>/g)];
  return loadModel(
    dataOfPage(html),
    texts.map(([, text]) => text),
  );
}
