import type { PlannedInvoice } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Sentence } from '../../domain/errors.ts';
import type { JoinCase } from '../../domain/subscriptions/join.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import type { JoinWish } from './decideJoin.ts';
import { decideJoin, usualFirstBilling } from './decideJoin.ts';
import { joinSentence } from './joinSentence.ts';
import { planForSale } from './planForSale.ts';

export type MemberPreview = {
  case: JoinCase;
  sentence: Sentence;
  startOn: LocalDate;
  firstBillingOn: LocalDate;
  accessFrom: LocalDate;
  trialEndsOn: LocalDate | null;
  /** Last free day before the first invoice; null when nothing is free. */
  freeUntil: LocalDate | null;
  /** What is issued at once, then the next ones, each on its own date. */
  invoices: PlannedInvoice[];
  nextBillingOn: LocalDate | null;
};

/**
 * What would happen if somebody joined like this; writes nothing. Decided by the very function
 * that `addMember` executes, with the same refusals.
 */
export async function previewMember(ctx: Context, wish: JoinWish): Promise<MemberPreview> {
  return look(ctx, async (scene) => {
    const { decision, sale } = await decideJoin(scene, wish);
    const { subscription } = decision;
    return {
      case: decision.case,
      sentence: joinSentence(decision, { kind: sale.plan.kind, today: scene.today }),
      startOn: subscription.startsOn,
      firstBillingOn: subscription.firstBillingOn,
      accessFrom: subscription.startsOn,
      trialEndsOn: subscription.trialEndsOn,
      freeUntil: freeUntil(decision.case, subscription.firstBillingOn),
      invoices: [...decision.invoicesNow, ...decision.upcoming].slice(0, 3),
      nextBillingOn: decision.nextBillingOn,
    };
  });
}

/** The dates the form opens with for a plan. Refuses like `planForSale`. */
export async function memberDefaults(
  ctx: Context,
  wanted: { planId: string; priceId?: string; startOn?: LocalDate },
): Promise<{ startOn: LocalDate; firstBillingOn: LocalDate }> {
  return look(ctx, async (scene) => {
    const startOn = wanted.startOn ?? scene.today;
    const sale = await planForSale(scene.tx, {
      planId: wanted.planId,
      priceId: wanted.priceId ?? (await firstPrice(scene, wanted.planId)),
    });
    return { startOn, firstBillingOn: usualFirstBilling(scene, sale, startOn) };
  });
}

async function firstPrice(
  { tx }: { tx: Parameters<typeof planForSale>[0] },
  planId: string,
): Promise<string | undefined> {
  const rows = await tx.query<{ id: string }>(
    `select id from price where org_id = app_org() and plan_id = $1 and archived_at is null
     order by position, id limit 1`,
    [planId],
  );
  return rows[0]?.id;
}

function freeUntil(which: JoinCase, firstBillingOn: LocalDate): LocalDate | null {
  return which === 'C' ? firstBillingOn : null;
}
