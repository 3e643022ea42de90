/**
 * Built-in modules that take milliseconds to load and are seldom needed. Each is loaded at the first call of one of its
 * functions, or at the first property access of one of its objects.
 */
const LAZY = /^node:(?:child_process|crypto|http|module|util|v8|zlib)$/;

/** @type {import('esbuild').Plugin} */
export const lazyBuiltins = {
  name: 'lazy-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: LAZY }, ({ path, namespace }) =>
      namespace === 'lazy' ? { path, external: true } : { path, namespace: 'lazy' },
    );
    onLoad({ filter: LAZY, namespace: 'lazy' }, async ({ path }) => {
      const { default: _, ...members } = await import(path);
      const lines = Object.entries(members).flatMap(([name, member]) =>
        typeof member === 'function'
          ? `export const ${name} = (...args) => require('${path}').${name}(...args);`
          : typeof member === 'object'
            ? `export const ${name} = /* @__PURE__ */ new Proxy({}, { get: (_, key) => require('${path}').${name}[key] });`
            : [],
      );
      return { contents: lines.join('\n') };
    });
  },
};
