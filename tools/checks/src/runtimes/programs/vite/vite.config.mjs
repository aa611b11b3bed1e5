export default {
  logLevel: 'warn',
  build: {
    // A fixed name for run.mjs.
    rollupOptions: { output: { entryFileNames: 'main.js' } },
    // Vite's polyfill for old browsers needs a document.
    modulePreload: { polyfill: false },
  },
};
