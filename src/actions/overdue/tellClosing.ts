import type { OpenCase } from '../../db/billing/openCases.ts';
import { openCasesOf } from '../../db/billing/openCases.ts';
import { closesUntold, mayMail } from '../../domain/overdue/mails.ts';
import { accessDuringOverdue } from '../../domain/overdue/schedule.ts';
import type { Scene } from '../context.ts';
import { onePerPayer, reminderMail, writeTo } from './failureMails.ts';
import { plannedRetries } from './next.ts';
import type { OpenedCase } from './openCases.ts';

/**
 * Writes to the payers of cases that opened without a refused charge, where access closes before
 * the first step would tell of it: nobody stands before a closed door unwritten to. Once per payer
 * and 23 hours, like every mail about what failed (spec/overdue.md).
 */
export async function tellClosing(scene: Scene, opened: readonly OpenedCase[]): Promise<void> {
  const { tx, now, today } = scene;
  const closing = opened.filter((each) => isClosing(scene, each, opened));
  if (closing.length === 0) return;
  const invoiceIds = [...new Set(closing.map(({ invoiceId }) => invoiceId))];
  const cases = (await openCasesOf(tx, invoiceIds)).filter((each) => {
    return each.blockedPayer === null && mayMail(each.lastMailAt, now);
  });
  const isClosed = (invoiceId: string) =>
    closing.some((each) => each.invoiceId === invoiceId && closesOn(each)! <= today);
  await writeTo(scene, onePerPayer(cases), (mail) =>
    reminderMail(scene, mail, {
      ...(isClosed(mail.case.invoiceId) ? { access: { state: 'closed' as const } } : {}),
      nextTryOn: nextTry(scene, mail.case),
    }),
  );
}

function isClosing({ today }: Scene, each: OpenedCase, opened: readonly OpenedCase[]): boolean {
  if (!each.becameOverdue) return false;
  const lead = each.leadId ? opened.find(({ id }) => id === each.leadId) : each;
  return closesUntold(closesOn(each), today, lead?.steps[0]?.dueOn ?? null);
}

function closesOn({ policy, firstFailedOn }: OpenedCase) {
  return accessDuringOverdue(policy.access, firstFailedOn, firstFailedOn).closesOn;
}

/** When it is charged next, where somebody's method is. */
function nextTry({ today }: Scene, each: OpenCase) {
  return each.policy.mode === 'invoice' ? null : (plannedRetries(each, today)[0] ?? null);
}
