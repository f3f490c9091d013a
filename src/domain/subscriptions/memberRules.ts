/** What members may do about their own subscriptions without asking (spec/plans-and-billing.md). */
import * as z from 'zod';
import { defineRefusal } from '../errors.ts';

export const memberRulesSchema = z.strictObject({
  change: z.boolean().default(true),
  pause: z.boolean().default(false),
  cancel: z.boolean().default(true),
  reactivate: z.boolean().default(true),
  /** Take a plan by themselves, or ask for it where it wants approval. */
  join: z.boolean().default(true),
});

/** What a plan says otherwise than its organization; what it leaves out is as there. */
export const planMemberRulesSchema = z.strictObject({
  change: z.boolean().optional(),
  pause: z.boolean().optional(),
  cancel: z.boolean().optional(),
  reactivate: z.boolean().optional(),
  join: z.boolean().optional(),
});

export type MemberRules = z.output<typeof memberRulesSchema>;

export type MemberAct = keyof MemberRules;

export const MemberMayNot = defineRefusal('member_may_not', 403, {
  en: 'Please ask {organization}: this is not done in the portal.',
  fr: "Adressez-vous à {organization} : cela ne se fait pas dans l'espace membre.",
});

export const PauseTooLong = defineRefusal('pause_too_long', 422, {
  en: 'A pause ends after at most {days} days.',
  fr: 'Une pause dure au plus {days} jours.',
});

/** The organization's rules with what a plan says otherwise. */
export function memberRulesOf(
  organization: MemberRules,
  plan: Partial<MemberRules> | null,
): MemberRules {
  return { ...organization, ...plan };
}
