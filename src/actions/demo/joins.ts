import type { PlanRecord } from '../../db/plans/types.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { dayOfMonth, dayOfWeek, monthOf } from '../../domain/dates.ts';
import { chargeInvoices } from '../billing/chargeInvoices.ts';
import type { Scene } from '../context.ts';
import { act } from '../context.ts';
import { addContact } from '../people/createContact.ts';
import type { NewMember } from '../subscriptions/addMember.ts';
import { addMemberIn } from '../subscriptions/addMember.ts';
import type { Chance } from './chance.ts';
import { newCompany, newPerson } from './people.ts';
import type { World } from './world.ts';

/** How well each month of the year brings new members: autumn and January, hardly August. */
const seasons = [1.4, 1, 0.95, 0.9, 0.85, 0.7, 0.5, 0.45, 1.6, 1.35, 1.2, 1.3];

/** How many join on each day, `total` in all: growing, by season, fewer on weekends. */
export function joinsByDay(days: LocalDate[], total: number, chance: Chance): number[] {
  const weights = days.map((day, i) => {
    const growth = 0.6 + (0.8 * i) / days.length;
    const weekend = dayOfWeek(day) > 5 ? 0.6 : 1;
    return seasons[monthOf(day) - 1]! * growth * weekend * (0.5 + chance.next());
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let owed = 0;
  return weights.map((weight) => {
    owed += (weight / sum) * total;
    const joins = Math.floor(owed + 1e-6);
    owed -= joins;
    return joins;
  });
}

/** Cards by how often people bring one that does this. */
const cards: readonly (readonly [number, string])[] = [
  [930, '4242424242424242'],
  [20, '4000000000000341'],
  [14, '4000000000009995'],
  [6, '4000000000000069'],
  [4, '4000000000009979'],
  [10, '4000000000000077'],
  [4, '4000000000000127'],
  [3, '4000000000000119'],
];

/** Adds the day's newcomers in one transaction, then charges what is due of them in one batch. */
export async function joinToday(world: World, count: number): Promise<void> {
  if (count === 0) return;
  const invoiceIds = await act(world.ctx, async (scene) => {
    const issued: string[] = [];
    for (let left = count; left > 0; ) {
      const company = left >= 2 && world.chance.happens(0.03);
      const people = company ? Math.min(left, world.chance.whole(2, 5)) : 1;
      const members = company ? await companyOf(world, scene, people) : [onePerson(world, scene)];
      for (const member of members) {
        const added = await addMemberIn(scene, member);
        const due = added.issued.filter((invoice) => invoice.collection === 'automatic');
        issued.push(...due.filter((each) => each.balance > 0).map((invoice) => invoice.id));
      }
      left -= people;
    }
    return issued;
  });
  if (invoiceIds.length > 0) await chargeInvoices(world.ctx, { invoiceIds, cause: 'billing' });
}

/** Somebody who only asked, or followed: a contact without any plan. */
export async function meetSomebody(world: World): Promise<void> {
  const { population, ctx } = world;
  await act(ctx, (scene) => addContact(scene, newPerson(population, scene.today)));
}

function onePerson(world: World, scene: Scene): NewMember {
  const { chance } = world;
  const plan = planFor(world);
  const offline = plan.kind !== 'free' && chance.happens(0.06);
  return {
    ...termsOf(world, plan, scene.today),
    who: { contact: newPerson(world.population, scene.today) },
    ...(plan.kind === 'free' || offline ? {} : { paymentMethod: { testCard: cardOf(chance) } }),
    ...(offline ? { collection: 'invoice' as const, notify: 'invoice' as const } : {}),
    source: 'demo',
  };
}

/** A company pays for its people: one by card, the next by transfer. */
async function companyOf(world: World, scene: Scene, people: number): Promise<NewMember[]> {
  const { chance, population } = world;
  const { id: companyId } = await addContact(scene, newCompany(population));
  const paid = world.plans.filter((plan) => plan.kind !== 'free');
  const plan = chance.pick(paid);
  const byCard = chance.happens(0.5);
  return Array.from({ length: people }, (_, i): NewMember => {
    const person = newPerson(population, scene.today);
    const brings = byCard && i === 0;
    return {
      ...termsOf(world, plan, scene.today),
      who: { contact: { ...person, company_id: companyId, payer_id: companyId } },
      ...(brings ? { paymentMethod: { testCard: '4242424242424242' } } : {}),
      collection: byCard ? 'automatic' : 'invoice',
      notify: byCard ? 'nobody' : 'invoice',
      source: 'demo',
    };
  });
}

function planFor({ chance, plans }: World): PlanRecord {
  return chance.weighted(plans.map((plan, i) => [planWeight(plan, i), plan] as const));
}

function planWeight(plan: PlanRecord, place: number): number {
  if (plan.kind === 'custom') return 5;
  return [22, 45, 20, 8][place] ?? 5;
}

/** Price, amount and dates: most begin today; most are billed on the day they came. */
function termsOf(world: World, plan: PlanRecord, today: LocalDate) {
  const { chance } = world;
  const prices = plan.prices.filter((price) => price.archivedAt === null);
  const price = chance.weighted(prices.map((each, i) => [i === 0 ? 4 : 1, each] as const));
  const amount = plan.kind === 'custom' ? price.amount * chance.pick([1, 1, 2, 3, 5]) : null;
  const mayChoose = plan.trialDays === 0 && plan.season === null;
  const ownDay = dayOfMonth(today) <= 28 && mayChoose && chance.happens(0.55);
  return {
    planId: plan.id,
    priceId: price.id,
    amount,
    ...(ownDay ? { firstBillingOn: today } : {}),
  };
}

function cardOf(chance: Chance): string {
  return chance.weighted(cards);
}
