/** Titles and cells of the file that deliveries leave as. */
import type { DeliveryRow } from '../../../db/benefits/types.ts';
import { addDays, FOREVER } from '../../../domain/dates.ts';
import type { Language } from '../../../domain/errors.ts';
import type { OutCell } from '../../../files/csvWriter.ts';

export const deliveryTitles: Record<Language, string[]> = {
  en: [
    ...['Benefit', 'Name', 'E-mail', 'Address', 'Address, line 2', 'Postal code', 'City'],
    ...['Region', 'Country', 'Plan', 'Period from', 'Period to', 'State', 'Delivered', 'By'],
  ],
  fr: [
    ...['Avantage', 'Nom', 'E-mail', 'Adresse', 'Adresse, ligne 2', 'Code postal', 'Ville'],
    ...['Région', 'Pays', 'Formule', 'Période du', 'Période au', 'État', 'Remis le', 'Par'],
  ],
};

const states: Record<Language, { todo: string; done: string }> = {
  en: { todo: 'to do', done: 'done' },
  fr: { todo: 'à faire', done: 'fait' },
};

/** The cells of a delivery. */
export function deliveryCells(language: Language): (row: DeliveryRow) => OutCell[] {
  return (row) => {
    const { line1, line2, postal_code, city, region, country } = row.address ?? {};
    const state = states[language][row.doneAt === null ? 'todo' : 'done'];
    const period = [row.start, row.end === FOREVER ? null : addDays(row.end, -1)];
    return [
      ...[row.benefit, row.contactName, row.email, line1, line2, postal_code, city],
      ...[region, country, row.planName, ...period, state, row.doneAt?.slice(0, 10), row.doneBy],
    ];
  };
}
