import { addDays } from '../../domain/dates.ts';
import { defaultOverduePolicy } from '../../domain/overdue/schedule.ts';
import type { Attempt, Books, Case } from './books.ts';
import { balanceOf, isUnresolved } from './books.ts';
import type { PureCheck } from './check.ts';
import { check, eachSub } from './check.ts';

function overdueUnlikeCases(books: Books): string[] {
  return eachSub(books, (sub) => {
    const open = books.cases.some((each) => each.sub === sub && each.state === 'open');
    if (sub.state === 'overdue') return open ? null : 'overdue without a case';
    const settled = ['active', 'trialing', 'paused'].includes(sub.state);
    return open && settled ? 'a case in good standing' : null;
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
        const within = day > each.firstFailedOn && day <= until;
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
      const { status, dueOn, sub, backOn } = invoice;
      if (status !== 'open' || balanceOf(invoice) <= 0 || dueOn >= billedUntil!) return false;
      if (backOn !== null && backOn >= billedUntil!) return false;
      if (!['active', 'trialing', 'overdue', 'cancelled', 'expired'].includes(sub.state))
        return false;
      // What was open of a revoked one is left to staff.
      if (sub.endCause === 'revoked' && backOn === null) return false;
      const chased = cases.some(
        (c) => c.invoice === invoice && ['open', 'closed'].includes(c.state) && !c.setAside,
      );
      return !chased && !attempts.some((a) => a.invoice === invoice && isUnresolved(a));
    })
    .map(({ number }) => number);
}

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
    'What a subscription owes past its due date is charged or chased, also when it is over',
    "Ce qu'un abonnement doit après l'échéance est débité ou relancé, même terminé",
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
