import { expect, it } from 'vitest';
import { reasonText } from '../../src/domain/overdue/declines.ts';
import { testCards } from '../../src/gateways/payment/test/cards.ts';

it('says every refusal of the test gateway, and a bank out of reach, in words', () => {
  const given = testCards.map(({ behavior }) => ('reason' in behavior ? behavior.reason : null));
  const codes = [...given.filter((code) => code !== null), 'processing_error', 'limit_exceeded'];
  expect(codes.length).toBeGreaterThan(5);
  // In English a phrase may happen to read like its code; in French it never does.
  for (const code of codes) expect(reasonText(code, 'fr')).not.toBe(code.replaceAll('_', ' '));
});
