import { expect, it } from 'vitest';
import {
  declineKind,
  declineWords,
  isKnownDecline,
  payerReasonText,
  reasonText,
} from '../../src/domain/overdue/declines.ts';

it('says to staff why, and to the payer what a shop may say', () => {
  expect(reasonText('fraudulent', 'en')).toBe('suspected fraud');
  expect(declineWords('fraudulent', 'en')).toBe(' (without giving a reason)');
  expect(declineWords('expired_card', 'fr')).toBe(" (la carte n'est plus valable)");
  expect(declineWords('refused_by_gateway', 'en')).toBe('');
});

it('says to who sees the answer what a shop may say, or that it was refused and no more', () => {
  expect(payerReasonText('stolen_card', 'en')).toBe('the card is blocked');
  expect(payerReasonText('insufficient_funds', 'fr')).toBe('provision insuffisante');
  const silent = ['fraudulent', 'payer_deceased', 'do_not_honor', 'euro_only', 'a_new_code'];
  for (const code of silent) expect(payerReasonText(code, 'en'), code).toBeNull();
});

it('takes what nobody listed for a refusal that may pass by itself', () => {
  expect(declineKind('stolen_card')).toBe('hard');
  expect(declineKind('insufficient_funds')).toBe('soft');
  expect(declineKind('a_new_code')).toBe('soft');
  expect(reasonText('a_new_code', 'en')).toBe('a new code');
  expect(declineWords('a_new_code', 'en')).toBe('');
  expect(declineWords(null, 'fr')).toBe('');
});

const soft = [
  ...['insufficient_funds', 'expired_card', 'card_expired', 'do_not_honor', 'generic_decline'],
  ...['card_declined', 'limit_exceeded', 'authentication_required', 'processing_error'],
  ...['no_answer', 'cancelled_at_gateway', 'amount_not_possible', 'refused_by_gateway'],
  ...['no_payment_method', 'incorrect_cvc', 'debit_duplicate', 'no_longer_due'],
];
const hard = [
  ...['incorrect_number', 'stolen_card', 'lost_card', 'pickup_card', 'restricted_card'],
  ...['fraudulent', 'not_permitted', 'account_closed', 'mandate_revoked', 'mandate_expired'],
  ...['mandate_missing', 'mandate_ended', 'account_wrong', 'account_blocked'],
  ...['account_not_for_debits', 'debit_contested', 'payer_deceased', 'euro_only', 'method_gone'],
];
/** What is between us and the gateway: no word of it to the payer. */
const notForPayers = ['amount_not_possible', 'refused_by_gateway', 'euro_only'];

it.each([
  ['soft', soft],
  ['hard', hard],
] as const)('knows every %s reason, and says it to both in both languages', (kind, codes) => {
  for (const code of codes) {
    expect(isKnownDecline(code), code).toBe(true);
    expect(declineKind(code), code).toBe(kind);
    for (const language of ['en', 'fr'] as const) {
      expect(reasonText(code, language), code).toMatch(/^\S.{7,}$/);
      const toPayer = declineWords(code, language);
      if (notForPayers.includes(code)) expect(toPayer, code).toBe('');
      else expect(toPayer, code).toMatch(/^ \((?!undefined)\S.{7,}\)$/);
    }
  }
});
