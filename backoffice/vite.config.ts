import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the API: the local front door. */
const LOCAL_FRONT_DOOR = 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/',
  plugins: [react()],
  server: { proxy: { '/v1': LOCAL_FRONT_DOOR } },
  // The content security policy allows no inline script, and images only from our own origin.
  // The first chunk is React and the design system; what only some visits need is loaded apart.
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 1400 },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'https://suivi.example/' } },
    setupFiles: ['tests/setup.ts'],
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    // To load the page and the design system again for each file costs a third of the time. One page for all files
    // is no more than what the tests of one file share already; `tests/setup.ts` cleans up after each test.
    isolate: false,
    server: { deps: { inline: [/@cloudscape-design/] } },
  },
});
