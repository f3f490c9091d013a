import type { FieldProblem } from '../../../domain/errors.ts';
import { InvalidInput } from '../../../domain/errors.ts';
import { CreditorIdWrong, isCreditorId, plainCreditorId } from '../../../domain/sepa/creditor.ts';
import { bankText, isReadable } from '../../../domain/sepa/text.ts';
import type { Accounts, Values } from '../accounts.ts';
import type { DebitTerms } from '../debits.ts';
import type { Connection } from '../port.ts';
import { checkedAccount } from './account.ts';
import { fields } from './fields.ts';

export type Format = '08' | '02';

/** What a file is written from. */
export type Creditor = DebitTerms & { iban: string; bic: string | null; format: Format };

/** How an organization enters its bank contract; nothing is called, check digits are checked. */
export function sepaConnection(accounts: Accounts): Connection {
  return {
    fields,
    seal: accounts.seal,
    open: accounts.open,
    async check(values) {
      const problems = [...nameProblems(values), ...idProblems(values), ...dayProblems(values)];
      if (problems.length > 0) throw new InvalidInput({}, problems);
      checkedAccount({ iban: values.iban!, bic: values.bic }, '/values');
      const { creditorId, creditorName } = creditorOf(values);
      return { id: creditorId, name: creditorName, live: true };
    },
  };
}

/** The values staff entered, with what they left out filled in. */
export function creditorOf(values: Values): Creditor {
  const { iban, bic } = checkedAccount({ iban: values.iban!, bic: values.bic }, '/values');
  return {
    creditorName: values.creditor_name!,
    creditorId: plainCreditorId(values.creditor_id!),
    iban,
    bic,
    scheme: values.scheme === 'B2B' ? 'B2B' : 'CORE',
    first: values.first === 'FRST' ? 'FRST' : 'RCUR',
    format: values.format === '02' ? '02' : '08',
    noticeDays: Number(values.notice_days ?? 14),
    leadDays: Number(values.lead_days ?? 2),
  };
}

function nameProblems({ creditor_name: name = '' }: Values): FieldProblem[] {
  if (isReadable(bankText(name, 70))) return [];
  const message = {
    en: 'Write the name in Latin letters, as your bank knows it.',
    fr: 'Écrivez le nom en lettres latines, tel que votre banque le connaît.',
  };
  return [{ pointer: '/values/creditor_name', code: 'name_unreadable', message }];
}

function idProblems({ creditor_id: id = '' }: Values): FieldProblem[] {
  if (isCreditorId(plainCreditorId(id))) return [];
  const plain = new CreditorIdWrong();
  const message = { en: plain.say('en'), fr: plain.say('fr') };
  return [{ pointer: '/values/creditor_id', code: plain.code, message }];
}

const ranges = { notice_days: [1, 30], lead_days: [1, 10] } as const;

function dayProblems(values: Values): FieldProblem[] {
  return Object.entries(ranges).flatMap(([key, [least, most]]) => {
    const text = values[key];
    if (text === undefined) return [];
    const days = /^\d{1,2}$/.test(text) ? Number(text) : -1;
    if (days >= least && days <= most) return [];
    const message = {
      en: `A number of days from ${least} to ${most}.`,
      fr: `Un nombre de jours de ${least} à ${most}.`,
    };
    return [{ pointer: `/values/${key}`, code: 'days_out_of_range', message }];
  });
}
