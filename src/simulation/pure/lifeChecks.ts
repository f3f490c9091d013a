import { addDays, daysBetween } from '../../domain/dates.ts';
import { defaultOverduePolicy } from '../../domain/overdue/schedule.ts';
import type { Attempt, Books, Case, Sub } from './books.ts';
import { balanceOf, isUnresolved, termsOf } from './books.ts';
import type { PureCheck } from './check.ts';

const isOver = ({ state }: Sub) => state === 'cancelled' || state === 'expired';

/** Subscriptions by their number, with the day something is wrong. */
function eachSub(books: Books, wrong: (sub: Sub) => string | null | undefined): string[] {
  return books.subs.flatMap((sub) => {
    const found = wrong(sub);
    return found ? [`subscription ${sub.id} ${found}`] : [];
  });
}

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

function overdueUnlikeCases(books: Books): string[] {
  return eachSub(books, (sub) => {
    const open = books.cases.some((each) => each.sub === sub && each.state === 'open');
    if (sub.state === 'overdue') return open ? null : 'overdue without a case';
    return open && ['active', 'trialing'].includes(sub.state) ? 'a case in good standing' : null;
  });
}

function named(cases: Case[]): string[] {
  return cases.map(({ invoice }) => invoice.number);
}

/** The days of the steps are the offsets from the first failure, whatever happened since (§9). */
function offSchedule({ cases }: Books): string[] {
  const { retryOffsets, reminderOffsets } = defaultOverduePolicy;
  return named(
    cases.filter(({ mode, steps, firstFailedOn }) => {
      const offsets = mode === 'charge' ? retryOffsets : reminderOffsets;
      return offsets.some((days, i) => steps[i]?.dueOn !== addDays(firstFailedOn, days));
    }),
  );
}

/** No retry before its day; after downtime at most one a day. */
function retriedOutOfTurn({ cases, attempts }: Books): string[] {
  return named(
    cases.filter((each) => {
      const done = each.steps.filter((s) => s.kind === 'retry' && s.doneOn && !s.skipped);
      if (done.some((step) => step.doneOn! < step.dueOn)) return true;
      const until = each.closedOn ?? '9999-12-31';
      const tried = attempts.filter(({ invoice, cause, day }) => {
        const within = day >= each.firstFailedOn && day <= until;
        return invoice === each.invoice && cause === 'retry' && within;
      });
      const days = tried.map(({ day }) => day);
      if (new Set(days).size !== days.length) return true;
      return days.some((day) => !done.some((step) => step.doneOn === day));
    }),
  );
}

/** No subscription ends unpaid without a charge or reminder, a message, and its last step's day. */
function endedUntold({ cases, attempts, mails }: Books): string[] {
  return named(
    cases.filter((each) => {
      if (each.state !== 'lost') return false;
      const tried = attempts.filter((a: Attempt) => a.invoice === each.invoice).length > 0;
      const told = mails.some(({ to, at }) => {
        return to === each.invoice.payer && at.slice(0, 10) >= each.firstFailedOn;
      });
      const reminded = each.steps.some((step) => step.doneOn && !step.skipped);
      const others = cases.some(
        (o) => o !== each && o.sub === each.sub && o.closedOn === each.closedOn,
      );
      const final = each.steps.find((step) => step.kind === 'final');
      const early = !others && final !== undefined && each.closedOn! < final.dueOn;
      return !(tried || reminded || others) || !told || early;
    }),
  );
}

function mailedTooSoon({ mails }: Books): string[] {
  const told = mails.filter(({ template }) => template === 'declined');
  const byPayer = Map.groupBy(told, ({ to }) => to);
  return [...byPayer].flatMap(([to, list]) => {
    const soon = list.some((mail, i) => {
      return i > 0 && Date.parse(mail.at) - Date.parse(list[i - 1]!.at) < 23 * 3_600_000;
    });
    return soon ? [to] : [];
  });
}

function saidTwice({ mails }: Books): string[] {
  const said = Map.groupBy(mails, ({ to, template, cause }) => `${to} ${template} ${cause}`);
  return [...said].filter(([, list]) => list.length > 1).map(([key]) => key);
}

function unchased({ invoices, cases, attempts, billedUntil }: Books): string[] {
  return invoices
    .filter((invoice) => {
      const { status, dueOn, sub } = invoice;
      if (status !== 'open' || balanceOf(invoice) <= 0 || dueOn >= billedUntil!) return false;
      if (!['active', 'trialing', 'overdue'].includes(sub.state)) return false;
      const chased = cases.some(
        (c) => c.invoice === invoice && ['open', 'closed'].includes(c.state),
      );
      return !chased && !attempts.some((a) => a.invoice === invoice && isUnresolved(a));
    })
    .map(({ number }) => number);
}

const check = (name: string, en: string, fr: string, find: PureCheck['find']): PureCheck => ({
  name,
  title: { en, fr },
  find,
});

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

/** Overdue cases and what is said about them (billing-rules §9, spec/overdue.md). */
export const overdueChecks: PureCheck[] = [
  check(
    'overdue_has_an_open_case',
    'An overdue subscription has an open case, one in good standing has none',
    "Un abonnement impayé a un dossier ouvert, un abonnement en règle n'en a pas",
    overdueUnlikeCases,
  ),
  check(
    'open_case_is_owed',
    'An open case is about an invoice that is still open',
    'Un dossier ouvert porte sur une facture encore ouverte',
    ({ cases }) =>
      named(cases.filter((each) => each.state === 'open' && each.invoice.status !== 'open')),
  ),
  check(
    'retries_count_from_the_first_failure',
    'Retries and reminders are planned at their days after the first failure',
    'Tentatives et relances sont prévues à leurs jours après le premier échec',
    offSchedule,
  ),
  check(
    'retries_wait_for_their_day',
    'No retry comes before its day, and no two on one day',
    'Aucune tentative ne vient avant son jour, ni deux le même jour',
    retriedOutOfTurn,
  ),
  check(
    'never_ended_untried',
    'No case was lost before its last day, untried, or without a message',
    "Aucun dossier n'a été perdu avant son dernier jour, sans essai ou sans message",
    endedUntold,
  ),
  check(
    'late_is_chased',
    'What a running subscription owes past its due date is charged or chased',
    "Ce qu'un abonnement en cours doit après l'échéance est débité ou relancé",
    unchased,
  ),
  check(
    'one_failure_mail_in_23_hours',
    'Nobody got two e-mails about failed payments within 23 hours',
    "Personne n'a reçu deux e-mails d'échec de paiement en moins de 23 heures",
    mailedTooSoon,
  ),
  check(
    'one_message_per_cause',
    'Nothing was said twice to anybody for one cause',
    "Rien n'a été dit deux fois à quelqu'un pour une même cause",
    saidTwice,
  ),
];
