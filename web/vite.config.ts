import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const sharedBytesMin = 50_000;
const server = 'http://localhost:8000';

/** A shared file's name lists all pages that share it. */
const shorten = (name: string) => name.replace(/(~.*|\.\w+)$/, '');

export default defineConfig({
  plugins: [react()],
  // From its sources, so that there is nothing to build first.
  resolve: {
    alias: { '@gw2optimizer/game-sessions': fileURLToPath(new URL('./client/src/index.ts', import.meta.url)) },
  },
  // The server takes cookies from pages of its own host only, so the host stays as it is.
  server: {
    port: 5174,
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/ws': { target: server, ws: true, changeOrigin: false },
    },
  },
  build: {
    target: 'es2022',
    rolldownOptions: {
      output: {
        // Operators probe the entry by name; everything else is cached forever by its hash.
        entryFileNames: 'assets/index.js',
        chunkFileNames: ({ name }) => `assets/${shorten(name)}-[hash].js`,
        assetFileNames: ({ names: [name = ''] }) => `assets/${shorten(name)}-[hash][extname]`,
        // A few files a page: dozens of small ones would wait for each other.
        codeSplitting: {
          groups: [
            { name: 'base', tags: ['$initial'], priority: 1 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: sharedBytesMin },
          ],
        },
      },
    },
  },
});
