/** What can be done to many people at once (spec/people.md, "The list"). */
import * as z from 'zod';
import { monthPattern } from './benefits.ts';
import { defineRefusal } from './errors.ts';

const day = z.iso.date();

export const bulkActSchema = z.discriminatedUnion('act', [
  /** To another plan, from each one's next period. */
  z.strictObject({
    act: z.literal('change'),
    plan_id: z.uuid(),
    price_id: z.uuid().nullable().optional(),
    quantity: z.int().min(1).max(10_000).optional(),
  }),
  /** By days, or up to and with the new last day. */
  z
    .strictObject({
      act: z.literal('extend'),
      days: z.int().min(1).max(36_525).optional(),
      until: day.optional(),
      reason: z.string().trim().max(1000).default(''),
    })
    .refine(({ days, until }) => (days === undefined) !== (until === undefined), {
      path: ['days'],
    }),
  z.strictObject({
    act: z.literal('pause'),
    from_on: day.optional(),
    until_on: day.nullable().optional(),
    keeps_access: z.boolean().optional(),
  }),
  z.strictObject({ act: z.literal('resume') }),
  z.strictObject({
    act: z.literal('cancel'),
    reason: z.string().trim().max(1000).default(''),
    /** Those overdue end at once, and what is open of them is given up. */
    stop_collecting: z.boolean().default(false),
  }),
  /** Ends them today, finally. */
  z.strictObject({
    act: z.literal('revoke'),
    reason: z.string().trim().max(1000).default(''),
  }),
  /** Takes their cancellation back. */
  z.strictObject({ act: z.literal('undo') }),
  /** Brings back what ended last. */
  z.strictObject({ act: z.literal('reactivate') }),
  /** Requests to join that wait. */
  z.strictObject({ act: z.literal('approve') }),
  z.strictObject({
    act: z.literal('decline'),
    reason: z.string().trim().max(1000).default(''),
  }),
  /** Their open renewals: sends notices, decides, or keeps them for staff. */
  z.strictObject({
    act: z.literal('renewal'),
    does: z.enum(['send', 'approve', 'refuse', 'intervene']),
    reason: z.string().trim().max(500).default(''),
    comment: z.string().trim().max(2000).default(''),
  }),
  /** Notes what is to deliver of a benefit as done: of periods that began in a month, or all. */
  z.strictObject({
    act: z.literal('deliver'),
    benefit_id: z.uuid(),
    month: z.string().regex(monthPattern).optional(),
  }),
  /** Somebody else is invoiced from now on. */
  z.strictObject({ act: z.literal('payer'), payer_id: z.uuid() }),
]);

export const bulkDeletionSchema = z.strictObject({ act: z.literal('delete') });

/** The price of a plan for those who have it; only a change of price starts it. */
export const repricingSchema = z.strictObject({
  act: z.literal('price'),
  price_change_id: z.uuid(),
  /** The prices whose people follow; left out: the one that was replaced. */
  price_ids: z.array(z.uuid()).optional(),
});

export type BulkAct =
  | z.output<typeof bulkActSchema>
  | z.output<typeof bulkDeletionSchema>
  | z.output<typeof repricingSchema>;

export const NoRunningSubscription = defineRefusal('no_running_subscription', 409, {
  en: 'There is no running subscription.',
  fr: "Il n'y a pas d'abonnement en cours.",
});

export const NoOpenRenewal = defineRefusal('no_open_renewal', 409, {
  en: 'No renewal is under way.',
  fr: "Aucun renouvellement n'est en cours.",
});

export const NoEndedSubscription = defineRefusal('no_ended_subscription', 409, {
  en: 'There is no ended subscription that could be brought back.',
  fr: "Il n'y a pas d'abonnement terminé à reprendre.",
});

export const NobodyLeft = defineRefusal('nobody_left', 422, {
  en: 'Nobody of the selection can be acted on like this.',
  fr: 'Personne dans la sélection ne peut être concerné par cette action.',
});

export const OwnAmount = defineRefusal('own_amount', 409, {
  en: 'This subscription has an amount of its own.',
  fr: 'Cet abonnement a un montant qui lui est propre.',
});

export const ChangeWaits = defineRefusal('change_waits', 409, {
  en: 'Another change already waits for the next period.',
  fr: 'Un autre changement attend déjà la prochaine période.',
});
