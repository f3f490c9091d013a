/**
 * Whether a person may open a page, and why (spec/activity-and-access.md, Access). What a
 * subscription opens is `subscriptionAccess`, and nothing here; a page only chooses among
 * subscriptions, lets overdue or paused ones through where it says so, and waits for its day.
 */
import type { Access, AccessFacts } from './access.ts';
import { subscriptionAccess } from './access.ts';
import type { LocalDate } from './dates.ts';
import { addDays } from './dates.ts';
import type { RefusalParams } from './errors.ts';
import { defineRefusal } from './errors.ts';

/** Who may open a page: anybody, whoever has access, or whoever has access by some plans. */
export const pageAudiences = ['everyone', 'members', 'plans'] as const;

export type PageAudience = (typeof pageAudiences)[number];

/** What protects a page. */
export type PageRule = {
  published: boolean;
  audience: PageAudience;
  /** The plans that open it, where plans decide. */
  planIds: readonly string[];
  /** Open also to members whose access is closed by an overdue payment, or by a pause. */
  opensOverdue: boolean;
  opensPaused: boolean;
  /** Days since joining before it opens; 0: at once. */
  afterDays: number;
};

export type HeldPlan = { planId: string; planName: string; facts: AccessFacts };

/** A person as pages know them; what they hold, the ended ones too, without declined requests. */
export type Reader = {
  blocked: boolean;
  /** First day they ever held something; of no meaning where nothing is held. */
  joinedOn: LocalDate;
  held: readonly HeldPlan[];
};

export type OpenCode = 'open_to_all' | 'plan_opens' | 'overdue_kept' | 'overdue_let' | 'paused_let';

export type ClosedCode =
  | 'not_published'
  | 'not_signed_in'
  | 'blocked'
  | 'no_membership'
  | 'no_plan'
  | 'awaiting_approval'
  | 'starts_on'
  | 'overdue'
  | 'overdue_at_once'
  | 'overdue_after_days'
  | 'paused'
  | 'unpaid'
  | 'ended'
  | 'ended_on'
  | 'opens_on';

/**
 * The decision with its reason as data: what `pageReason` puts in words. Days are 'YYYY-MM-DD'.
 * `opens_on` and `starts_on` carry `on`, the day it opens if nothing changes.
 */
export type PageDecision =
  | { open: true; code: OpenCode; params: RefusalParams }
  | { open: false; code: ClosedCode; params: RefusalParams };

/** Decides for one page and one person on `today`; `null`: nobody is signed in. */
export function pageAccess(page: PageRule, reader: Reader | null, today: LocalDate): PageDecision {
  if (!page.published) return closed('not_published');
  if (page.audience === 'everyone') return { open: true, code: 'open_to_all', params: {} };
  if (reader === null) return closed('not_signed_in');
  if (reader.blocked) return closed('blocked');
  const chosen = reader.held.filter((each) => counts(page, each));
  if (chosen.length === 0) return closed(page.audience === 'plans' ? 'no_plan' : 'no_membership');
  const asked = chosen.map((held) => ({ held, access: subscriptionAccess(held.facts, today) }));
  const opening = asked.flatMap((each) => openedBy(page, each) ?? []).sort(mostPlain)[0];
  if (!opening) return refusalOf(asked.sort(mostUseful)[0]!);
  const opensOn = addDays(reader.joinedOn, page.afterDays);
  if (page.afterDays > 0 && today < opensOn)
    return closed('opens_on', { on: opensOn, days: page.afterDays });
  return opening;
}

type Asked = { held: HeldPlan; access: Access };

type Opening = Extract<PageDecision, { open: true }>;

function counts(page: PageRule, { planId }: HeldPlan): boolean {
  return page.audience === 'members' || page.planIds.includes(planId);
}

function openedBy(page: PageRule, { held, access }: Asked): Opening | null {
  const plan = held.planName;
  if (access.open) {
    const until = access.reason === 'overdue_grace' ? access.until : null;
    return until === null
      ? { open: true, code: 'plan_opens', params: { plan } }
      : { open: true, code: 'overdue_kept', params: { plan, until } };
  }
  if (access.reason === 'overdue' && page.opensOverdue) {
    return { open: true, code: 'overdue_let', params: { plan } };
  }
  if (access.reason === 'paused' && page.opensPaused) {
    return { open: true, code: 'paused_let', params: { plan } };
  }
  return null;
}

const plainness: readonly OpenCode[] = ['plan_opens', 'overdue_kept', 'overdue_let', 'paused_let'];

function mostPlain(left: Opening, right: Opening): number {
  return plainness.indexOf(left.code) - plainness.indexOf(right.code);
}

/** What the person can do most about comes first; of what ended, the last. */
const usefulness = ['overdue', 'paused', 'scheduled', 'pending_approval', 'no_term', 'ended'];

function mostUseful(left: Asked, right: Asked): number {
  const by = usefulness.indexOf(left.access.reason) - usefulness.indexOf(right.access.reason);
  if (by !== 0) return by;
  return (left.held.facts.endsOn ?? '') > (right.held.facts.endsOn ?? '') ? -1 : 1;
}

function refusalOf({ held, access }: Asked): PageDecision {
  const { facts, planName: plan } = held;
  if (access.reason === 'overdue') return overdueRefusal(held);
  if (access.reason === 'paused') return closed('paused', { plan });
  if (access.reason === 'scheduled') return closed('starts_on', { plan, on: facts.startsOn });
  if (access.reason === 'pending_approval') return closed('awaiting_approval', { plan });
  if (access.reason === 'no_term') return closed('unpaid', { plan });
  return facts.endsOn === null
    ? closed('ended', { plan })
    : closed('ended_on', { plan, on: facts.endsOn });
}

function overdueRefusal({ facts, planName: plan }: HeldPlan): PageDecision {
  if (facts.overdue === null) return closed('overdue', { plan });
  const { firstFailedOn: since, access } = facts.overdue;
  return access.kind === 'keep_days'
    ? closed('overdue_after_days', { plan, since, days: access.days })
    : closed('overdue_at_once', { plan, since });
}

function closed(code: ClosedCode, params: RefusalParams = {}): PageDecision {
  return { open: false, code, params };
}

const helped = new Set<string>(['not_signed_in', 'no_membership', 'no_plan', 'ended', 'ended_on']);

/** Whether taking a plan would open the page: nothing else that they hold is in the way. */
export function joiningHelps({ code }: PageDecision): boolean {
  return helped.has(code);
}

/** Lower-case words joined by hyphens, in folders joined by "/": "guides/first-steps". */
export const pagePathPattern = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/;

export const PagePathTaken = defineRefusal('page_path_taken', 409, {
  en: 'Another page has the address "{path}" already. Choose another one.',
  fr: "Une autre page a déjà l'adresse « {path} ». Choisissez-en une autre.",
});

export const PageOpensToNobody = defineRefusal('page_opens_to_nobody', 422, {
  en: 'No plan would open the page "{title}". Choose a plan, or open it to all members.',
  fr: "Aucune formule n'ouvrirait la page « {title} ». Choisissez-en une, ou ouvrez-la à tous.",
});

export const PagePlanGone = defineRefusal('page_plan_gone', 422, {
  en: 'One of these plans exists no more. Reload the page and choose again.',
  fr: "L'une de ces formules n'existe plus. Rechargez la page et choisissez à nouveau.",
});

export const PageGone = defineRefusal('page_gone', 422, {
  en: 'One of these pages exists no more, or plans do not decide about it. Reload the page.',
  fr: "L'une de ces pages n'existe plus, ou n'est pas ouverte par des formules. Rechargez la page.",
});
