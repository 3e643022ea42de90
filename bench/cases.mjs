// The cases of the benchmark, with their contenders and targets.

/**
 * The target of a case: a limit on a quantity of `heatmap` (ms, MiB, bytes or a count). With `baseline`, `max` limits the
 * ratio to the fastest contender of that name. `size` and `dependencies` are those of the installed package.
 * @typedef {{ quantity: 'time' | 'peak' | 'bytes' | 'size' | 'dependencies', max: number, baseline?: string }} Target
 */
const time = (baseline, max) => ({ quantity: 'time', baseline, max });
const peak = (max) => ({ quantity: 'peak', max });
const bytes = (max) => ({ quantity: 'bytes', max });

const ALL = ['heatmap', 'node', 'gnuplot', 'matplotlib', 'seaborn', 'vega-lite'];
const WITHOUT_VEGA = ALL.slice(0, -1);
const LARGE_CONTENDERS = ['heatmap', 'node', 'gnuplot', 'matplotlib plain', 'matplotlib', 'seaborn'];
const HUGE_CONTENDERS = ['heatmap', 'node', 'gnuplot', 'matplotlib plain', 'matplotlib'];
const CLUSTERING = ['heatmap', 'clustermap', 'pheatmap', 'ComplexHeatmap'];
const HUGE = { rounds: 5, huge: true };

/**
 * `figures` are the inputs of a case; the first one is drawn. The first of `contenders` is `heatmap` itself. Cases with a `title`
 * are rows of the overview.
 */
