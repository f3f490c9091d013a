import { describe, expect, it } from 'vitest';
import { ImportNotReady } from '../../src/actions/imports/refusals.ts';
import { RefundFailed } from '../../src/actions/payments/refusals.ts';
import {
  AlreadyCancelling,
  AmountBelowMinimum,
  ChangeAfterEnd,
  FreeTimeFirst,
  PausePending,
} from '../../src/actions/subscriptions/refusals.ts';
import { InvoiceNotInState } from '../../src/domain/billing/invoices.ts';
import { RefundTooLarge } from '../../src/domain/billing/refunds.ts';
import { SeasonDates } from '../../src/domain/billing/season.ts';
import type { RefusalClass, RefusalParams } from '../../src/domain/errors.ts';
import { defineRefusal } from '../../src/domain/errors.ts';
import { atField } from '../../src/domain/fields.ts';
import { StartInPast } from '../../src/domain/subscriptions/join.ts';
import { SubscriptionNotInState } from '../../src/domain/subscriptions/transitions.ts';

/** Spaces of any width as plain ones. */
const said = (Refused: RefusalClass, params: RefusalParams) =>
  (['en', 'fr'] as const).map((language) =>
    new Refused(params).say(language).replaceAll(/[\u00a0\u202f]/g, ' '),
  );

const day = { date: '2026-03-01', today: '2026-03-01' };

describe('the values of a refusal', () => {
  it.each([
    AlreadyCancelling,
    ChangeAfterEnd,
    FreeTimeFirst,
    PausePending,
    SeasonDates,
    StartInPast,
  ])('write a date out in the language of whoever reads it', (Refused) => {
    const [en, fr] = said(Refused, day);
    expect(en).toContain('1 March 2026');
    expect(fr).toContain('1er mars 2026');
  });

  it('write amounts with the digits of their currency', () => {
    expect(said(RefundTooLarge, { max: 123456, currency: 'EUR' })).toEqual([
      expect.stringContaining('(€1,234.56)'),
      expect.stringContaining('(1 234,56 €)'),
    ]);
    expect(said(RefundTooLarge, { max: 500, currency: 'JPY' })[0]).toContain('(¥500)');
    expect(said(AmountBelowMinimum, { minimum: 500, currency: 'EUR' })[1]).toContain('(5,00 €)');
  });

  it('name states and reasons in words', () => {
    expect(said(SubscriptionNotInState, { state: 'pending_approval' })).toEqual([
      'A subscription that is waiting for approval does not allow this.',
      'Un abonnement en attente de validation ne le permet pas.',
    ]);
    expect(said(InvoiceNotInState, { status: 'uncollectible' })[1]).toContain('passée en perte');
    expect(said(ImportNotReady, { state: 'undone' })[1]).toContain('Cet import est annulé');
    expect(said(RefundFailed, { reason: 'charge_not_found' })[1]).toContain('ne connaît pas');
    expect(said(RefundFailed, { reason: 'odd_new_code' })[0]).toContain('(odd new code)');
  });

  it('stand in the problem of a field, and stay as they are for programs', () => {
    const refusal = atField(StartInPast, '/start_on', day);
    expect(refusal.fields[0]?.message.fr).toContain('1er mars 2026');
    expect(refusal.params).toEqual(day);
  });

  it('of an unknown kind are a slip that is found at once', () => {
    const wrong = { en: 'Wait until {end:weekday}.', fr: "Attendez jusqu'au {end:weekday}." };
    expect(() => defineRefusal('odd_format', 409, wrong)).toThrow('weekday');
  });
});
