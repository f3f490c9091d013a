/** Mandates of the SEPA direct debit schemes (EPC016-06 Core, EPC222-07 B2B). */
import type { LocalDate } from '../dates.ts';
import { addMonthsAnchored, dayOfMonth, maxDate } from '../dates.ts';
import type { Language } from '../errors.ts';

export type Scheme = 'CORE' | 'B2B';

export type MandateState = 'active' | 'expired' | 'revoked' | 'replaced' | 'returned';

/** A mandate nobody used this long is over (EPC016-06, §4.1). */
export const unusedMonths = 36;

export type MandateFacts = {
  signedOn: LocalDate;
  /** Day of the latest collection under it; null: never used. */
  usedOn: LocalDate | null;
  /** Why it ended; null: it did not. */
  endReason: 'revoked' | 'replaced' | 'returned' | null;
};

/** The first day on which a mandate is over because nobody used it. */
export function expiresOn({ signedOn, usedOn }: MandateFacts): LocalDate {
  const from = usedOn === null ? signedOn : maxDate(signedOn, usedOn);
  return addMonthsAnchored(from, unusedMonths, dayOfMonth(from));
}

/** Worked out when read: nothing has to run for a mandate to be over. */
export function mandateState(mandate: MandateFacts, today: LocalDate): MandateState {
  if (mandate.endReason !== null) return mandate.endReason;
  return today >= expiresOn(mandate) ? 'expired' : 'active';
}

/** The reference the program gives: 'M-2026-000012'; `number` counts per organization. */
export function mandateReference(year: number, number: number): string {
  return `M-${year}-${String(number).padStart(6, '0')}`;
}

export type MandateTextFacts = {
  creditorName: string;
  creditorId: string;
  scheme: Scheme;
  /** Days ahead at which the payer is told. */
  noticeDays: number;
};

/** The words a payer agrees to (EPC005-16, EPC131-08), with our notice of so many days. */
export function mandateText(facts: MandateTextFacts, language: Language): string {
  const { creditorName: name, creditorId, scheme, noticeDays } = facts;
  const days = String(noticeDays);
  if (language === 'fr') {
    const droit =
      scheme === 'CORE'
        ? 'Vous bénéficiez du droit d’être remboursé par votre banque selon les conditions de la convention passée avec elle. Une demande de remboursement doit être présentée dans les huit semaines suivant la date de débit de votre compte.'
        : 'Ce mandat est réservé aux prélèvements interentreprises. Vous n’êtes pas en droit de demander à votre banque le remboursement d’un prélèvement une fois son montant débité ; vous pouvez lui demander de ne pas le débiter jusqu’à la date d’échéance.';
    return `En signant ce mandat, vous autorisez ${name} (identifiant créancier ${creditorId}) à envoyer des instructions à votre banque pour débiter votre compte, et votre banque à débiter votre compte conformément à ces instructions, pour des paiements récurrents. ${droit} Chaque prélèvement vous est annoncé par e-mail au moins ${days} jours à l’avance, avec son montant et sa date.`;
  }
  const right =
    scheme === 'CORE'
      ? 'You are entitled to a refund from your bank under the terms and conditions of your agreement with it. A refund must be claimed within eight weeks starting from the date on which your account was debited.'
      : 'This mandate is only intended for business-to-business transactions. You are not entitled to a refund from your bank after your account has been debited, but you may ask it not to debit your account up until the day on which the payment is due.';
  return `By signing this mandate, you authorise ${name} (creditor identifier ${creditorId}) to send instructions to your bank to debit your account, and your bank to debit your account in accordance with these instructions, for recurrent payments. ${right} Each debit is announced to you by e-mail at least ${days} days ahead, with its amount and its day.`;
}
