import type { PlanKind } from '../../db/plans/types.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import type { Language, Sentence } from '../../domain/errors.ts';
import { formatMoney } from '../../domain/money.ts';
import type { JoinDecision } from '../../domain/subscriptions/join.ts';
import { longDate } from '../../templates/dateWords.ts';

type About = { kind: PlanKind; today: LocalDate };

/** What will happen, in one sentence of each language, above the preview of the invoices. */
export function joinSentence(decision: JoinDecision, about: About): Sentence {
  return { en: say(decision, about, 'en'), fr: say(decision, about, 'fr') };
}

function say(decision: JoinDecision, about: About, language: Language): string {
  const words = language === 'en' ? english : french;
  const { subscription } = decision;
  const day = (date: LocalDate) => longDate(date, language);
  const start = day(subscription.startsOn);
  if (about.kind === 'free') return words.free(start);
  const first = decision.invoicesNow[0] ?? decision.upcoming[0];
  const amount = first
    ? formatMoney({ amount: first.draft.total, currency: first.draft.currency }, language)
    : '';
  const from = day(subscription.firstBillingOn);
  if (subscription.trialEndsOn) {
    return words.trial(start, day(addDays(subscription.trialEndsOn, -1)), from);
  }
  if (decision.facts.once) {
    const { endsOn } = subscription;
    return words.once({ start, amount, last: endsOn && day(addDays(endsOn, -1)) });
  }
  if (decision.case === 'A') {
    const last = day(addDays(subscription.firstBillingOn, -1));
    const part = { start, last, amount, from };
    return decision.facts.firstPeriod === null ? words.prorated(part) : words.season(part);
  }
  if (decision.case === 'C') return words.freeGap(start, from);
  return words.full(start, amount);
}

type Once = { start: string; amount: string; last: string | null };
type Prorated = { start: string; last: string; amount: string; from: string };

const english = {
  free: (start: string) => `Access from ${start}, without any invoice.`,
  trial: (start: string, end: string, from: string) =>
    `Access from ${start}, on trial until ${end}; the first full invoice comes on ${from}.`,
  prorated: ({ start, last, amount, from }: Prorated) =>
    `A part of the first period is invoiced (${amount} for ${start} to ${last}), ` +
    `then the full amount from ${from}.`,
  season: ({ start, last, amount, from }: Prorated) =>
    `${amount} is invoiced for ${start} to ${last}; everybody renews on ${from}.`,
  once: ({ start, amount, last }: Once) =>
    `${amount} is invoiced once, on ${start}; access ${last ? `until ${last}` : 'has no end'}.`,
  freeGap: (start: string, from: string) =>
    `Access from ${start} is free until the first invoice on ${from}.`,
  full: (start: string, amount: string) =>
    `The full amount of ${amount} is invoiced on ${start}, then every period from that date.`,
};

const french: typeof english = {
  free: (start) => `Accès dès le ${start}, sans aucune facture.`,
  trial: (start, end, from) =>
    `Accès dès le ${start}, à l'essai jusqu'au ${end} ; la première facture complète est du ${from}.`,
  prorated: ({ start, last, amount, from }) =>
    `Une partie de la première période est facturée (${amount} du ${start} au ${last}), ` +
    `puis le montant complet à partir du ${from}.`,
  season: ({ start, last, amount, from }) =>
    `${amount} sont facturés du ${start} au ${last} ; tout le monde renouvelle le ${from}.`,
  once: ({ start, amount, last }) =>
    `${amount} sont facturés une seule fois, le ${start} ; l'accès ` +
    `${last ? `court jusqu'au ${last}` : 'est sans fin'}.`,
  freeGap: (start, from) =>
    `L'accès dès le ${start} est gratuit jusqu'à la première facture du ${from}.`,
  full: (start, amount) =>
    `Le montant complet de ${amount} est facturé le ${start}, puis à chaque période dès cette date.`,
};
