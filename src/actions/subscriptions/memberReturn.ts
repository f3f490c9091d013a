import { openInvoicesOf } from '../../db/billing/owedOf.ts';
import { hasMethod } from '../../db/billing/payments.ts';
import { creditOf } from '../../db/payments/read.ts';
import { isFoundFraud } from '../../db/people/contact.ts';
import { findPlans } from '../../db/plans/read.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscriptions } from '../../db/subscriptions/load.ts';
import type { BillingPlan } from '../../domain/billing/plan.ts';
import { mayReturn } from '../../domain/subscriptions/memberReturn.ts';
import { MemberMayNot } from '../../domain/subscriptions/memberRules.ts';
import type { EndCause } from '../../domain/subscriptions/transitions.ts';
import { isRunning } from '../../domain/subscriptions/transitions.ts';
import { portalUrl } from '../billing/links.ts';
import type { Scene } from '../context.ts';
import { PaymentMethodFirst, SettleFirst } from './refusals.ts';

/** The plan, and what coming back would bill; null while paid time goes on. */
type Coming = { plan: PlanRecord | undefined; anew: BillingPlan | null };

/**
 * Members bring back what the rules let them, at today's price, with nothing left to pay; staff
 * bring back everything. Refuses with `MemberMayNot`, `SettleFirst`, `PaymentMethodFirst`.
 */
export async function checkMemberReturn(
  scene: Scene,
  row: SubscriptionRow,
  { plan, anew }: Coming,
): Promise<void> {
  if (scene.actor.kind !== 'member') return;
  const isFraud = await isFoundFraud(scene.tx, row.contactId);
  if (!plan || isFraud || !isAllowed(scene, row, plan)) {
    throw new MemberMayNot({ organization: scene.org.name });
  }
  const open = await scene.tx.maybeOne(`select from ${openInvoicesOf('$1')} i limit 1`, [row.id]);
  if (open) throw new SettleFirst();
  if (await lacksMethod(scene, row, anew)) throw new PaymentMethodFirst();
}

/** Which of somebody's own subscriptions, all they hold, they may take up again by themselves. */
export async function returnableAmong(
  scene: Scene,
  held: readonly { id: string; state: SubscriptionRow['state'] }[],
): Promise<Set<string>> {
  if (held.every(({ state }) => isRunning(state))) return new Set();
  const ids = held.map(({ id }) => id);
  const rows = await findSubscriptions(scene.tx, scene.today, ids);
  const [first] = rows;
  if (first && (await isFoundFraud(scene.tx, first.contactId))) return new Set();
  const plans = await plansFor(scene, rows);
  const returnable = rows.filter((row) => {
    const plan = plans.get(row.planId);
    if (isRunning(row.state) || !plan || !isOnSale(plan)) return false;
    return isLatest(row, rows, plan) && isAllowed(scene, row, plan);
  });
  return new Set(returnable.map(({ id }) => id));
}

/**
 * Where members take up again what ends for `cause`, by subscription; those that they may not
 * bring back by themselves are left out.
 */
export async function returnUrls(
  scene: Scene,
  ids: readonly string[],
  cause: EndCause,
): Promise<Map<string, string>> {
  const rows = await findSubscriptions(scene.tx, scene.today, ids);
  const plans = await plansFor(scene, rows);
  const allowed = rows.filter((row) => {
    const plan = plans.get(row.planId);
    return plan && isOnSale(plan) && isAllowed(scene, { ...row, endCause: cause }, plan);
  });
  return new Map(allowed.map(({ id }) => [id, portalUrl(scene, `/return/${id}`)]));
}

function plansFor({ tx }: Scene, rows: readonly SubscriptionRow[]) {
  return findPlans(tx, [...new Set(rows.map(({ planId }) => planId))]);
}

const isOnSale = ({ archivedAt, deletedAt }: PlanRecord) => !archivedAt && !deletedAt;

/** What an import ended without saying why has expired. */
function isAllowed({ org }: Scene, row: SubscriptionRow, plan: PlanRecord): boolean {
  const cause = (row.endCause ?? 'expired') as EndCause;
  return mayReturn(row, plan, { usual: org.settings.subscriptions.members_may, cause });
}

/** The last of its plan to end, while none of it runs or comes (or several may be held). */
function isLatest(
  row: SubscriptionRow,
  all: readonly SubscriptionRow[],
  { allowSeveral }: PlanRecord,
): boolean {
  const when = ({ endsOn, id }: SubscriptionRow) => `${endsOn ?? ''} ${id}`;
  return all.every((other) => {
    if (other.id === row.id) return true;
    const isSame = other.planId === row.planId;
    if (!isRunning(other.state)) return !isSame || when(other) < when(row);
    return allowSeveral || !(isSame || other.pendingChange?.planId === row.planId);
  });
}

/** Something is to be charged today beyond the credit, and there is nothing to charge it to. */
async function lacksMethod(
  scene: Scene,
  row: SubscriptionRow,
  anew: BillingPlan | null,
): Promise<boolean> {
  const { tx } = scene;
  if (row.collection !== 'automatic' || !anew) return false;
  const total = anew.invoices.reduce((sum, { draft }) => sum + draft.total, 0);
  if (total <= (await creditOf(tx, row.payerId, row.currency))) return false;
  return !(await hasMethod(tx, row.payerId));
}
