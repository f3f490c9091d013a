import { defineConfig } from 'vitest/config';

const pure = ['test/domain/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { NODE_ENV: 'test', TZ: 'UTC' },
    projects: [
      // The domain needs no database: its tests start at once.
      { extends: true, test: { name: 'domain', include: pure } },
      {
        extends: true,
        test: {
          name: 'program',
          include: ['test/**/*.test.ts', 'web/**/*.test.ts', 'web/**/*.test.tsx'],
          exclude: [...pure, 'test/browser/**', '**/node_modules/**'],
          globalSetup: ['test/support/postgres.ts'],
        },
      },
    ],
  },
});
