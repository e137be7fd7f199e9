import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env['PARLEY_DEV_SERVER'] ?? 'http://localhost:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: {
    outDir: 'dist',
    sourcemap: true,
    chunkSizeWarningLimit: 900,
    // In one sheet, which comes with the page: of one that belonged to a part fetched later Vite would never try a second
    // time, and show the part without it.
    cssCodeSplit: false,
  },
  server: {
    proxy: {
      '/api': { target: server, ws: true },
      '/socket.io': { target: server, ws: true },
      '^/(healthz|readyz|metrics)(\\?|$)': server,
    },
  },
});
