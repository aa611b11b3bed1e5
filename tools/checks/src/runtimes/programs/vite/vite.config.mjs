export default {
  logLevel: 'warn',
  build: {
    // Only so that the other program knows the name.
    rollupOptions: { output: { entryFileNames: 'main.js' } },
    // What Vite adds for old browsers needs a document.
    modulePreload: { polyfill: false },
  },
};
