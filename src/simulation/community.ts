import type { Context } from '../actions/context.ts';
import { act, look } from '../actions/context.ts';
import type { Chance } from '../actions/demo/chance.ts';
import { createOrganization } from '../actions/organizations/createOrganization.ts';
import { insertPlan } from '../actions/plans/createPlan.ts';
import type { NewPlan } from '../actions/plans/input.ts';
import { updateOrganization } from '../actions/settings/organization.ts';
import type { Clock } from '../clock.ts';
import { standingClock } from '../clock.ts';
import { listPlans } from '../db/plans/read.ts';
import type { PlanRecord } from '../db/plans/types.ts';
import type { Database } from '../db/transaction.ts';
import { inSystem } from '../db/transaction.ts';
import type { LocalDate } from '../domain/dates.ts';
import { instantAt } from '../domain/zones.ts';
import type { PaymentGateway } from '../gateways/payment/port.ts';
import { sepaGateway } from '../gateways/payment/sepa/gateway.ts';
import { vaultOf } from '../gateways/vault.ts';
import { newId } from '../ids.ts';
import { signContract } from './debitMoves.ts';
import type { Faults } from './faults.ts';

/** One simulated organization with its own clock, luck and bad network. */
export type Community = {
  ctx: Context;
  clock: Clock & { set(instant: string): void };
  timezone: string;
  plans: PlanRecord[];
  /** Its bank takes files of SEPA debits. */
  debits: boolean;
  chance: Chance;
  faults: Faults;
  /** How many people were made, for their addresses. */
  people: { count: number };
};

type Founding = {
  number: number;
  start: LocalDate;
  chance: Chance;
  faults: Faults;
  gateway: PaymentGateway;
};

const zones = ['Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Pacific/Auckland', 'UTC'];
const currencies = ['EUR', 'EUR', 'USD', 'JPY', 'GBP'];
const kinds = ['creator', 'space', 'association', 'site'] as const;

/** Founds an organization with plans of several kinds, tax rates and intervals. */
export async function found(db: Database, founding: Founding): Promise<Community> {
  const { number, chance, start, faults, gateway } = founding;
  const timezone = chance.pick(zones);
  const clock = standingClock(instantAt(start, 6, timezone));
  const currency = chance.pick(currencies);
  const debits = currency === 'EUR' && chance.happens(0.3);
  const vault = vaultOf('simulation');
  const payment = { test: gateway, ...(debits ? { sepa: sepaGateway({ db, vault }) } : {}) };
  const outside = { db, clock, gateways: { payment }, baseUrl: 'http://localhost' };
  const input = {
    name: `Community ${number}`,
    kind: chance.pick(kinds),
    language: chance.pick(['fr', 'en'] as const),
    currency,
    timezone,
    billing_day: chance.pick([1, 5, 15, 28, 29, 30, 31]),
  };
  const ownerId = await ownerOf(db, number);
  const { id: orgId } = await createOrganization(outside, input, {
    ownerId,
    ownerName: 'Simulation',
    plans: 'none',
  });
  const actor = { kind: 'api', id: newId(), name: 'Simulation' } as const;
  const ctx: Context = { ...outside, orgId, actor };
  await chooseSettings(ctx, chance);
  if (debits) await signContract({ ctx });
  const plans = await act(ctx, async (scene) => {
    for (const plan of plansFor(currency, chance)) await insertPlan(scene, plan);
    return listPlans(scene.tx);
  });
  return { ctx, clock, timezone, plans, debits, chance, faults, people: { count: 0 } };
}

/** Some communities bill pro forma first, some end what is unpaid by voiding it, and so on. */
async function chooseSettings(ctx: Context, chance: Chance): Promise<void> {
  const { version, settings } = await look(ctx, async ({ org }) => org);
  const invoice = {
    ...settings.invoice,
    membership_bills: chance.happens(0.3) ? ('proforma' as const) : ('invoice' as const),
    per_payer: chance.happens(0.3) ? ('payer' as const) : ('member' as const),
    due_days: chance.pick([14, 14, 0, 45]),
  };
  const subscriptions = {
    ...settings.subscriptions,
    pause_gives_back: chance.pick(['dates', 'dates', 'credit'] as const),
    upgrade_declined: chance.pick(['keep_old_plan', 'activate_and_chase'] as const),
  };
  const overdue = {
    ...settings.overdue,
    after_last: chance.pick(['uncollectible', 'void'] as const),
    access: chance.pick([{ kind: 'suspend' as const }, { kind: 'keep_until_cancelled' as const }]),
  };
  // Some payers owe the tax themselves: then the organization needs a number too.
  const identity = { ...settings.identity, vat_number: 'FR12345678901' };
  const changed = { invoice, subscriptions, overdue, identity };
  await updateOrganization(ctx, { version, input: { settings: changed } });
}

async function ownerOf(db: Database, number: number): Promise<string> {
  const row = await inSystem(db, (tx) =>
    tx.one<{ id: string }>('insert into auth.user (name, email) values ($1, $2) returning id', [
      'Simulation',
      `owner${number}@simulation.example`,
    ]),
  );
  return row.id;
}

function plansFor(currency: string, chance: Chance): NewPlan[] {
  const amount = (units: number) => (currency === 'JPY' ? units * 100 : units * 100 - 1);
  const price = (units: number, intervalUnit: 'week' | 'month' | 'year', intervalCount = 1) => ({
    amount: amount(units),
    currency,
    intervalUnit,
    intervalCount,
  });
  const taxRate = chance.pick(['0', '20', '5.5']);
  const taxInclusive = chance.happens(0.7);
  const trialDays = chance.pick([0, 0, 14]);
  return [
    { name: 'Free', kind: 'free', prices: [] },
    { name: 'Basic', kind: 'recurring', taxRate, prices: [price(10, 'month'), price(100, 'year')] },
    {
      name: 'Full',
      kind: 'recurring',
      taxRate,
      taxInclusive,
      trialDays,
      overduePolicy: chance.pick([null, { kind: 'keep_days' as const, days: 3 }]),
      prices: [price(25, 'month'), price(70, 'month', 3)],
      addons: [{ name: 'Locker', maxQuantity: 3, amounts: [amount(4), amount(11)] }],
    },
    { name: 'Weekly', kind: 'recurring', prices: [price(12, 'week', 6)] },
    {
      name: 'Asked',
      kind: 'recurring',
      taxRate,
      renewal: {
        policy: 'notice',
        lead_days: chance.pick([2, 10, 20]),
        late: chance.pick(['payment_day', 'keeps_dates'] as const),
      },
      prices: [price(15, 'month'), price(40, 'month', 3)],
    },
    {
      name: 'Ahead',
      kind: 'recurring',
      renewal: { policy: 'invoice', lead_days: chance.pick([5, 15]), late: 'payment_day' },
      prices: [price(18, 'month'), price(50, 'month', 3)],
    },
    {
      name: 'Season',
      kind: 'fixed_date',
      taxRate,
      season: {
        start: { day: 1, month: 9 },
        rollover: chance.pick([null, { day: 1, month: 6 }]),
        firstPeriod: chance.pick(['full', 'months', 'days'] as const),
      },
      prices: [price(60, 'year')],
    },
    { name: 'Ten visits', kind: 'pack', taxRate, uses: 10, prices: [price(80, 'month', 6)] },
    { name: 'Workshop', kind: 'one_time', taxRate, prices: [price(40, 'week', 2)] },
  ];
}
