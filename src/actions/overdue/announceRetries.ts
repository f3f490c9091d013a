import { noteAnnounced } from '../../db/billing/caseSteps.ts';
import { noteMails } from '../../db/billing/cases.ts';
import { lockPayers } from '../../db/billing/credit.ts';
import { lockInvoices } from '../../db/billing/invoices.ts';
import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import type { DueCase, OpenCase } from '../../db/billing/openCases.ts';
import { casesToAnnounce, openCasesOf } from '../../db/billing/openCases.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { lowestId } from '../../domain/ids.ts';
import { isAnnounced, nextRetry } from '../../domain/overdue/mails.ts';
import { instantAt } from '../../domain/zones.ts';
import { recipientOf } from '../billing/invoiceMessages.ts';
import { signInLinks } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';
import { onePerPayer } from './failureMails.ts';
import { needsMethod, storedSteps, suspensionOf } from './next.ts';
import { accessWords } from './policy.ts';

const batchSize = 500;

type Announcement = {
  case: OpenCase;
  step: { position: number; dueOn: LocalDate; isLast: boolean };
};

/**
 * Writes to members before a retry: when it comes and how much, so that nobody is surprised
 * (spec/overdue.md). Never within 23 hours of another mail about a failure, nor so late that the
 * one about the outcome could not follow. Answers how many were written.
 */
export async function announceRetries(ctx: Context): Promise<number> {
  let count = 0;
  let after: string = lowestId;
  for (;;) {
    const page = await look(ctx, ({ tx, today }) =>
      casesToAnnounce(tx, { today, after, limit: batchSize }),
    );
    const last = page.at(-1);
    if (!last) return count;
    after = last.id;
    count += await act(ctx, (scene) => announceSome(scene, page));
    if (page.length < batchSize) return count;
  }
}

async function announceSome(scene: Scene, page: DueCase[]): Promise<number> {
  const { tx, now } = scene;
  const invoiceIds = page.map((each) => each.invoiceId);
  await lockPayers(tx, [...new Set(page.map((each) => each.payerId))]);
  await lockInvoices(tx, invoiceIds);
  const cases = await openCasesOf(tx, invoiceIds);
  const due = new Map(
    cases.flatMap((each) => {
      const step = announcedStep(scene, each);
      return step ? [[each.id, { case: each, step }] as const] : [];
    }),
  );
  const chosen = onePerPayer([...due.values()].map((each) => each.case));
  const told = chosen.map(({ id }) => due.get(id)!);
  await write(scene, told);
  await noteAnnounced(
    tx,
    told.map(({ case: { id }, step }) => ({ caseId: id, position: step.position })),
    now,
  );
  await noteMails(
    tx,
    told.map((each) => each.case.id),
    now,
  );
  return told.length;
}

function announcedStep(scene: Scene, each: OpenCase): Announcement['step'] | null {
  const { org, today, now } = scene;
  if (needsMethod(each) || suspensionOf(each) !== null) return null;
  const step = nextRetry(storedSteps(scene, each.steps), today);
  if (!step || each.steps.find((s) => s.position === step.position)?.announcedAt) return null;
  const retryAt = instantAt(step.dueOn, org.settings.overdue.hour, org.timezone);
  const { announce_days: announceDays } = each.policy;
  const on = { today, now, announceDays, lastMailAt: each.lastMailAt, retryAt };
  return isAnnounced(step.dueOn, on) ? step : null;
}

async function write(scene: Scene, told: Announcement[]): Promise<void> {
  const facts = await invoiceMessageFacts(
    scene.tx,
    told.map((each) => each.case.invoiceId),
  );
  const payers = told.map((each) => each.case.payerId);
  const urls = await signInLinks(scene, payers, 'update_card');
  await queueMessages(
    scene,
    told.map(({ case: each, step }, i) => ({
      cause: `overdue:${each.id}:before:${step.position}:${step.dueOn}`,
      template: 'retry_announced' as const,
      ...recipientOf(facts[i]!),
      data: {
        amount: { amount: facts[i]!.balance, currency: facts[i]!.currency },
        planName: facts[i]!.planName ?? facts[i]!.number,
        retryOn: step.dueOn,
        isLast: step.isLast,
        method: facts[i]!.method,
        access: accessWords(each.policy, each.firstFailedOn, scene.today),
        invoiceNumber: facts[i]!.number,
        invoiceProforma: facts[i]!.proforma,
        updateUrl: urls[i]!,
        means: facts[i]!.means,
      },
    })),
  );
}