export const CASES = [
  {
    name: 'small-svg',
    title: '31 × 12 with labels → SVG',
    figures: ['small'],
    format: 'svg',
    contenders: ALL,
    targets: [time('node', 1.9)],
  },
  {
    // "heatmap small.csv" beside another build, such as the last commit before a change: --baseline.
    name: 'plain-csv-svg',
    figures: ['small'],
    format: 'svg',
    contenders: ['heatmap plain', 'heatmap baseline', 'node'],
    targets: [time('heatmap baseline', 1.03)],
    rounds: 25,
  },
  {
    name: 'installed-svg',
    figures: ['small'],
    format: 'svg',
    contenders: ['heatmap installed', 'node'],
    targets: [time('node', 2), { quantity: 'size', max: 24 }, { quantity: 'dependencies', max: 22 }],
  },
  {
    name: 'small-png',
    title: '31 × 12 with labels → PNG',
    figures: ['small'],
    format: 'png',
    contenders: ALL,
    targets: [time('gnuplot', 1.6)],
  },
  {
    name: 'stack-png',
    title: '12 panels → PNG',
    figures: ['stack'],
    format: 'png',
    contenders: WITHOUT_VEGA,
    targets: [time('gnuplot', 0.4)],
  },
  {
    name: 'annotated-png',
    title: '30 × 30 with values → PNG',
    figures: ['annotated'],
    format: 'png',
    contenders: ALL,
    targets: [time('gnuplot', 1.4)],
  },
  {
    name: 'medium-png',
    title: '200 × 200 → PNG',
    figures: ['medium'],
    format: 'png',
    contenders: ALL,
    targets: [time('gnuplot', 1.4)],
  },
  { name: 'medium-svg', figures: ['medium'], format: 'svg', contenders: ALL, targets: [bytes(100_000)] },
  {
    name: 'small-pdf',
    title: '31 × 12 with labels → PDF',
    figures: ['small'],
    format: 'pdf',
    contenders: ['heatmap', 'heatmap png', 'matplotlib'],
    targets: [time('matplotlib', 0.3), time('heatmap png', 1.5)],
  },
  {
    name: 'medium-pdf',
    figures: ['medium'],
    format: 'pdf',
    contenders: ['heatmap', 'matplotlib'],
    targets: [bytes(150_000)],
  },
  {
    name: 'small-html',
    title: '31 × 12 with labels → HTML',
    figures: ['small'],
    format: 'html',
    contenders: ['heatmap', 'heatmap svg', 'plotly'],
    targets: [
      time('heatmap svg', 1.3),
      time('plotly', 0.3),
      { quantity: 'bytes', baseline: 'plotly', max: 0.05 },
    ],
  },
  {
    name: 'medium-html',
    title: '200 × 200 → HTML',
    figures: ['medium'],
    format: 'html',
    contenders: ['heatmap', 'plotly'],
    targets: [time('plotly', 0.4), { quantity: 'bytes', baseline: 'plotly', max: 0.1 }],
  },
  {
    name: 'small-terminal',
    figures: ['small'],
    format: 'terminal',
    contenders: ['heatmap', 'heatmap svg'],
    targets: [time('heatmap svg', 1.2)],
  },
  {
    name: 'big-csv-png',
    title: '2000 × 2000 CSV (40 MB) → PNG',
    figures: ['big-csv'],
    format: 'png',
    contenders: LARGE_CONTENDERS,
    targets: [time('matplotlib plain', 0.3), time('matplotlib', 0.3)],
  },
  {
    name: 'big-npy-png',
    title: '2000 × 2000 NPY (32 MB) → PNG',
    figures: ['big-npy'],
    format: 'png',
    contenders: LARGE_CONTENDERS,
    targets: [time('matplotlib plain', 0.3), time('matplotlib', 0.3), time('gnuplot', 0.5)],
  },
  {
    name: 'big-json-png',
    figures: ['big-json'],
    format: 'png',
    contenders: ['heatmap', 'JSON.parse'],
    targets: [time('JSON.parse', 2)],
  },
  {
    name: 'records-png',
    title: '300 000 records → PNG',
    figures: ['records'],
    format: 'png',
    contenders: ['heatmap', 'node', 'pandas'],
    targets: [time('pandas', 0.5)],
  },
  {
    name: 'clustered-png',
    title: '2000 × 50, both axes clustered → PNG',
    figures: ['clustered'],
    format: 'png',
    contenders: CLUSTERING,
    targets: [time('pheatmap', 0.3), time('ComplexHeatmap', 0.15), time('clustermap', 0.5)],
  },
  {
    name: 'many-clustered-png',
    title: '10 000 × 50, rows clustered → PNG',
    figures: ['many-clustered'],
    format: 'png',
    contenders: ['heatmap', 'fastcluster', 'clustermap'],
    targets: [time('fastcluster', 1.2), peak(450)],
    ...HUGE,
  },
  {
    name: 'huge-npy-png',
    title: '8192 × 8192 NPY (256 MB) → PNG',
    figures: ['huge-npy'],
    format: 'png',
    contenders: HUGE_CONTENDERS,
    targets: [time('matplotlib plain', 0.5), time('matplotlib', 0.4), peak(250)],
    ...HUGE,
  },
  {
    name: 'huge-npy-parts',
    figures: ['huge-npy'],
    format: 'png',
    // All parts on one machine, one after another. README.md has the reason for the target.
    contenders: ['heatmap parts', 'heatmap', 'heatmap reduce'],
    targets: [time('heatmap', 2), peak(250)],
    ...HUGE,
  },
  {
    name: 'huge-csv-png',
    title: '8192 × 8192 CSV (604 MB) → PNG',
    figures: ['huge-csv'],
    format: 'png',
    contenders: HUGE_CONTENDERS,
    targets: [time('matplotlib plain', 0.5), time('matplotlib', 0.35), peak(250)],
    ...HUGE,
  },
  {
    name: 'larger-npy-png',
    figures: ['larger-npy', 'huge-npy'],
    format: 'png',
    contenders: ['heatmap', 'heatmap huge-npy'],
    // The input has four times the cells. Time is proportional to them, and memory is constant.
    targets: [time('heatmap huge-npy', 4.4), { quantity: 'peak', baseline: 'heatmap huge-npy', max: 1.1 }],
    ...HUGE,
    larger: true,
  },
  {
    name: 'batch-svg',
    title: '200 figures → SVG, one process',
    figures: ['batch'],
    format: 'svg',
    contenders: ['heatmap batch --jobs 1', 'gnuplot', 'matplotlib', 'vega-lite'],
    targets: [time('gnuplot', 5)],
  },
  {
    name: 'batch-png',
    title: '200 figures → PNG, one process',
    figures: ['batch'],
    format: 'png',
    contenders: ['heatmap batch --jobs 1', 'gnuplot', 'matplotlib', 'vega-lite'],
    targets: [time('gnuplot', 0.3)],
  },
  {
    name: 'batch-png-default',
    figures: ['batch'],
    format: 'png',
    contenders: ['heatmap batch', 'heatmap batch --jobs 1'],
    targets: [time('heatmap batch --jobs 1', 1.05)],
  },
  {
    name: 'batch-png-two-workers',
    figures: ['batch'],
    format: 'png',
    // The two loops show what two cores of this machine can gain at most.
    contenders: ['heatmap batch --jobs 2', 'heatmap batch --jobs 1', 'one loop', 'two loops at a time'],
    targets: [time('heatmap batch --jobs 1', 1 / 1.6)],
  },
];
