/** The inner loops of clustering, which .build/kernels.mjs compiles to WebAssembly. */
export * from './active-clusters';
export * from './min-plus';
export * from './pair-sums';
export * from './pair-table';
