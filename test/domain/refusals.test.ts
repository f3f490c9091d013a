import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { RefusalSpec } from '../../src/domain/errors.ts';
import { knownRefusals } from '../../src/domain/errors.ts';

const rules = new URL('../../src/domain/', import.meta.url);
for (const file of readdirSync(rules, { recursive: true, encoding: 'utf8' })) {
  if (file.endsWith('.ts')) await import(new URL(file, rules).href);
}

/** Codes and statuses are part of the API: whoever changes one here breaks somebody's program. */
const byStatus: Record<number, string[]> = {
  401: ['not_signed_in'],
  403: ['member_may_not', 'not_allowed'],
  404: ['not_found'],
  409: [
    ...['benefit_name_taken', 'nothing_to_deliver'],
    ...['billing_comes_first', 'change_waits', 'contact_exists', 'contact_still_running'],
    ...['ends_by_itself', 'invoice_not_in_state', 'invoice_partly_paid', 'label_by_rule'],
    ...['page_path_taken'],
    ...['name_taken', 'no_ended_subscription', 'no_pack', 'no_running_subscription'],
    ...['own_vat_number_needed', 'vat_number_needed'],
    ...[
      'not_ending',
      'not_refundable',
      'nothing_planned',
      'own_amount',
      'plan_full',
      'proforma_not_written_off',
    ],
    ...['no_open_renewal', 'renewal_not_in_state'],
    ...['subscription_not_in_state', 'uses_left'],
  ],
  412: ['stale_edit'],
  422: [
    ...['benefit_gone', 'page_gone', 'page_opens_to_nobody', 'page_plan_gone'],
    ...['amount_out_of_range', 'anchor_day_closed', 'billing_before_start'],
    ...['billing_before_trial_ends', 'buyer_vat_missing', 'collection_too_early'],
    ...['collection_too_late'],
    ...['creditor_id_wrong', 'days_not_allowed', 'draft_below_zero', 'due_date_past'],
    ...[
      'factur_x_needs_identity',
      'fec_needs_siren',
      'invalid_date',
      'invalid_extension',
      'invalid_input',
    ],
    ...['answer_missing', 'answer_unfit', 'not_asked'],
    ...['invalid_mapping', 'invalid_offsets', 'invalid_quantity', 'invalid_query'],
    ...['invalid_tax_rate', 'mixed_currencies', 'nobody_left', 'not_a_bank_day'],
    ...['nothing_changes', 'pause_dates', 'pause_too_long', 'payer_chain', 'refund_too_large'],
    ...['season_dates', 'season_interval', 'seller_vat_missing', 'start_in_past'],
    ...['step_date_not_allowed'],
    ...['unknown_currency', 'unknown_timezone', 'use_outside_pack'],
  ],
};

/** A value may stand there in the sentence's own language. */
const placeholders = (text: string) =>
  [...text.matchAll(/\{\w+(?::\w+)?\}/g)].map(([name]) => name.replace(/_(en|fr)\}$/, '}')).sort();

it('every refusal of the rules keeps its code and status', () => {
  const known = Map.groupBy(knownRefusals(), ({ status }) => status);
  const codes = (specs: RefusalSpec[]) => specs.map(({ code }) => code).sort();
  const found = Object.fromEntries([...known].map(([status, specs]) => [status, codes(specs)]));
  const wanted = Object.entries(byStatus).map(([status, each]) => [status, each.sort()]);
  expect(found).toEqual(Object.fromEntries(wanted));
});

it('every refusal of the rules is a sentence in both languages, with the same values', () => {
  for (const { code, sentence } of knownRefusals()) {
    for (const language of ['en', 'fr'] as const) {
      expect(sentence[language], code).toMatch(/^["«{\p{Lu}].{15,}[.}]$/u);
      expect(sentence[language], code).not.toMatch(/undefined|\s{2}/);
    }
    expect(placeholders(sentence.fr), code).toEqual(placeholders(sentence.en));
    expect(sentence.fr, code).not.toBe(sentence.en);
  }
});
