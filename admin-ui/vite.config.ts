import { defineConfig } from 'vite';

/**
 * Few files, each of what is needed together: hundreds of small ones compress badly and cost a request each. What the first
 * page needs is apart; of the rest, what the same pages share stands together.
 */
const GROUPS = [
  { name: 'vendor', tags: ['$initial' as const], test: /[\\/]node_modules[\\/]/ },
  { name: 'frame', tags: ['$initial' as const] },
  { name: 'common', minShareCount: 14 },
  { name: 'icons', minShareCount: 2, test: /@mui[\\/]icons-material[\\/]/ },
];

/** The admin page: served at /admin by the application, from its own origin alone (src/admin-page.ts). */
export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // the Content-Security-Policy lets in nothing that is written into the page
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500, // bytes before gzip; what the first load may weigh is tested
    reportCompressedSize: false,
    // Words for servers that draw pages themselves; ours draws none.
    rolldownOptions: {
      checks: { moduleLevelDirective: false },
      output: { codeSplitting: { groups: GROUPS } },
    },
  },
});
