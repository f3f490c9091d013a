import { expect, it } from 'vitest';
import { declineKind, declineWords, reasonText } from '../../src/domain/overdue/declines.ts';

it('says to staff why, and to the payer what a shop may say', () => {
  expect(reasonText('fraudulent', 'en')).toBe('suspected fraud');
  expect(declineWords('fraudulent', 'en')).toBe(' (without giving a reason)');
  expect(declineWords('expired_card', 'fr')).toBe(" (la carte n'est plus valable)");
  expect(declineWords('refused_by_gateway', 'en')).toBe('');
});

it('takes what nobody listed for a refusal that may pass by itself', () => {
  expect(declineKind('stolen_card')).toBe('hard');
  expect(declineKind('insufficient_funds')).toBe('soft');
  expect(declineKind('a_new_code')).toBe('soft');
  expect(reasonText('a_new_code', 'en')).toBe('a new code');
  expect(declineWords('a_new_code', 'en')).toBe('');
  expect(declineWords(null, 'fr')).toBe('');
});
