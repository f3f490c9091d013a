import { noteMails } from '../../db/billing/cases.ts';
import type { InvoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import type { OpenCase } from '../../db/billing/openCases.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { mayMail } from '../../domain/overdue/mails.ts';
import type { AccessWhileOverdue } from '../../templates/data.ts';
import { invoiceFacts, recipientOf } from '../billing/invoiceMessages.ts';
import { signInLinks } from '../billing/links.ts';
import type { Scene } from '../context.ts';
import type { MessageDraft } from '../messages/queueMessages.ts';
import { queueMessages } from '../messages/queueMessages.ts';
import { needsMethod, plannedRetries, suspensionOf } from './next.ts';
import { accessWords } from './policy.ts';

type Occasion = { cause: string; failedOn: LocalDate };
type Mail = { case: OpenCase; occasion: Occasion; facts: InvoiceMessageFacts; url: string };

/**
 * Writes to payers about open cases: which e-mail depends on what is still planned. At most one per
 * payer and 23 hours; nobody reads "cancelled" while a retry is planned (spec/overdue.md). Whose
 * subscription is over is asked for what is left to pay, and hears of no access and no end.
 */
export async function queueFailureMails(scene: Scene, cases: OpenCase[]): Promise<void> {
  const told = onePerPayer(cases.filter(({ lastMailAt }) => mayMail(lastMailAt, scene.now)));
  await writeTo(scene, told, (mail) => failureMail(scene, mail));
}

/** Sends a payer the mail about a case again, because staff asked for it. */
export async function writeAgain(scene: Scene, each: OpenCase): Promise<void> {
  const failedOn = each.lastAttemptOn ?? each.firstFailedOn;
  const cause = `overdue:${each.id}:again:${scene.now}`;
  await writeTo(scene, [each], (mail) => {
    return failureMail(scene, { ...mail, occasion: { cause, failedOn } });
  });
}

/** Writes to the payers of cases, each with a link that signs them in, and notes that it did. */
export async function writeTo(
  scene: Scene,
  told: OpenCase[],
  draftOf: (mail: Mail) => MessageDraft,
): Promise<void> {
  if (told.length === 0) return;
  const facts = await invoiceMessageFacts(
    scene.tx,
    told.map((each) => each.invoiceId),
  );
  const payers = told.map((each) => each.payerId);
  const urls = await signInLinks(scene, payers, 'update_card');
  const failedOn = scene.today;
  await queueMessages(
    scene,
    told.map((each, i) => {
      const occasion = { cause: `overdue:${each.id}:${scene.today}`, failedOn };
      return draftOf({ case: each, occasion, facts: facts[i]!, url: urls[i]! });
    }),
  );
  await noteMails(
    scene.tx,
    told.map((each) => each.id),
    scene.now,
  );
}

/** Of several cases of one payer, the oldest invoice is what is written about (§9). */
export function onePerPayer(cases: readonly OpenCase[]): OpenCase[] {
  const chosen = new Map<string, OpenCase>();
  for (const each of cases) {
    const before = chosen.get(each.payerId);
    if (!before || isOlder(each, before)) chosen.set(each.payerId, each);
  }
  return [...chosen.values()];
}

/** Whether a case is about an older invoice; at the same due date, the one that failed first. */
export function isOlder(a: OpenCase, b: OpenCase): boolean {
  if (a.invoiceDueOn !== b.invoiceDueOn) return a.invoiceDueOn < b.invoiceDueOn;
  return a.id < b.id;
}

function failureMail(scene: Scene, mail: Mail) {
  const asksOnly = mail.case.policy.mode === 'invoice' || mail.facts.over;
  if (asksOnly) return reminderMail(scene, mail);
  const about = aboutOf(mail);
  // While the clock stands nothing is promised, neither a try nor the end.
  const nextTries = isStanding(mail.case) ? [] : plannedRetries(mail.case, scene.today);
  const data = declined(scene, mail);
  // On which days a gateway tries by itself is not known; a new card pays at once all the same.
  if (mail.case.gatewayRetries) {
    return { ...about, template: 'declined_first' as const, data: { ...data, nextTries: [] } };
  }
  if (needsMethod(mail.case) || nextTries.length === 0) {
    const endsOn = endOf(mail.case);
    return { ...about, template: 'hard_declined' as const, data: { ...data, endsOn } };
  }
  if (mail.case.lastMailAt === null || nextTries.length === plannedAtFirst(mail.case)) {
    return { ...about, template: 'declined_first' as const, data: { ...data, nextTries } };
  }
  if (nextTries.length === 1) {
    const last = { ...data, lastTryOn: nextTries[0]! };
    return { ...about, template: 'declined_last_warning' as const, data: last };
  }
  return { ...about, template: 'declined_again' as const, data: { ...data, nextTries } };
}

const isStanding = (each: OpenCase) => suspensionOf(each) !== null;

function endOf(each: OpenCase) {
  if (isStanding(each)) return null;
  return each.steps.find((step) => step.kind === 'final')?.dueOn ?? null;
}

function plannedAtFirst(each: OpenCase): number {
  return each.steps.filter((step) => step.kind === 'retry').length;
}

function declined(scene: Scene, { case: each, occasion, facts, url }: Mail) {
  return {
    amount: { amount: facts.balance, currency: facts.currency },
    planName: facts.planName ?? facts.number,
    failedOn: occasion.failedOn,
    reason: each.lastReason,
    access: accessWords(each.policy, each.firstFailedOn, scene.today),
    invoiceNumber: facts.number,
    invoiceProforma: facts.proforma,
    updateUrl: url,
    // What the bank refused and was removed since is told as a refusal, not as nothing on file.
    means: facts.means === 'none' && each.lastReason !== null ? undefined : facts.means,
  };
}

/** What is known better than the case says: access, and when it is charged by itself. */
type Told = { access?: AccessWhileOverdue; nextTryOn?: LocalDate | null };

/**
 * Asks for what is open, and says what stands on it. Nobody reads of an end while a charge is
 * planned (spec/overdue.md).
 */
export function reminderMail(scene: Scene, mail: Mail, told: Told = {}) {
  const { case: each, facts, url } = mail;
  const access = told.access ?? accessWords(each.policy, each.firstFailedOn, scene.today);
  const nextTryOn = told.nextTryOn ?? null;
  return {
    ...aboutOf(mail),
    template: 'reminder' as const,
    data: {
      invoice: invoiceFacts(facts),
      planName: facts.planName,
      payUrl: url,
      accessClosed: access.state === 'closed' && !facts.over,
      accessLastDay: access.state === 'kept' && !facts.over ? (access.lastDay ?? null) : null,
      nextTryOn,
      endsOn: facts.over || nextTryOn ? null : endOf(each),
    },
  };
}

function aboutOf({ occasion, facts }: Mail) {
  return { cause: occasion.cause, ...recipientOf(facts) };
}
