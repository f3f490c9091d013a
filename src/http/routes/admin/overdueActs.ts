import * as z from 'zod';
import type { CasePreview } from '../../../actions/overdue/actOnCases.ts';
import { actOnCases, mostCases, previewCases } from '../../../actions/overdue/actOnCases.ts';
import type { CaseAct } from '../../../actions/overdue/caseActs.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import type { Language } from '../../../domain/errors.ts';
import { reasonText } from '../../../domain/overdue/declines.ts';
import { defineRoute } from '../../route.ts';
import { id, localDate, named } from '../../shapes.ts';
import { caseBase } from './overdueShapes.ts';

const reason = z.string().trim().max(1000).default('');

const caseAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('retry') }),
  z.strictObject({ kind: z.literal('pause') }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('write') }),
  z.strictObject({ kind: z.literal('move'), to: localDate, reason }),
  z.strictObject({
    kind: z.literal('extend'),
    days: z.int().min(1).max(120),
    access: z.enum(['as_is', 'open']).default('as_is'),
    reason,
  }),
  z.strictObject({
    kind: z.literal('forgive'),
    how: z.enum(['paid', 'void', 'uncollectible']),
    reason,
  }),
]);

const body = z.strictObject({ ids: z.array(id).min(1).max(mostCases), act: caseAct });
const dates = z.object({
  next_on: z.string().nullable(),
  ends_on: z.string().nullable(),
  access: z.enum(['open', 'closed']),
});

const previewShape = z.object({
  id: z.string(),
  contact: named.nullable(),
  invoice_number: z.string().nullable(),
  amount: z.number(),
  currency: z.string().nullable(),
  before: dates.nullable(),
  after: dates.nullable(),
  /** Why it is left out. */
  refusal: z.string().nullable(),
});

const outcomeShape = z.object({
  id: z.string(),
  outcome: z.enum(['done', 'paid', 'declined', 'waiting', 'refused']),
  reason_text: z.string().nullable(),
  refusal: z.string().nullable(),
});

export const overdueActRoutes = [
  defineRoute({
    method: 'POST',
    url: `${caseBase}/preview`,
    summary: 'What an act would do to each of the cases; writes nothing',
    tag: 'Overdue',
    needs: 'billing.read',
    rate: 'read',
    body,
    answer: z.object({ items: z.array(previewShape) }),
    handle: async ({ ctx, body: { ids, act }, language }) => {
      const previews = await previewCases(ctx, unique(ids), actOf(act));
      return { items: previews.map((each) => presentPreview(each, language)) };
    },
  }),
  defineRoute({
    method: 'POST',
    url: `${caseBase}/acts`,
    summary: 'Retry, pause, resume, write about, move, extend or forgive cases, each for itself',
    tag: 'Overdue',
    needs: 'billing.write',
    rate: 'write',
    body,
    answer: z.object({ items: z.array(outcomeShape) }),
    handle: async ({ ctx, body: { ids, act }, language }) => {
      const outcomes = await actOnCases(ctx, unique(ids), actOf(act));
      return {
        items: outcomes.map(({ id, outcome, reason, refusal }) => ({
          id,
          outcome,
          reason_text: reason && reasonText(reason, language),
          refusal: refusal?.say(language) ?? null,
        })),
      };
    },
  }),
];

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function actOf(act: z.output<typeof caseAct>): CaseAct {
  return act.kind === 'move' ? { ...act, to: act.to as LocalDate } : act;
}

function presentPreview(each: CasePreview, language: Language): z.output<typeof previewShape> {
  const { id, case: of, effect, refusal } = each;
  const datesOf = (side: 'before' | 'after') => {
    const at = effect?.[side];
    return at ? { next_on: at.nextOn, ends_on: at.endsOn, access: at.access } : null;
  };
  return {
    id,
    contact: of ? { id: of.contactId, name: of.name } : null,
    invoice_number: of?.number ?? null,
    amount: of?.balance ?? 0,
    currency: of?.currency ?? null,
    before: datesOf('before'),
    after: datesOf('after'),
    refusal: refusal?.say(language) ?? null,
  };
}
