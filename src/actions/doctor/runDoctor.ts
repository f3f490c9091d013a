import { rebuildDirectory } from '../../db/directory/rebuild.ts';
import type { Sentence } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import { act, look } from '../context.ts';
import { benefitChecks } from './benefitChecks.ts';
import { changeChecks } from './changeChecks.ts';
import type { Check } from './check.ts';
import { debitChecks } from './debitChecks.ts';
import { disputeChecks } from './disputeChecks.ts';
import { draftChecks } from './draftChecks.ts';
import { gatewayChecks } from './gatewayChecks.ts';
import { invoiceChecks } from './invoiceChecks.ts';
import { ledgerChecks } from './ledgerChecks.ts';
import { overdueChecks } from './overdueChecks.ts';
import { pageChecks } from './pageChecks.ts';
import { paymentChecks } from './paymentChecks.ts';
import { planChecks } from './planChecks.ts';
import { platformChecks } from './platformChecks.ts';
import { renewalChecks } from './renewalChecks.ts';
import { reportChecks } from './reportChecks.ts';
import { requestChecks } from './requestChecks.ts';
import { subscriptionChecks } from './subscriptionChecks.ts';
import { taxChecks } from './taxChecks.ts';
import { textChecks } from './textChecks.ts';

/** Every invariant of an organization, in the order they are shown. */
export const doctorChecks: readonly Check[] = [
  ...ledgerChecks,
  ...invoiceChecks,
  ...draftChecks,
  ...taxChecks,
  ...paymentChecks,
  ...gatewayChecks,
  ...debitChecks,
  ...disputeChecks,
  ...subscriptionChecks,
  ...renewalChecks,
  ...requestChecks,
  ...planChecks,
  ...benefitChecks,
  ...pageChecks,
  ...changeChecks,
  ...overdueChecks,
  ...platformChecks,
  ...reportChecks,
  ...textChecks,
];

export type CheckResult = {
  name: string;
  title: Sentence;
  ok: boolean;
  /** How many things break it. */
  count: number;
  /** A few of their ids, never names. */
  examples: string[];
};

/**
 * Checks every invariant and every derived figure of the organization against the facts, all on
 * one unchanging state. With `rebuild` the directory is derived anew first.
 */
export async function runDoctor(
  ctx: Context,
  options: { rebuild?: boolean } = {},
): Promise<CheckResult[]> {
  if (options.rebuild) await act(ctx, ({ tx }) => rebuildDirectory(tx));
  return look(ctx, async (scene) => {
    const results: CheckResult[] = [];
    for (const { name, title, find } of doctorChecks) {
      const found = await find(scene);
      results.push({ name, title, ok: found.count === 0, ...found });
    }
    return results;
  });
}
