/** The script of a page: reads its data, then reacts to pointer and keyboard. */
import type { PageData } from '../page-data.js';
import { loadModel } from './model.js';
import { Page } from './page.js';

async function start(): Promise<void> {
  const element = (id: string) => document.getElementById(id) as HTMLElement;
  const frame = element('view');
  const svg = frame.querySelector('svg') as SVGSVGElement;
  const page: PageData = JSON.parse(element('data').textContent ?? '');
  if (page.panels.length === 0) return;
  const texts = Array.from(document.querySelectorAll('.numbers'), ({ textContent }) => textContent ?? '');
  new Page(await loadModel(page, texts), frame, svg);
}

void start();
