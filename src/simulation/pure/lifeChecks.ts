import { daysBetween } from '../../domain/dates.ts';
import type { Books, Sub } from './books.ts';
import { termsOf } from './books.ts';
import type { PureCheck } from './check.ts';
import { check, eachSub } from './check.ts';

const isOver = ({ state }: Sub) => state === 'cancelled' || state === 'expired';

function overlaps(books: Books): string[] {
  return eachSub(books, (sub) => {
    const terms = termsOf(books, sub);
    return terms.find((term, i) => {
      const next = terms[i + 1];
      return term.end <= term.start || (next && next.start < term.end);
    })?.start;
  });
}

/** Days between two terms are a pause, an unpaid term, or lie behind an end. */
function gaps(books: Books): string[] {
  return eachSub(books, (sub) => {
    const terms = termsOf(books, sub);
    const void_ = books.terms.filter((term) => term.sub === sub && term.status === 'void');
    const pauses = books.resumed.filter((each) => each.sub === sub && each.days > 0);
    return terms.find((term, i) => {
      const before = terms[i - 1]?.end;
      if (!before || before >= term.start) return false;
      if (sub.returns.includes(term.start)) return false;
      if (void_.some((each) => each.start < term.start && each.end > before)) return false;
      const paused = pauses.reduce((sum, each) => sum + each.days, 0);
      return paused < daysBetween(before, term.start);
    })?.start;
  });
}

function pausesMoveBilling({ resumed }: Books): string[] {
  return resumed
    .filter(({ before, after, days }) => {
      if (before === null || after === null) return before !== after;
      return daysBetween(before, after) !== days;
    })
    .map(({ sub, after }) => `subscription ${sub.id} ${after}`);
}

function leftDue(books: Books): string[] {
  return eachSub(books, ({ state, held, facts: { nextBillingOn } }) => {
    const due = nextBillingOn !== null && nextBillingOn <= books.billedUntil!;
    return due && !held && ['scheduled', 'trialing', 'active', 'overdue'].includes(state)
      ? nextBillingOn
      : null;
  });
}

/** Every day since the start is in a term, or nobody owes and nobody gets anything. */
function stopped(books: Books): string[] {
  return eachSub(books, (sub) => {
    const { nextBillingOn, endsOn } = sub.facts;
    if (isOver(sub) || nextBillingOn !== null || endsOn !== null) return null;
    return sub.startsOn;
  });
}

/** What is billed next begins where the last term ends. */
function billingLeavesTerms(books: Books): string[] {
  return eachSub(books, (sub) => {
    const { nextBillingOn, endsOn } = sub.facts;
    const last = termsOf(books, sub).at(-1);
    if (isOver(sub) || !last || nextBillingOn === null || endsOn !== null) return null;
    const unpaid = books.terms.some((term) => term.sub === sub && term.status === 'void');
    const paused = books.resumed.some((each) => each.sub === sub && each.days > 0);
    if (unpaid || paused || sub.returns.length > 0) return null;
    return last.end === nextBillingOn ? null : nextBillingOn;
  });
}

function beyondEnd(books: Books): string[] {
  return eachSub(books, (sub) => {
    const { endsOn } = sub.facts;
    if (!isOver(sub) || endsOn === null) return null;
    return termsOf(books, sub).find(({ end }) => end > endsOn)?.end;
  });
}

function strayStates(books: Books): string[] {
  return eachSub(books, (sub) => {
    const { today } = books;
    const { endsOn } = sub.facts;
    if (isOver(sub)) return null;
    if (endsOn !== null && endsOn <= today) return endsOn;
    if ((sub.state === 'scheduled') !== sub.startsOn > today) return sub.startsOn;
    return null;
  });
}

function termsUnlikeInvoices({ terms }: Books): string[] {
  return terms
    .filter(({ status, kind, invoice }) => {
      if (!invoice || kind !== 'paid') return false;
      if (status === 'pending') return invoice.status !== 'open';
      return status === 'active' && !['paid', 'uncollectible'].includes(invoice.status);
    })
    .map(({ sub, start }) => `subscription ${sub.id} ${start}`);
}

/** Subscriptions and their terms (billing-rules §1, §13, §14, §17). */
export const lifeChecks: PureCheck[] = [
  check(
    'terms_never_overlap',
    'The terms of a subscription never overlap and are never empty',
    "Les périodes d'un abonnement ne se chevauchent jamais et ne sont jamais vides",
    overlaps,
  ),
  check(
    'terms_leave_no_gap',
    'Between two terms lies no day that no pause, no end and no unpaid term explains',
    "Entre deux périodes, aucun jour sans pause, fin ou période impayée qui l'explique",
    gaps,
  ),
  check(
    'terms_end_with_subscription',
    'No period of a subscription that is over counts beyond its end',
    "Aucune période d'un abonnement terminé ne compte après sa fin",
    beyondEnd,
  ),
  check(
    'term_follows_its_invoice',
    'A paid term counts exactly when its invoice is paid',
    'Une période payante compte exactement quand sa facture est payée',
    termsUnlikeInvoices,
  ),
  check(
    'billing_goes_on_where_terms_end',
    'What is billed next begins where the last period ends',
    'La prochaine facturation commence où finit la dernière période',
    billingLeavesTerms,
  ),
  check(
    'pauses_move_billing',
    'A pause moves the billing day by exactly the paused days',
    'Une pause déplace la facturation du nombre exact de jours de pause',
    pausesMoveBilling,
  ),
  check(
    'state_follows_dates',
    'The state of each subscription is what its dates say',
    "L'état de chaque abonnement est celui que disent ses dates",
    strayStates,
  ),
  check(
    'nothing_left_due',
    'Nothing was due by the last billed day that is not billed or held for a decision',
    "Rien n'était dû au dernier jour facturé qui ne soit facturé ou en attente de décision",
    leftDue,
  ),
  check(
    'running_has_a_future',
    'Every running subscription goes on being billed or ends on a day',
    'Chaque abonnement en cours sera encore facturé ou finit un jour',
    stopped,
  ),
  check(
    'repeated_run_changes_nothing',
    'A billing day that is run again changes nothing',
    'Un jour de facturation relancé ne change rien',
    ({ restless }) => restless,
  ),
];
