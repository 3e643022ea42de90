// What is timed, against whom, and what is aimed at.

/**
 * A case: `figures` are the inputs it needs, the first of which is drawn; the first of `contenders` is ours.
 * A target limits a figure of ours (ms, MiB or bytes), or with `of` its ratio to that of the fastest contender of that name.
 * @typedef {{ quantity: 'time' | 'peak' | 'bytes', atMost: number, of?: string }} Target
 */
const time = (of, atMost) => ({ quantity: 'time', of, atMost });
const peak = (atMost) => ({ quantity: 'peak', atMost });
const bytes = (atMost) => ({ quantity: 'bytes', atMost });

const ALL = ['heatmap', 'node', 'gnuplot', 'matplotlib', 'seaborn', 'vega-lite'];
const WITHOUT_VEGA = ALL.slice(0, -1);
const FOR_HUGE = ['heatmap', 'node', 'gnuplot', 'matplotlib'];
const HUGE = { rounds: 5, huge: true };

export const CASES = [
  { name: 'small-svg', figures: ['small'], format: 'svg', contenders: ALL, targets: [time('node', 1.5)] },
  { name: 'small-png', figures: ['small'], format: 'png', contenders: ALL, targets: [time('gnuplot', 1)] },
  {
    name: 'stack-png',
    figures: ['stack'],
    format: 'png',
    contenders: WITHOUT_VEGA,
    targets: [time('gnuplot', 0.4)],
  },
  {
    name: 'annotated-png',
    figures: ['annotated'],
    format: 'png',
    contenders: ALL,
    targets: [time('gnuplot', 0.5)],
  },
  {
    name: 'medium-png',
    figures: ['medium'],
    format: 'png',
    contenders: ALL,
    targets: [time('gnuplot', 0.8)],
  },
  { name: 'medium-svg', figures: ['medium'], format: 'svg', contenders: ALL, targets: [bytes(100_000)] },
  {
    name: 'big-csv-png',
    figures: ['big-csv'],
    format: 'png',
    contenders: WITHOUT_VEGA,
    targets: [time('matplotlib', 0.3)],
  },
  {
    name: 'big-npy-png',
    figures: ['big-npy'],
    format: 'png',
    contenders: WITHOUT_VEGA,
    targets: [time('matplotlib', 0.3), time('gnuplot', 0.5)],
  },
  {
    name: 'huge-npy-png',
    figures: ['huge-npy'],
    format: 'png',
    contenders: FOR_HUGE,
    targets: [time('matplotlib', 0.4), peak(250)],
    ...HUGE,
  },
  {
    name: 'huge-csv-png',
    figures: ['huge-csv'],
    format: 'png',
    contenders: FOR_HUGE,
    targets: [time('matplotlib', 0.35), peak(250)],
    ...HUGE,
  },
  {
    name: 'larger-npy-png',
    figures: ['larger-npy', 'huge-npy'],
    format: 'png',
    contenders: ['heatmap', 'heatmap huge-npy'],
    // Four times the cells: time grows with them, memory does not.
    targets: [time('heatmap huge-npy', 4.4), { quantity: 'peak', of: 'heatmap huge-npy', atMost: 1.1 }],
    ...HUGE,
    larger: true,
  },
  {
    name: 'batch-svg',
    figures: ['batch'],
    format: 'svg',
    contenders: ['heatmap batch', 'gnuplot', 'matplotlib', 'vega-lite'],
    targets: [time('gnuplot', 1)],
  },
  {
    name: 'batch-png',
    figures: ['batch'],
    format: 'png',
    contenders: ['heatmap batch', 'gnuplot', 'matplotlib', 'vega-lite'],
    targets: [time('gnuplot', 0.4)],
  },
  {
    name: 'batch-png-two-workers',
    figures: ['batch'],
    format: 'png',
    contenders: ['heatmap batch --jobs 2', 'heatmap batch --jobs 1'],
    targets: [time('heatmap batch --jobs 1', 1 / 1.5)],
  },
];
