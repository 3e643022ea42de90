/** What the help of each command shows beside its description: its common flags and its examples. */

/**
 * The flags that `--help` lists, for commands that have more flags than fit on one screen. `--help all` lists every flag.
 */
export const COMMON_FLAGS: Readonly<Record<string, readonly string[]>> = {
  render: [
    '--output',
    '--format',
    '--title',
    '--x',
    '--y',
    '--value',
    '--colormap',
    '--domain',
    '--values',
    '--cluster',
    '--theme',
    '--width',
    '--set',
  ],
  batch: [
    '--output',
    '--format',
    '--list',
    '--dry-run',
    '--force',
    '--check',
    '--update',
    '--prune',
    '--diff',
    '--jobs',
    '--index',
    '--set',
    '--strict',
  ],
  watch: ['--output', '--format', '--serve', '--colormap', '--theme', '--width', '--set'],
  validate: ['--set', '--strict', '--quiet', '--verbose', '--diagnostics', '--print-config'],
  describe: ['--output', '--format', '--x', '--y', '--value', '--where', '--transform', '--set'],
  diff: ['--output', '--format', '--font', '--set', '--strict', '--quiet', '--verbose'],
  reduce: ['--output', '--rows', '--first-row', '--row-count', '--piece', '--x', '--y', '--value', '--set'],
};

/** A command line, and what it does. */
export type Example = readonly [line: string, effect: string];

/** The examples of each command. They run as written in a folder with these data files and specs. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  render: [
    ['heatmap render auc.csv -o auc.svg', 'draw a matrix'],
    ["heatmap render spec.json -o 'fig.{svg,png}'", 'write two formats'],
    ["heatmap log.csv --x 'month(date)' --y layer --value 'mean(auc)' -o log.pdf", ''],
  ],
  batch: [
    ['heatmap batch figures/ -o build/ --format svg,png', 'two formats'],
    ['heatmap batch figures/ -o build/ --check', 'exit with 3 if one differs'],
  ],
  watch: [
    ['heatmap watch spec.json -o fig.svg', 'redraw one figure'],
    ['heatmap watch figures --serve', 'show the figures in a browser'],
  ],
  validate: [
    ['heatmap validate spec.json', 'errors and warnings'],
    ['heatmap validate figures/*.json --diagnostics github', 'for CI'],
  ],
  init: [
    ['heatmap init auc.csv -o auc.json', 'a spec for a matrix'],
    ['heatmap init log.csv', 'a spec for records, in the terminal'],
  ],
  describe: [
    ['heatmap describe auc.csv', 'the figure in words'],
    ['heatmap describe spec.json --format markdown -o fig.md', 'for a report'],
  ],
  diff: [
    ['heatmap diff auc.csv new.csv', 'what changed, in words'],
    ['heatmap diff auc.csv new.csv -o diff.png', 'and as a picture'],
  ],
  extract: [
    ['heatmap auc.csv --embed -o fig.png', 'carries its data'],
    ['heatmap extract fig.png -o again.json', 'its spec and data'],
    ['heatmap render fig.png --theme dark -o dark.pdf', 'drawn differently'],
  ],
  reduce: [
    ['heatmap reduce big.npy --rows 0:4096 -o part-0.hm', 'one part of a file'],
    ['heatmap reduce big.npy --rows 4096: -o part-1.hm', 'the other rows'],
    ['heatmap reduce log.csv --piece 1/2 --x token --y layer --value auc -o a.hm', ''],
  ],
  merge: [
    ['heatmap merge part-*.hm -o all.hm', 'join all parts'],
    ['heatmap all.hm -o big.png', 'draw them'],
  ],
  schema: [
    ['heatmap schema > heatmap.schema.json', 'for specs'],
    ['heatmap schema --config > heatmap.config.schema.json', 'for the configuration'],
  ],
  completion: [
    ['source <(heatmap completion bash)', 'in ~/.bashrc'],
    ['source <(heatmap completion zsh)', 'in ~/.zshrc, after compinit'],
    ['heatmap completion fish > ~/.config/fish/completions/heatmap.fish', ''],
    ['heatmap completion powershell >> $PROFILE', ''],
  ],
  colormaps: [
    ['heatmap colormaps', 'list all colormaps'],
    ['heatmap colormaps -o maps.pdf', 'draw them'],
  ],
  explain: [
    ['heatmap explain color.scale', 'what a key does, and its default'],
    ['heatmap explain untitled-colorbar', 'what a warning means'],
    ['heatmap explain --list | grep font', 'all codes and keys about fonts'],
  ],
  doctor: [
    ['heatmap doctor', 'check this machine'],
    ['heatmap doctor > doctor.txt', 'for a report of a bug'],
  ],
};
