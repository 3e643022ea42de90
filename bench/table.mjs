// Prints the results as Markdown tables.

const DASH = '–';
const UNITS = {
  time: 'ms',
  peak: 'MiB',
  bytes: 'bytes',
  size: 'MiB installed',
  dependencies: 'dependencies',
};

/** Returns the results of one contender: times in ms in run order, or the reason why it has none. */
export function summarize({ name, peer, times: seconds, outputs, ...measured }) {
  const { peak, bytes, size, dependencies, failure, skipped } = measured;
  const times = seconds.map((time) => 1000 * time);
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  const quartile = sorted.length >> 2;
  const statistics =
    sorted.length && !failure
      ? { min: sorted[0], low: sorted[quartile], median, high: sorted.at(-1 - quartile), max: sorted.at(-1) }
      : {};
  return {
    name,
    peer,
    ...statistics,
    times,
    peak,
    bytes: outputs.length ? bytes : undefined,
    size,
    dependencies,
    failure,
    skipped,
  };
}

/** Adds the measured quantity and `met` to a target. Both are undefined if the quantity could not be measured. */
export function judge(target, [ours, ...others]) {
  if (ours.skipped) return { ...target, note: ours.skipped };
  if (ours.failure) return { ...target, met: false, note: 'failed' };
  const own = quantityOf(ours, target.quantity);
  if (own === undefined) return { ...target, note: 'not measured' };
  if (!target.baseline) return { ...target, measured: own, met: own <= target.max };
  const theirs = others
    .filter((other) => other.peer === target.baseline && !other.failure)
    .map((other) => quantityOf(other, target.quantity))
    .filter((quantity) => quantity !== undefined);
  if (!theirs.length) return { ...target, note: `no ${target.baseline}` };
  const measured = own / Math.min(...theirs);
  return { ...target, measured, met: measured <= target.max };
}

const quantityOf = (contender, quantity) => contender[quantity === 'time' ? 'median' : quantity];

/** The peers that have a column in the overview. */
const OVERVIEW_PEERS = ['gnuplot', 'matplotlib'];
/** Contenders that are limits or other figures of `heatmap`, not peers. */
const OWN_PEERS = ['heatmap', 'node', 'fastcluster'];

/** A table of the cases with a title: `heatmap` beside its peers, each with its fastest reader or layout. */
export function overviewTable(results) {
  const rows = results
    .filter(({ title }) => title)
    .map(({ title, contenders: [ours, ...others] }) => {
      const byPeer = new Map();
      for (const other of others.filter(({ median }) => median !== undefined)) {
        const peer = other.peer.split(' ')[0];
        const known = byPeer.get(peer);
        if (!OWN_PEERS.includes(peer) && !(known?.median < other.median)) byPeer.set(peer, other);
      }
      const columns = OVERVIEW_PEERS.map((peer) => formatSpread(byPeer.get(peer) ?? {}));
      const rest = [...byPeer].filter(([peer]) => !OVERVIEW_PEERS.includes(peer));
      const restText = rest.map(([peer, measured]) => `${peer} ${formatSpread(measured)}`).join(', ');
      return [title, formatSpread(ours), ...columns, restText || DASH];
    });
  return markdown(['ms', 'heatmap', ...OVERVIEW_PEERS, 'others'], rows);
}

/** A table of `heatmap` and its targets, one row per target. */
export function targetTable(results) {
  const rows = results.flatMap(({ name, contenders, verdicts }) => {
    const [ours, ...others] = contenders;
    return verdicts.map((verdict, index) =>
      index === 0
        ? [
            name,
            targetText(verdict),
            measuredText(verdict),
            formatSpread(ours),
            others
              .map((other) => `${other.name} ${other.failure ? 'failed' : formatSpread(other)}`)
              .join(', '),
            formatInteger(ours.peak),
            formatInteger(ours.bytes),
          ]
        : ['', targetText(verdict), measuredText(verdict), '', '', '', ''],
    );
  });
  return markdown(['case', 'target', 'measured', 'ours, ms', 'peers, ms', 'peak MiB', 'bytes'], rows);
}

/** A table of all contenders. */
export function contenderTable(results) {
  const rows = results.flatMap(({ name, contenders }) =>
    contenders.map((contender, index) => [
      index ? '' : name,
      contender.name,
      contender.skipped ??
        (contender.failure
          ? `failed: ${contender.failure.replaceAll('|', '\\|')}`
          : formatInteger(contender.median)),
      formatInteger(contender.min),
      formatInteger(contender.max),
      String(contender.times.length),
      formatRatio(contender.median / contenders[0].median),
      formatInteger(contender.peak),
      formatInteger(contender.bytes),
    ]),
  );
  return markdown(
    ['case', 'contender', 'median ms', 'min', 'max', 'runs', '× ours', 'peak MiB', 'bytes'],
    rows,
  );
}

/** Counts the targets that were met, among those that could be measured. */
export function score(results) {
  const verdicts = results.flatMap((result) => result.verdicts).filter(({ met }) => met !== undefined);
  return `${verdicts.filter(({ met }) => met).length} of ${verdicts.length} targets met`;
}

export function machineList({ date, system, node, heatmap, peers, measured }) {
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  return [
    `- ${date} UTC, ${measured}`,
    `- ${system}`,
    `- Node ${node}, heatmap ${heatmap}`,
    `- ${versions.join(', ') || 'no peers'}`,
  ].join('\n');
}

const targetText = ({ quantity, baseline, max }) =>
  baseline
    ? `${quantity === 'time' ? '' : `${quantity} `}≤ ${formatRatio(max)} × ${baseline}`
    : `≤ ${formatInteger(max)} ${UNITS[quantity]}`;

function measuredText({ baseline, measured: value, met, note }) {
  if (value === undefined) return met === false ? `${note} **MISSED**` : `${DASH} (${note})`;
  return `${baseline ? formatRatio(value) : formatInteger(value)}${met ? '' : ' **MISSED**'}`;
}

/** The median with the middle half of the runs: "120 (115–130)". */
const formatSpread = ({ median, low, high }) =>
  median === undefined ? DASH : `${formatInteger(median)} (${formatInteger(low)}–${formatInteger(high)})`;

const formatRatio = (value) => (Number.isFinite(value) ? String(Number(value.toFixed(2))) : DASH);
const formatInteger = (value) =>
  value === undefined ? DASH : Math.round(value).toLocaleString('en').replaceAll(',', ' ');

const markdown = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
