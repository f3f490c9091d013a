import { lockPayers } from '../../db/billing/credit.ts';
import { type HeldClosing, heldClosings } from '../../db/billing/heldClosings.ts';
import { lockInvoices } from '../../db/billing/invoices.ts';
import type { OpenCase } from '../../db/billing/openCases.ts';
import { openCasesOf } from '../../db/billing/openCases.ts';
import type { Queryable } from '../../db/transaction.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { closesUntold, mayMail } from '../../domain/overdue/mails.ts';
import { accessDuringOverdue } from '../../domain/overdue/schedule.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { onePerPayer, reminderMail, writeTo } from './failureMails.ts';
import { plannedRetries } from './next.ts';
import type { OpenedCase } from './openCases.ts';

/**
 * Writes to the payers of cases that opened without a refused charge, where access closes before
 * the first step would tell of it: nobody stands before a closed door unwritten to. Once per payer
 * and 23 hours, like every mail about what failed (spec/overdue.md).
 */
export async function tellClosing(scene: Scene, opened: readonly OpenedCase[]): Promise<void> {
  const { tx, now } = scene;
  const closing = opened.filter((each) => isClosing(scene, each, opened));
  if (closing.length === 0) return;
  const invoiceIds = [...new Set(closing.map(({ invoiceId }) => invoiceId))];
  const cases = (await openCasesOf(tx, invoiceIds)).filter((each) => {
    return each.blockedPayer === null && mayMail(each.lastMailAt, now);
  });
  await write(scene, onePerPayer(cases), closing);
}

type Closing = Pick<OpenedCase, 'invoiceId' | 'policy' | 'firstFailedOn'>;

async function write(scene: Scene, told: OpenCase[], closing: readonly Closing[]): Promise<void> {
  const isClosed = (invoiceId: string) =>
    closing.some((each) => each.invoiceId === invoiceId && closesOn(each)! <= scene.today);
  await writeTo(scene, told, (mail) =>
    reminderMail(scene, mail, {
      ...(isClosed(mail.case.invoiceId) ? { access: { state: 'closed' as const } } : {}),
      nextTryOn: nextTry(scene, mail.case),
    }),
  );
}

/**
 * The same for those whom another mail kept from it: once 23 hours are over, where access is
 * still closed or closes before the next step tells of it. Answers how many were written.
 */
export async function tellHeldClosings(ctx: Context): Promise<number> {
  return act(ctx, async (scene) => {
    const { tx, now, today } = scene;
    const found = await stillClosing(tx, { today, now });
    if (found.length === 0) return 0;
    await lockPayers(tx, [...new Set(found.map(({ payerId }) => payerId))]);
    await lockInvoices(tx, [...new Set(found.map(invoiceOf))]);
    const closing = await stillClosing(tx, { today, now });
    const told = onePerPayer(await openCasesOf(tx, [...new Set(closing.map(invoiceOf))]));
    await write(scene, told, closing);
    return told.length;
  });
}

const invoiceOf = ({ invoiceId }: Closing) => invoiceId;

/** Whose mail about closing access was held back, may go now, and is still true. */
export async function stillClosing(
  tx: Queryable,
  { today, now }: { today: LocalDate; now: string },
): Promise<HeldClosing[]> {
  const held = await heldClosings(tx, now);
  return held.filter((each) => closesUntold(closesOn(each), today, each.nextOn));
}

function isClosing({ today }: Scene, each: OpenedCase, opened: readonly OpenedCase[]): boolean {
  if (!each.becameOverdue) return false;
  const lead = each.leadId ? opened.find(({ id }) => id === each.leadId) : each;
  return closesUntold(closesOn(each), today, lead?.steps[0]?.dueOn ?? null);
}

function closesOn({ policy, firstFailedOn }: Pick<OpenedCase, 'policy' | 'firstFailedOn'>) {
  return accessDuringOverdue(policy.access, firstFailedOn, firstFailedOn).closesOn;
}

/** When it is charged next, where somebody's method is. */
function nextTry({ today }: Scene, each: OpenCase) {
  return each.policy.mode === 'invoice' ? null : (plannedRetries(each, today)[0] ?? null);
}
