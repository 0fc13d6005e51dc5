import { defineConfig } from '@playwright/test'

/** Drives the real program in Debian's Chromium: NPT_BIN names the program, built without a window. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 1, // two cores: the program and the browser have one each
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['junit']],
  projects: [
    { name: 'e2e', testMatch: '*.spec.ts' },
    { name: 'bench', testMatch: '*.bench.ts', timeout: 540_000 },
    { name: 'picture', testMatch: '*.picture.ts', timeout: 540_000 },
  ],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // --no-sandbox for containers run by root; the rest keeps Chromium from calling home.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
