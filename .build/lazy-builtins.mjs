/**
 * Modules of Node that take milliseconds to load and that most runs have no use for. They are loaded when one of their
 * functions is called for the first time, or something is asked of one of their objects.
 */
const LAZY = /^node:(?:child_process|crypto|http|module|util|zlib)$/;

/** @type {import('esbuild').Plugin} */
export const lazyBuiltins = {
  name: 'lazy-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: LAZY }, ({ path, namespace }) =>
      namespace === 'lazy' ? { path, external: true } : { path, namespace: 'lazy' },
    );
    onLoad({ filter: LAZY, namespace: 'lazy' }, async ({ path }) => {
      const { default: whole, ...parts } = await import(path);
      const lines = Object.entries(parts).flatMap(([name, part]) =>
        typeof part === 'function'
          ? `export const ${name} = (...args) => require('${path}').${name}(...args);`
          : typeof part === 'object'
            ? `export const ${name} = /* @__PURE__ */ new Proxy({}, { get: (_, key) => require('${path}').${name}[key] });`
            : [],
      );
      return { contents: lines.join('\n') };
    });
  },
};
