// The figures as Markdown.

const DASH = '–';
const UNITS = { time: 'ms', peak: 'MiB', bytes: 'bytes' };

/** What is said of one contender: its times in ms, in the order of the runs, or why there are none. */
export function summary({ name, peer, times: seconds, peak, bytes, outputs, failure, skipped }) {
  const times = seconds.map((time) => 1000 * time);
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  const figures = sorted.length && !failure ? { min: sorted[0], median, max: sorted.at(-1) } : {};
  return { name, peer, ...figures, times, peak, bytes: outputs.length ? bytes : undefined, failure, skipped };
}

/** Whether a target is met: its measured quantity, and `met`; undefined where it could not be measured against anyone. */
export function judge(target, [ours, ...others]) {
  if (ours.skipped) return { ...target, note: ours.skipped };
  if (ours.failure) return { ...target, met: false, note: 'failed' };
  const own = quantityOf(ours, target.quantity);
  if (own === undefined) return { ...target, note: 'not measured' };
  if (!target.of) return { ...target, measured: own, met: own <= target.atMost };
  const theirs = others
    .filter((other) => other.peer === target.of && !other.failure)
    .map((other) => quantityOf(other, target.quantity))
    .filter((quantity) => quantity !== undefined);
  if (!theirs.length) return { ...target, note: `no ${target.of}` };
  const measured = own / Math.min(...theirs);
  return { ...target, measured, met: measured <= target.atMost };
}

const quantityOf = (contender, quantity) => contender[quantity === 'time' ? 'median' : quantity];

/** Ours against the targets, a row for each. */
export function targetTable(results) {
  const rows = results.flatMap(({ name, contenders, verdicts }) => {
    const [ours, ...others] = contenders;
    return verdicts.map((verdict, index) =>
      index === 0
        ? [
            name,
            wanted(verdict),
            measured(verdict),
            `${round(ours.min)} / ${round(ours.median)}`,
            others
              .map((other) => `${other.name} ${other.failure ? 'failed' : round(other.median)}`)
              .join(', '),
            round(ours.peak),
            grouped(ours.bytes),
          ]
        : ['', wanted(verdict), measured(verdict), '', '', '', ''],
    );
  });
  return markdown(
    ['case', 'target', 'measured', 'ours, ms (min / median)', 'peers, ms (median)', 'peak MiB', 'bytes'],
    rows,
  );
}

/** Everyone who took part. */
export function contenderTable(results) {
  const rows = results.flatMap(({ name, contenders }) =>
    contenders.map((one, index) => [
      index ? '' : name,
      one.name,
      one.skipped ?? (one.failure ? `failed: ${one.failure.replaceAll('|', '\\|')}` : round(one.median)),
      round(one.min),
      round(one.max),
      String(one.times.length),
      ratio(one.median / contenders[0].median),
      round(one.peak),
      grouped(one.bytes),
    ]),
  );
  return markdown(['case', 'who', 'median ms', 'min', 'max', 'runs', '× ours', 'peak MiB', 'bytes'], rows);
}

/** How many of the targets that could be measured were met. */
export function score(results) {
  const verdicts = results.flatMap((result) => result.verdicts).filter(({ met }) => met !== undefined);
  return `${verdicts.filter(({ met }) => met).length} of ${verdicts.length} targets met`;
}

export function machineList({ date, system, node, heatmap, peers }) {
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  return [
    `- ${date} UTC`,
    `- ${system}`,
    `- Node ${node}, heatmap ${heatmap}`,
    `- ${versions.join(', ') || 'no peers'}`,
  ].join('\n');
}

const wanted = ({ quantity, of, atMost }) =>
  of
    ? `${quantity === 'time' ? '' : `${quantity} `}≤ ${ratio(atMost)} × ${of}`
    : `≤ ${grouped(atMost)} ${UNITS[quantity]}`;

function measured({ of, measured: value, met, note }) {
  if (value === undefined) return met === false ? `${note} **MISSED**` : `${DASH} (${note})`;
  return `${of ? ratio(value) : grouped(value)}${met ? '' : ' **MISSED**'}`;
}

const ratio = (value) => (Number.isFinite(value) ? String(Number(value.toFixed(2))) : DASH);
const round = (value) => (value === undefined ? DASH : grouped(value));
const grouped = (value) =>
  value === undefined ? DASH : Math.round(value).toLocaleString('en').replaceAll(',', ' ');

const markdown = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
