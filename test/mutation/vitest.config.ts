import { defineConfig } from 'vitest/config';

/** The tests that the pure rules answer to: no database, no server. */
export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 30_000,
    env: { NODE_ENV: 'test', TZ: 'UTC' },
    include: ['test/domain/**/*.test.ts', 'test/properties/*.test.ts'],
  },
});
