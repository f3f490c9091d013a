import { findContact } from '../../db/people/contact.ts';
import { findPlan, listPlans } from '../../db/plans/read.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import { holdersAmong } from '../../db/subscriptions/held.ts';
import { NotFound } from '../../domain/errors.ts';
import { MemberMayNot, memberRulesOf } from '../../domain/subscriptions/memberRules.ts';
import type { Scene } from '../context.ts';
import { PlanArchived } from '../plans/refusals.ts';
import type { Question } from './questions.ts';
import { readQuestions } from './questions.ts';

/** A plan somebody may take by themselves; `isHeld`: they have it, or asked for it, already. */
export type Offer = { plan: PlanRecord; isHeld: boolean };

/** Public plans that anybody may join, in their order. */
export async function openOffers(scene: Scene): Promise<PlanRecord[]> {
  return (await listPlans(scene.tx)).filter((plan) => {
    return plan.public && !plan.archivedAt && mayJoin(scene, plan);
  });
}

/** The same for a contact, with whether they hold them. */
export async function publicOffers(scene: Scene, contactId: string): Promise<Offer[]> {
  const offers: Offer[] = [];
  for (const plan of await openOffers(scene)) offers.push(await offerOf(scene, plan, contactId));
  return offers;
}

/** One plan that anybody may join who has its address. Refuses like `readOffer`. */
export async function readOpenOffer(scene: Scene, planId: string): Promise<PlanRecord> {
  const plan = await findPlan(scene.tx, planId);
  if (!plan || plan.deletedAt) throw new NotFound();
  openOffer(scene, plan);
  return plan;
}

/** Refuses a plan that nobody joins by themselves: `PlanArchived`, `MemberMayNot`. */
export function openOffer(scene: Scene, plan: PlanRecord): void {
  if (plan.archivedAt) throw new PlanArchived({ name: plan.name });
  if (!mayJoin(scene, plan)) throw new MemberMayNot({ organization: scene.org.name });
}

/**
 * One plan with the questions of its form; a hidden one too, for whoever has its link. Refuses with
 * `NotFound`, `PlanArchived`, `MemberMayNot`.
 */
export async function readOffer(
  scene: Scene,
  planId: string,
  contactId: string,
): Promise<Offer & { questions: Question[] }> {
  const plan = await readOpenOffer(scene, planId);
  const contact = await findContact(scene.tx, contactId);
  if (!contact) throw new NotFound();
  const questions = await readQuestions(scene, plan, contact);
  return { ...(await offerOf(scene, plan, contactId)), questions };
}

function mayJoin({ org }: Scene, plan: PlanRecord): boolean {
  return memberRulesOf(org.settings.subscriptions.members_may, plan.memberRules).join;
}

async function offerOf({ tx }: Scene, plan: PlanRecord, contactId: string): Promise<Offer> {
  if (plan.allowSeveral) return { plan, isHeld: false };
  return { plan, isHeld: (await holdersAmong(tx, [contactId], plan.id)).length > 0 };
}
