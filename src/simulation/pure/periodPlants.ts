import { addDays } from '../../domain/dates.ts';
import { anchorOf } from '../../domain/periods.ts';
import type { Engine } from './engine.ts';
import type { PurePlant } from './plant.ts';
import { everyNth } from './plant.ts';

type Planning = Engine['planBilling'];
type Planned = ReturnType<Planning>;

/** Planning whose answer is altered. */
function replanned(alter: (plan: Planned) => Planned): PurePlant['bug'] {
  return ({ planBilling }) => ({ planBilling: (...given) => alter(planBilling(...given)) });
}

function drifting({ planBilling }: Engine): Partial<Engine> {
  return {
    planBilling: (facts, today, catchUp) => {
      const { nextBillingOn: anchorOn, interval } = facts;
      if (anchorOn === null || anchorOn < facts.anchorOn) return planBilling(facts, today, catchUp);
      const drifted = { ...facts, anchorOn, anchor: anchorOf(anchorOn, interval) };
      return planBilling(drifted, today, catchUp);
    },
  };
}

function aDayShort(plan: Planned): Planned {
  const invoices = plan.invoices.map((invoice) => {
    const lines = invoice.draft.lines.map((line) => {
      return { ...line, periodEnd: line.periodEnd && addDays(line.periodEnd, -1) };
    });
    return { ...invoice, draft: { ...invoice.draft, lines } };
  });
  return { ...plan, invoices };
}

/** Now and then the next billing date does not move on, and no key keeps the invoice out. */
function billedTwice({ planBilling }: Engine): Partial<Engine> {
  const forgets = everyNth(40);
  return {
    mayIssue: () => true,
    planBilling: (facts, today, catchUp) => {
      const plan = planBilling(facts, today, catchUp);
      if (plan.invoices.length !== 1 || !forgets()) return plan;
      return { ...plan, nextBillingOn: facts.nextBillingOn };
    },
  };
}

function late({ planChange }: Engine): Partial<Engine> {
  return {
    planChange: (input) => {
      const decision = planChange(input);
      const { nextBillingOn } = decision.facts;
      if (input.term !== null || nextBillingOn === null) return decision;
      const facts = { ...decision.facts, nextBillingOn: addDays(nextBillingOn, 7) };
      return { ...decision, facts };
    },
  };
}

/** Bugs of periods, terms and dates (billing-rules §1, §4, §13, §17). */
export const periodPlants: Record<string, PurePlant> = {
  'drifting-anchor': {
    about: 'a boundary is computed from the one before it: 31 January, 28 February, 28 March',
    seenBy: 'periods_follow_anchor',
    bug: drifting,
  },
  'period-a-day-short': {
    about: 'the last day of a period is not billed',
    seenBy: 'periods_follow_anchor',
    bug: replanned(aDayShort),
  },
  'term-a-day-long': {
    about: 'a period reaches into the next one',
    seenBy: 'terms_never_overlap',
    bug: replanned((plan) => ({
      ...plan,
      terms: plan.terms.map((term) => ({ ...term, end: addDays(term.end, 1) })),
    })),
  },
  'billed-twice': {
    about: 'a killed run bills a period again, and the key against it is gone',
    seenBy: 'billed_once',
    bug: billedTwice,
  },
  'pause-forgets-billing-day': {
    about: 'a pause lengthens the period, and the billing day stays',
    seenBy: 'pauses_move_billing',
    bug: ({ planResume }) => ({
      planResume: (dates, pause, on) => {
        const answer = planResume(dates, pause, on);
        const { nextBillingOn } = dates;
        return { ...answer, dates: { ...answer.dates, nextBillingOn } };
      },
    }),
  },
  'extension-still-billed': {
    about: 'free days are granted, and billing does not wait for them',
    seenBy: 'terms_never_overlap',
    bug: ({ planExtension }) => ({
      planExtension: (dates, by) => ({ ...planExtension(dates, by), dates }),
    }),
  },
  'gap-after-downgrade': {
    about: 'a change that waited for its period leaves a week unbilled',
    seenBy: 'terms_leave_no_gap',
    bug: late,
  },
};
