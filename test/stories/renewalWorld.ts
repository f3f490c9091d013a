/** An association that asks its members every year, 45 days before the season ends. */
import type { Context } from '../../src/actions/context.ts';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import type { NewPlan } from '../../src/actions/plans/input.ts';
import type { NewMember } from '../../src/actions/subscriptions/addMember.ts';
import type { Database } from '../../src/db/connection.ts';
import type { RenewalState } from '../../src/domain/renewals/states.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

export const yearly = (amount: number) => [
  { amount, currency: 'EUR', intervalUnit: 'year' as const, intervalCount: 1 },
];

export const season = {
  start: { day: 1, month: 1 },
  rollover: null,
  firstPeriod: 'full' as const,
};

export const asksFirst = { policy: 'notice', lead_days: 45, late: 'payment_day' } as const;

type Settings = { renewals?: object; invoice?: object };

/** Opens it on 1 January 2026, with the plans Partner (300 €) and Regular (180 €). */
export async function openAssociation(db: Database, settings: Settings = {}) {
  const life = await lifeWorld(db, '2026-01-01', settings);
  const plan = (name: string, amount: number, more: Partial<NewPlan> = {}) =>
    life.plan({
      ...{ name, amount, kind: 'fixed_date', season, prices: yearly(amount) },
      renewal: asksFirst,
      ...more,
    });
  const partner = await plan('Partner', 30_000);
  const regular = await plan('Regular', 18_000);
  const join = async (planId = partner.id, more: Partial<NewMember> = {}) => {
    const added = await life.join(planId, more);
    const { contactId, subscriptionId, invoiceIds } = added;
    return { contactId, id: subscriptionId, invoiceId: invoiceIds[0]! };
  };
  const payingByCard = async (planId = partner.id) => {
    const who = await join(planId, { collection: 'automatic', paymentMethod: goodCard });
    return who;
  };
  return {
    ...{ life, plan, partner, regular, join, payingByCard },
    member: (contactId: string): Context => ({
      ...life.ctx,
      actor: { kind: 'member', id: contactId, name: 'Ana' },
    }),
    giveCard: (contactId: string) => setPaymentMethod(life.ctx, contactId, goodCard),
    renewal: (id: string) => renewalOf(life, id),
    invoices: (id: string) =>
      life.rows<InvoiceSeen>(
        `select id, type, status, total, due_on, settled, credited from invoice
         where subscription_id = $1 order by created_at, id`,
        [id],
      ),
    terms: (id: string) =>
      life.rows<{ starts_on: string; ends_on: string; status: string }>(
        `select starts_on, ends_on, status from term where subscription_id = $1
           and status <> 'void' order by starts_on`,
        [id],
      ),
    mails: (contactId: string) =>
      life.rows<{ template: string; data: Record<string, unknown> }>(
        `select template, data from message where contact_id = $1
           and template like 'renewal%' order by created_at, id`,
        [contactId],
      ),
  };
}

type InvoiceSeen = {
  id: string;
  type: string;
  status: string;
  total: number;
  due_on: string;
  settled: number;
  credited: number;
};

type RenewalSeen = {
  id: string;
  state: RenewalState;
  reminders: number;
  reason: string;
  invoice_id: string | null;
};

/** The latest renewal of a subscription; fails without one. */
async function renewalOf(
  { rows }: { rows: Awaited<ReturnType<typeof lifeWorld>>['rows'] },
  id: string,
): Promise<RenewalSeen> {
  const [found] = await rows<RenewalSeen>(
    `select id, state, reminders, reason, invoice_id from renewal where subscription_id = $1
     order by ends_on desc limit 1`,
    [id],
  );
  if (!found) throw new Error('nothing is asked');
  return found;
}

export type Association = Awaited<ReturnType<typeof openAssociation>>;
