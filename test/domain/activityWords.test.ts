import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../src/activity/sentences.ts';

function said(event: string, data: Record<string, unknown>): [string, string] {
  const facts = { event, amount: null, currency: null, invoiceNumber: null, data };
  return [sentenceOf(facts, 'en'), sentenceOf(facts, 'fr')];
}

describe('the activity log says', () => {
  it('how a subscription began or ended, by its cause', () => {
    const plan = 'Gold';
    const started = 'subscription_started';
    expect(said(started, { plan })[0]).toBe('Subscription started · Gold');
    expect(said(started, { plan, cause: 'renewed' })).toEqual([
      'Subscription renewed · Gold',
      'Abonnement renouvelé · Gold',
    ]);
    const ended = 'subscription_cancelled';
    expect(said(ended, { plan, cause: 'cancelled' })[0]).toBe('Subscription ended · Gold');
    expect(said(ended, { plan, cause: 'revoked', reason: 'keys kept' })).toEqual([
      'Subscription ended at once · Gold · keys kept',
      'Abonnement arrêté immédiatement · Gold · keys kept',
    ]);
    expect(said(ended, { plan, cause: 'unpaid' })).toEqual([
      'Subscription ended, as it stayed unpaid · Gold',
      'Abonnement terminé, faute de paiement · Gold',
    ]);
  });

  it('that free days were taken back, not given', () => {
    expect(said('subscription_extended', { days: 7, reason: '' })[0]).toBe(
      'Extended by 7 days, free',
    );
    expect(said('subscription_extended', { days: -7, undone: true })).toEqual([
      '7 free days taken back',
      '7 jours offerts repris',
    ]);
  });

  it('to how many the deletion of a plan was written', () => {
    expect(said('plan_deleted', { plan: 'Gold', told: null })[0]).toBe('Plan deleted · Gold');
    expect(said('plan_deleted', { plan: 'Gold', told: 12 })).toEqual([
      'Plan deleted · Gold · written to 12 members',
      'Formule supprimée · Gold · 12 membres prévenus',
    ]);
  });
});
