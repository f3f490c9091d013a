import { addDays, type LocalDate } from '../../domain/dates.ts';
import type { Language } from '../../domain/errors.ts';
import type { NewContact } from '../people/createContact.ts';
import type { Chance } from './chance.ts';
import { cities, companyNames, names, streets } from './names.ts';
import { demoFields } from './texts.ts';

/** Makes people one after the other, each with an address nobody else has. */
export type Population = {
  language: Language;
  currency: string;
  chance: Chance;
  /** How many were made; part of the addresses, so that they are unique. */
  count: number;
};

/** A person as they would fill a form: some with a pseudonym, an address, own fields, or little. */
export function newPerson(population: Population, today: LocalDate): NewContact {
  const { chance } = population;
  const language = speaks(population);
  const parts = names[language];
  const first = chance.pick(parts.first);
  const last = chance.pick(parts.last);
  population.count += 1;
  const display = chance.happens(0.09) ? chance.pick(parts.pseudonyms) : `${first} ${last}`;
  return {
    kind: 'person',
    display_name: display,
    first_name: first,
    last_name: last,
    email: `${plain(first)}.${plain(last)}.${population.count}@${chance.pick(parts.domains)}`,
    consent: chance.weighted([
      [7, 'subscribed'],
      [3, 'none'],
      [1, 'unsubscribed'],
    ] as const),
    phone: chance.happens(0.35) ? phone(chance, language) : null,
    discord: chance.happens(0.15) ? `${plain(first)}${chance.whole(10, 99)}` : null,
    birthday: chance.happens(0.25) ? addDays(today, -chance.whole(18 * 365, 78 * 365)) : null,
    language: language === population.language ? null : language,
    address: chance.happens(0.4) ? addressOf(chance, language) : null,
    fields: fieldsOf(chance, today),
  };
}

/** A company that pays for its people. */
export function newCompany(population: Population): NewContact {
  const { chance, language } = population;
  const parts = companyNames[language];
  population.count += 1;
  const name = `${chance.pick(parts.before)} ${chance.pick(parts.after)}`;
  return {
    kind: 'company',
    display_name: name,
    email: `compta.${plain(name)}.${population.count}@${chance.pick(names[language].domains)}`,
    phone: phone(chance, language),
    website: `https://${plain(name)}.example`,
    vat_number: language === 'fr' ? `FR${chance.whole(10, 99)}${chance.whole(1e8, 9e8)}` : null,
    address: addressOf(chance, language),
    billing_address: chance.happens(0.3) ? addressOf(chance, language) : null,
  };
}

/** Letters and digits only, without accents, as they stand in addresses. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
}

function speaks({ language, chance }: Population): Language {
  if (chance.happens(0.92)) return language;
  return language === 'fr' ? 'en' : 'fr';
}

function phone(chance: Chance, language: Language): string {
  const pairs = Array.from({ length: 4 }, () => String(chance.whole(10, 99))).join(' ');
  if (language === 'fr') return `+33 6 ${pairs}`;
  return `+44 7700 900${chance.whole(100, 999)}`;
}

function addressOf(chance: Chance, language: Language): NonNullable<NewContact['address']> {
  const [city, postalCode] = chance.pick(cities[language]);
  const number = chance.whole(1, 140);
  const street = chance.pick(streets[language]);
  return {
    line1: language === 'fr' ? `${number}, ${street}` : `${number} ${street}`,
    postal_code: postalCode,
    city,
    country: language === 'fr' ? 'FR' : 'GB',
  };
}

function fieldsOf(chance: Chance, today: LocalDate): NonNullable<NewContact['fields']> {
  const fields: NonNullable<NewContact['fields']> = {};
  const heardFrom = demoFields.find((field) => field.key === 'heard_from')!;
  if (chance.happens(0.7)) fields.heard_from = chance.pick(heardFrom.choices);
  if (chance.happens(0.2)) fields.visits = chance.whole(1, 40);
  if (chance.happens(0.05)) fields.gift = chance.whole(1, 20) * 500;
  if (chance.happens(0.1)) fields.met_on = addDays(today, -chance.whole(0, 300));
  if (chance.happens(0.3)) fields.volunteer = chance.happens(0.2);
  return fields;
}
