import { findContact } from '../../db/people/contact.ts';
import { findPlan } from '../../db/plans/read.ts';
import { closeCancellation } from '../../db/subscriptions/dated.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import { saveSubscription } from '../../db/subscriptions/save.ts';
import type { BillingPlan, PlannedInvoice } from '../../domain/billing/plan.ts';
import { planBilling } from '../../domain/billing/plan.ts';
import { seasonOpening } from '../../domain/billing/season.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { dayOfMonth } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { PlanArchived, PlanDeleted } from '../plans/refusals.ts';
import { refuseDuplicate } from './addMember.ts';
import type { Target } from './change.ts';
import { changing, recordChange } from './change.ts';
import { collectNow } from './collectNow.ts';
import { factsOf } from './facts.ts';
import { writePlanned } from './invoicing.ts';
import { checkMemberReturn } from './memberReturn.ts';
import { ContactBlocked, SoldOnce } from './refusals.ts';
import { tellMember } from './tellMember.ts';

/**
 * Brings a cancelled or expired subscription back, at its own price. Time that is paid for and not
 * over goes on where it was cut; otherwise a new period begins today and is invoiced (and charged,
 * when it is collected automatically). Refuses with `SubscriptionNotInState`, `AlreadySubscribed`,
 * `PlanDeleted`, `PlanArchived`, `ContactBlocked`, `StaleEdit`.
 */
export async function reactivateSubscription(
  ctx: Context,
  target: Target,
): Promise<{ invoiceIds: string[]; nextBillingOn: LocalDate | null }> {
  const done = await changing(ctx, target, async (scene, row) => {
    const state = nextState('reactivate', row.state);
    if (row.once) throw new SoldOnce();
    await checkReactivation(scene, row);
    await closeCancellation(scene.tx, row.id, scene.now);
    const open = { state, endsOn: null, endCause: null };
    const paid = await paidTime(scene, row);
    const renewed = paid
      ? await goOn(scene, row, { ...open, paid })
      : await beginAnew(scene, row, open);
    await recordChange(scene, row, {
      event: 'subscription_started',
      amount: row.amount * row.quantity,
      data: { cause: 'renewed', on: scene.today },
    });
    await tellMember(scene, row, {
      template: 'reactivated',
      cause: `reactivated:${row.id}:${scene.now}`,
      data: {
        planName: row.planName,
        on: scene.today,
        nextChargeOn: row.amount > 0 ? renewed.nextBillingOn : null,
        accountUrl: portalUrl(scene),
      },
    });
    return renewed;
  });
  await collectNow(ctx, done.issued);
  const invoiceIds = done.issued.map((invoice) => invoice.id);
  return { invoiceIds, nextBillingOn: done.nextBillingOn };
}

export type ReactivationPreview = {
  /** Paid time that goes on, until this day (exclusive); null when a new period begins. */
  goesOnUntil: LocalDate | null;
  nextBillingOn: LocalDate | null;
  invoice: PlannedInvoice | null;
  currency: string;
};

/** What bringing a subscription back would bill; writes nothing. Refuses like doing it. */
export async function previewReactivation(ctx: Context, id: string): Promise<ReactivationPreview> {
  return look(ctx, async (scene) => {
    const row = await findSubscription(scene.tx, scene.today, id);
    if (!row) throw new NotFound();
    nextState('reactivate', row.state);
    await checkReactivation(scene, row);
    const { currency } = row;
    const paid = await paidTime(scene, row);
    if (paid) {
      return { goesOnUntil: paid.end, nextBillingOn: paid.end, invoice: null, currency };
    }
    const { nextBillingOn, invoices } = planAnew(scene, row);
    return { goesOnUntil: null, nextBillingOn, invoice: invoices[0] ?? null, currency };
  });
}

type Open = { state: SubscriptionRow['state']; endsOn: null; endCause: null };
type Renewed = { issued: IssuedInvoice[]; nextBillingOn: LocalDate | null };
type Paid = { invoiceId: string; end: LocalDate; termStatus: 'active' | 'pending' };

