import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the API: the local front door. */
const LOCAL_FRONT_DOOR = 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/',
  plugins: [react()],
  server: { proxy: { '/v1': LOCAL_FRONT_DOOR } },
  // The content security policy allows no inline script, and images only from our own origin.
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 900 },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'https://suivi.example/' } },
    setupFiles: ['tests/setup.ts'],
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    server: { deps: { inline: [/@cloudscape-design/] } },
  },
});
