import * as z from 'zod';
import type { Offer } from '../../../actions/joining/offers.ts';
import type { Question } from '../../../actions/joining/questions.ts';
import type { Language } from '../../../domain/errors.ts';
import { address } from '../../shapes.ts';
import { planChoice, presentPlanChoice } from './choices.ts';

/** A plan as somebody sees it who may join it. */
export const offerShape = planChoice.extend({
  approval_needed: z.boolean(),
  trial_days: z.number(),
  /** You have it, or asked for it, already. */
  held: z.boolean(),
});

export const questionShape = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum([
    ...['text', 'number', 'amount', 'date', 'boolean', 'choice', 'phone', 'address', 'url'],
  ] as const),
  choices: z.array(z.string()),
  required: z.boolean(),
  /** What is known already. */
  value: z.union([z.string(), z.number(), z.boolean(), address]).nullable(),
});

/** A plan on offer; `slug` null: to a stranger, who is shown no picture. */
export function presentOffer(
  slug: string | null,
  { plan, isHeld }: Offer,
): z.output<typeof offerShape> {
  const shown = presentPlanChoice(slug ?? '', plan, (price) => price.archivedAt === null);
  return {
    ...shown,
    // A hidden plan's picture is for who holds it (`showsPlanTo`).
    picture: plan.public && slug !== null ? shown.picture : null,
    approval_needed: plan.approvalNeeded,
    trial_days: plan.trialDays,
    held: isHeld,
  };
}

/** A question of a plan's form in the applicant's language. */
export function presentQuestion(
  { unseen: _unseen, ...question }: Question,
  language: Language,
): z.output<typeof questionShape> {
  return { ...question, label: question.label[language] };
}
