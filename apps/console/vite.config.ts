import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  base: '/console/',
  cacheDir: '../../node_modules/.vite',
  resolve: { conditions: ['@jobs/source', ...defaultClientConditions] },
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none' },
  // The content security policy allows only the page's own files: nothing is inlined, and no source map exposes a path.
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: true },
});
