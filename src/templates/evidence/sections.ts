import { disputeReasonText } from '../../domain/billing/disputeReasons.ts';
import type { EvidenceFacts, EvidenceSection } from '../../domain/billing/evidence.ts';
import { addDays } from '../../domain/dates.ts';
import type { Language } from '../../domain/errors.ts';
import { formatMoney } from '../../domain/money.ts';
import { longDate } from '../dateWords.ts';
import { evidenceWords } from './words.ts';

/** How an entry of the activity reads; given by the caller, who knows the sentences. */
export type Sentences = (entry: EvidenceFacts['activity'][number]) => string;

/** The facts as headings and lines in one language; sections without a line are left out. */
export function evidenceSections(
  facts: EvidenceFacts,
  { language, say }: { language: Language; say: Sentences },
): EvidenceSection[] {
  const words = evidenceWords[language];
  const at = instantWords(facts.timezone, language);
  const by = (member: string, what: string) =>
    facts.members.length > 0 ? `${member} · ${what}` : what;
  const sections: EvidenceSection[] = [
    { title: words.payment, rows: paymentRows(facts, language) },
    { title: words.person, rows: personRows(facts, language) },
    {
      title: words.subscriptions,
      rows: facts.subscriptions.map(({ member, plan, startsOn, endsOn }) => {
        const last = endsOn && longDate(addDays(endsOn, -1), language);
        const what = last ? `${plan} (${words.until} ${last})` : plan;
        return { when: longDate(startsOn, language), what: by(member, what) };
      }),
    },
    {
      title: words.signIns,
      rows: facts.signIns.map(({ member, at: when, ip, device }) => ({
        when: at(when),
        what: by(member, [ip, device].filter((part) => part !== '').join(' · ')),
      })),
    },
    { title: words.invoices, rows: invoiceRows(facts, language) },
    {
      title: words.emails,
      rows: facts.emails.map(({ at: when, subject, to, state }) => ({
        when: at(when),
        what: `${subject} → ${to} (${words.states[state] ?? state})`,
      })),
    },
    {
      title: words.activity,
      rows: facts.activity.map((entry) => ({
        when: at(entry.at),
        what: by(entry.member, say(entry)),
      })),
    },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

type Row = EvidenceSection['rows'][number];

function paymentRows({ payment, dispute, timezone }: EvidenceFacts, language: Language): Row[] {
  const words = evidenceWords[language];
  const at = instantWords(timezone, language);
  const money = formatMoney(payment, language);
  const method = payment.method ? ` (${payment.method})` : '';
  const rows = [
    { when: longDate(payment.receivedOn, language), what: `${money}${method}` },
    { when: words.reference, what: payment.reference },
  ];
  if (dispute) {
    const reason = disputeReasonText(dispute.reason, language);
    rows.push({ when: at(dispute.openedAt), what: `${words.disputed} ${reason}` });
    rows.push({ when: words.caseName, what: dispute.reference });
  }
  return rows.filter(({ what }) => what !== '');
}

function personRows({ person, members, timezone }: EvidenceFacts, language: Language): Row[] {
  const words = evidenceWords[language];
  return [
    { when: words.name, what: person.name },
    { when: words.email, what: person.email ?? '' },
    { when: words.phone, what: person.phone ?? '' },
    { when: words.address, what: person.address },
    { when: words.knownSince, what: instantWords(timezone, language)(person.knownSince) },
    ...members.map(({ name, email }) => ({
      when: words.paidFor,
      what: email ? `${name} · ${email}` : name,
    })),
  ].filter(({ what }) => what !== '');
}

function invoiceRows({ invoices }: EvidenceFacts, language: Language): Row[] {
  const words = evidenceWords[language];
  return invoices.map(({ number, issuedOn, total: amount, currency, from, until, status }) => {
    const span =
      from && until
        ? ` · ${longDate(from, language)} – ${longDate(addDays(until, -1), language)}`
        : '';
    const state = words.states[status] ?? status;
    const money = formatMoney({ amount, currency }, language);
    return { when: longDate(issuedOn, language), what: `${number} · ${money}${span} (${state})` };
  });
}

/** "27 Nov 2026, 14:05" in the organization's zone. */
export function instantWords(timeZone: string, language: Language): (instant: string) => string {
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  return (instant) => format.format(Date.parse(instant));
}
