import { describe, expect, it } from 'vitest';
import { heatmap } from '../support/session.js';

const CSV = 'layer,a,b\n0,0.5,\n1,0.625,1\n';

describe('heatmap render --emit', () => {
  it('prints the figure with the size of each matrix', () => {
    const { code, stdout } = heatmap(['render', '--emit', 'figure', '-q'], { input: CSV });
    expect(code).toBe(0);
    const { panels, scales } = JSON.parse(stdout.toString());
    expect(panels[0].matrix).toMatchObject({
      rows: 2,
      columns: 2,
      values: [0.5, null, 0.625, 1],
      rowLabels: ['0', '1'],
    });
    expect(Object.values<{ domain: unknown }>(scales)[0].domain).toEqual([0.5, 1]);
  });

  it('prints the scene with the box of each text', () => {
    const { stdout } = heatmap(['render', '--emit', 'scene', '-q'], { input: CSV });
    const { width, items } = JSON.parse(stdout.toString());
    const label = items.find((item: { text?: string }) => item.text === 'a');
    expect(label.box).toHaveLength(4);
    for (const [x] of label.box) expect(x > 0 && x < width).toBe(true);
  });

  it('prints the data that the items of the scene show', () => {
    const { stdout } = heatmap(['render', '--emit', 'scene', '--set', 'y.origin=bottom', '-q'], {
      input: CSV,
    });
    const { items }: { items: { role: string; text?: string; source?: object }[] } = JSON.parse(
      stdout.toString(),
    );
    const axis = { itemsPerPosition: 1, edges: null, count: 2 };
    expect(items.find(({ role }) => role === 'body')?.source).toEqual({
      kind: 'body',
      panel: 0,
      rows: { order: [1, 0], ...axis },
      columns: { order: [0, 1], ...axis },
    });
    const label = items.find(({ text }) => text === 'b');
    expect(label?.source).toEqual({ kind: 'label', panel: 0, axis: 'x', item: 1 });
  });

  it('cannot be used with -o or --format', () => {
    expect(heatmap(['render', '--emit', 'scene', '-o', 'x.svg'], { input: CSV }).code).toBe(2);
    expect(heatmap(['render', '--emit', 'skene'], { input: CSV }).stderr).toContain('did you mean scene?');
  });
});
