import * as z from 'zod';
import type { PageLine, PageRecord } from '../../../db/pages/types.ts';
import type { Language } from '../../../domain/errors.ts';
import { pageReason } from '../../../domain/pageReasons.ts';
import type { PageDecision } from '../../../domain/pages.ts';
import { pageAudiences, pagePathPattern } from '../../../domain/pages.ts';
import { id } from '../../shapes.ts';

export const pagePath = z.strictObject({ org: z.string().max(200), id });

/** Lower-case words in folders: "guides/first-steps". */
export const pageAddress = z.string().max(200).regex(pagePathPattern);

export const pageText = z.string().max(100_000);

const rule = {
  /** Who may open it: anybody, whoever has access, or whoever has access by some plans. */
  audience: z.enum(pageAudiences),
  /** Open also to members whose access is closed by an overdue payment, or by a pause. */
  opens_overdue: z.boolean(),
  opens_paused: z.boolean(),
  /** Days since joining before it opens; 0: at once. */
  after_days: z.int().min(0).max(3650),
  published: z.boolean(),
};

export const pageEditBody = z.strictObject({
  path: pageAddress.optional(),
  title: z.string().trim().min(1).max(200).optional(),
  /** What who may not open it reads. */
  teaser: z.string().trim().max(2000).optional(),
  /** With smart tags and the markup of pages; never sent to who may not open it. */
  body: pageText.optional(),
  ...z.strictObject(rule).partial().shape,
  /** The ids of the plans that open it, where plans decide. */
  plans: z.array(id).max(200).optional(),
});

export const newPageBody = pageEditBody.extend({
  path: pageAddress,
  title: z.string().trim().min(1).max(200),
});

export const pageLine = z.object({
  id: z.string(),
  path: z.string(),
  title: z.string(),
  teaser: z.string(),
  ...rule,
  /** A deleted plan goes on opening it for who has it. */
  plans: z.array(z.object({ id: z.string(), name: z.string(), deleted: z.boolean() })),
  version: z.number(),
});

export const pageShape = pageLine.extend({ body: z.string() });

export const decisionShape = z.object({
  open: z.boolean(),
  /** Why, stable: "plan_opens", "overdue_at_once", "opens_on" and others. */
  code: z.string(),
  /** Its values: `plan`, `since`, `on`, `until`, `days`. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The same as a sentence. */
  reason: z.string(),
});

/** The body of a form as actions take it; what was not sent stays undefined. */
export function pageWish(body: z.output<typeof pageEditBody>) {
  const { plans, opens_overdue, opens_paused, after_days, path, title, ...same } = body;
  return {
    ...same,
    planIds: plans,
    opensOverdue: opens_overdue,
    opensPaused: opens_paused,
    afterDays: after_days,
  };
}

/** A page as lists show it. */
export function presentLine(page: PageLine): z.output<typeof pageLine> {
  return {
    id: page.id,
    path: page.path,
    title: page.title,
    teaser: page.teaser,
    audience: page.audience,
    opens_overdue: page.opensOverdue,
    opens_paused: page.opensPaused,
    after_days: page.afterDays,
    published: page.published,
    plans: page.plans,
    version: page.version,
  };
}

/** A page with its text. */
export function presentPage(page: PageRecord): z.output<typeof pageShape> {
  return { ...presentLine(page), body: page.body };
}

/** A decision with its reason in the reader's language. */
export function presentDecision(
  decision: PageDecision,
  language: Language,
): z.output<typeof decisionShape> {
  return { ...decision, reason: pageReason(decision, language) };
}
