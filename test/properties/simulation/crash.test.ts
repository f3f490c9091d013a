import { expect, it } from 'vitest';
import { crash } from '../../../src/simulation/crash/crash.ts';

// Fifty kills over two thousand members are `npm run crash`.
it('loses and doubles nothing when a run is killed with -9', async () => {
  const result = await crash({ kills: 4, members: 30, seed: 3, days: ['2026-03-02'] });
  expect(result).toMatchObject({ ok: true, kills: 4, differences: [], violations: [] });
}, 120_000);
