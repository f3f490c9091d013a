import { act } from '../actions/context.ts';
import type { Chance } from '../actions/demo/chance.ts';
import { addContact, createContact } from '../actions/people/createContact.ts';
import type { NewMember } from '../actions/subscriptions/addMember.ts';
import { addMember } from '../actions/subscriptions/addMember.ts';
import type { PlanRecord } from '../db/plans/types.ts';
import { addDays } from '../domain/dates.ts';
import { Refusal } from '../domain/errors.ts';
import type { Community } from './community.ts';

/** Cards by how often people bring one that does this. */
const cards: readonly (readonly [number, string])[] = [
  [60, '4242424242424242'],
  [8, '4000000000000341'],
  [6, '4000000000009995'],
  [3, '4000000000009979'],
  [4, '4000000000000077'],
  [3, '4000000000000085'],
  [3, '4000000000000259'],
  [2, '4000000000000267'],
  [4, '4000000000000119'],
  [4, '4000000000000127'],
  [1, '4000002500003155'],
];

/** A card drawn by what it does. */
export function anyCard({ chance }: Community): string {
  return chance.weighted(cards);
}

/** Somebody new, with any of the date cases of joining.md. */
export async function joinAlone(community: Community): Promise<void> {
  await addMember(community.ctx, await newMember(community, { contact: newPerson(community) }));
}

/** A company that pays for two of its people. */
export async function joinAsCompany(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const contact = { ...newPerson(community), kind: 'company' as const };
  const { id: payerId } = await act(ctx, (scene) => addContact(scene, contact));
  const byCard = chance.happens(0.5);
  for (let i = 0; i < 2; i += 1) {
    const who = { contact: { ...newPerson(community), payer_id: payerId, company_id: payerId } };
    const member = await newMember(community, who);
    const { paymentMethod: _card, ...rest } = member;
    await addMember(ctx, {
      ...rest,
      ...(byCard ? { paymentMethod: { testCard: anyCard(community) } } : {}),
    });
  }
}

/** The form is sent twice at the same moment: one of them joins, the other is told. */
export async function joinTwice(community: Community): Promise<void> {
  const { ctx, faults } = community;
  const { id: contactId } = await createContact(ctx, newPerson(community));
  const member = await newMember(community, { contactId });
  faults.tally.faults.doubleClicks += 1;
  await together([() => addMember(ctx, member), () => addMember(ctx, member)]);
}

/** Does things at the same moment; throws what is not a refusal. */
export async function together(works: (() => Promise<unknown>)[]): Promise<void> {
  const results = await Promise.allSettled(works.map((work) => work()));
  for (const result of results) {
    if (result.status === 'rejected' && !(result.reason instanceof Refusal)) throw result.reason;
  }
}

/** The facts of one person more; every fifth owes the tax themselves. */
export function newPerson(community: Community) {
  community.people.count += 1;
  const { count } = community.people;
  const number = String(count).padStart(4, '0');
  return {
    display_name: `Person ${count}`,
    email: `person${number}@simulation.example`,
    ...(count % 5 === 0 ? { vat_number: `DE0000${number}`, reverse_charge: true } : {}),
  };
}

/** What somebody new joins, by which dates and how they pay. */
export async function newMember(community: Community, who: NewMember['who']): Promise<NewMember> {
  const { ctx, chance, plans } = community;
  const plan = chance.weighted(
    plans.map((each, i) => [[2, 10, 8, 2, 3, 2, 1][i] ?? 1, each] as const),
  );
  const today = await act(ctx, async (scene) => scene.today);
  const startOn = addDays(today, chance.pick([0, 0, 0, 0, 2, 20]));
  const firstBilling = chance.weighted([
    [8, 'usual'],
    [1, 'start'],
    [1, 'later'],
  ] as const);
  const paidFrom = addDays(startOn, plan.trialDays);
  const offline = chance.happens(0.2);
  const price = chance.pick(plan.prices);
  return {
    who,
    planId: plan.id,
    priceId: price.id,
    quantity: chance.pick([1, 1, 1, 2]),
    addons: someAddons(chance, plan),
    startOn,
    prorate: chance.happens(0.7),
    ...(firstBilling === 'usual'
      ? {}
      : { firstBillingOn: firstBilling === 'start' ? paidFrom : addDays(paidFrom, 9) }),
    ...(offline || isFree(plan) ? {} : { paymentMethod: { testCard: anyCard(community) } }),
    ...(offline ? { collection: 'invoice' as const } : {}),
    notify: chance.pick(['invoice', 'nobody'] as const),
    source: 'api',
  };
}

/** Mostly none; now and then one or two of each that the plan offers. */
export function someAddons(chance: Chance, plan: PlanRecord) {
  if (plan.addons.length === 0 || chance.happens(0.6)) return [];
  return plan.addons.map(({ id }) => ({ addonId: id, quantity: chance.whole(1, 2) }));
}

function isFree(plan: PlanRecord): boolean {
  return plan.kind === 'free';
}
