import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longestFirst.ts';
import { workInMemory } from './test/support/memoryFolder.ts';

workInMemory();

const pure = ['test/domain/**/*.test.ts'];
/** What people live through; these run on any PostgreSQL (`TEST_DATABASE_URL`). */
const stories = ['test/stories/**/*.test.ts', 'test/platform/transaction.test.ts'];
const globalSetup = ['test/support/postgres.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Each file has a database of its own; to load the program anew for each takes long.
    isolate: false,
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
          exclude: [...pure, ...stories, 'test/browser/**', '**/node_modules/**'],
          globalSetup,
        },
      },
      { extends: true, test: { name: 'stories', include: stories, globalSetup } },
    ],
  },
});