async function checkReactivation(scene: Scene, row: SubscriptionRow): Promise<void> {
  const contact = await findContact(scene.tx, row.contactId);
  if (contact?.blocked_at) throw new ContactBlocked({ name: contact.display_name });
  const plan = await findPlan(scene.tx, row.planId);
  if (plan?.deletedAt) throw new PlanDeleted({ name: plan.name });
  if (plan?.archivedAt) throw new PlanArchived({ name: plan.name });
  const held = { id: row.planId, name: row.planName, allowSeveral: row.allowDuplicate };
  await refuseDuplicate(scene.tx, row.contactId, held, row.id);
  await checkMemberReturn(scene, row, { paidTime, planAnew });
}

/** The invoice, paid or still to be, whose period covers today and of which nothing is credited. */
async function paidTime({ tx, today }: Scene, row: SubscriptionRow): Promise<Paid | undefined> {
  const rows = await tx.query<Paid>(
    `select id as "invoiceId", period_end as end,
       case status when 'paid' then 'active' else 'pending' end as "termStatus" from (
         select id, status, issued_on, period_start, period_end from invoice
         where org_id = app_org() and subscription_id = $1 and credited = 0
         union all
         select i.id, i.status, i.issued_on, v.period_start, v.period_end from invoice_cover v
         join invoice i on i.org_id = app_org() and i.id = v.invoice_id
         where v.org_id = app_org() and v.subscription_id = $1 and not exists (
           select from invoice_line l join credit_note_line n
             on n.org_id = app_org() and n.invoice_line_id = l.id
           where l.org_id = app_org() and l.invoice_id = i.id and l.subscription_id = $1)) i
     where status in ('paid', 'open') and period_start <= $2 and period_end > $2
     order by issued_on desc, id desc limit 1`,
    [row.id, today],
  );
  return rows[0];
}

async function goOn(
  scene: Scene,
  row: SubscriptionRow,
  { paid, ...open }: Open & { paid: Paid },
): Promise<Renewed> {
  const { tx, now } = scene;
  await tx.exec(
    `update term set status = $4, ends_on = $3
     where org_id = app_org() and id = (select id from term where org_id = app_org()
       and subscription_id = $1 and invoice_id = $2 order by starts_on desc, id desc limit 1)`,
    [row.id, paid.invoiceId, paid.end, paid.termStatus],
  );
  await saveSubscription(tx, { id: row.id, now }, { ...open, nextBillingOn: paid.end });
  return { issued: [], nextBillingOn: paid.end };
}

/** A new cycle begins today, or the rest of the season that everybody is in. */
function anchorFrom(row: SubscriptionRow, today: LocalDate) {
  const { firstPeriod } = row;
  if (row.season === null) return { anchorOn: today, anchorDay: dayOfMonth(today), firstPeriod };
  const every = { unit: row.intervalUnit, count: row.intervalCount };
  const { nextOn, anchor } = seasonOpening(row.season, every, today);
  return { anchorOn: nextOn, anchorDay: anchor.day, firstPeriod: row.season.firstPeriod };
}

/** A new period from today, whatever was before. */
function planAnew({ today, org }: Scene, row: SubscriptionRow): BillingPlan {
  const open = { endsOn: null, pause: null, nextBillingOn: today };
  const fresh = { ...row, ...anchorFrom(row, today), ...open };
  return planBilling(factsOf(fresh, org, today), today, 'all');
}

async function beginAnew(scene: Scene, row: SubscriptionRow, open: Open): Promise<Renewed> {
  const { today, tx, now } = scene;
  const { nextBillingOn, invoices, terms } = planAnew(scene, row);
  const dates = { ...anchorFrom(row, today), trialEndsOn: null, nextBillingOn };
  await saveSubscription(tx, { id: row.id, now }, { ...open, ...dates });
  const notify = row.collection === 'invoice' ? 'invoice' : 'nobody';
  const issued = await writePlanned(scene, row, { invoices, terms, type: 'subscription', notify });
  return { issued, nextBillingOn };
}
