import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { workInMemory } from './test/support/memoryFolder.ts';

workInMemory();

// Chosen once by the first process; the workers that Playwright starts inherit it.
process.env.CERCLE_BROWSER_PORT ??= String(20_000 + (process.pid % 20_000));
const port = process.env.CERCLE_BROWSER_PORT;
const address = `http://localhost:${port}`;

const chromium = [
  ...[process.env.CHROMIUM_PATH, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium'],
].find((file) => file && existsSync(file));

export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: address,
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        ...['--no-sandbox', '--disable-quic', '--disable-background-networking'],
        ...['--disable-component-update', '--disable-sync', '--no-first-run'],
      ],
    },
  },
  webServer: {
    command: `"${process.execPath}" test/support/browserServer.ts ${port}`,
    url: `${address}/ready`,
    timeout: 120_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGINT', timeout: 20_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
