import { cleanEmail } from '../members/contact.ts';
import { isCurrency } from '../money.ts';
import type { Interval, IntervalUnit } from '../periods.ts';
import type { Read } from './dates.ts';
import { foldName, foldWords } from './fold.ts';
import { error } from './problems.ts';

/** An e-mail address; the domain is written in small letters, the local part stays as given. */
export function readEmail(cell: string, column: string): Read<string> {
  const angled = /<([^<>]+)>\s*$/.exec(cell);
  const text = (angled?.[1] ?? cell).replace(/^mailto:/i, '').trim();
  const email = text.includes('..') ? null : cleanEmail(text);
  if (email !== null) return { value: email };
  return { problem: error('not_an_email', column, { value: cell.trim() }) };
}

const units: Record<string, Interval> = {};
function spell(unit: IntervalUnit, count: number, words: string): void {
  for (const word of words.split(' ')) units[word] = { unit, count };
}
spell('day', 1, 'day days daily jour jours quotidien journalier');
spell('week', 1, 'week weeks weekly semaine semaines hebdomadaire hebdo');
spell('week', 2, 'fortnight fortnightly biweekly quinzaine bimensuel');
spell('month', 1, 'month months monthly mois mensuel mensuelle mensuellement monthtomonth');
spell('month', 2, 'bimonthly bimestriel bimestrielle');
spell('month', 3, 'quarter quarters quarterly trimestre trimestres trimestriel trimestrielle');
spell('month', 6, 'semester semiannual semiannually halfyearly semestre semestriel semestrielle');
spell('year', 1, 'year years yearly annual annually annuel annuelle an ans annee annees');
spell('year', 2, 'biennial bisannuel biannuel');

const numbers: Record<string, number> = {
  one: 1,
  un: 1,
  une: 1,
  two: 2,
  deux: 2,
  three: 3,
  trois: 3,
  four: 4,
  quatre: 4,
  six: 6,
};

/** A billing interval in French or English: "monthly", "par an", "tous les 3 mois", "Two year". */
export function readInterval(cell: string, column: string): Read<Interval> {
  const words = foldWords(cell)
    .replace(/^(par|per|every|each|tous les|toutes les|chaque|a|\/)\s+/, '')
    .replace(/^\//, '');
  const single = units[foldName(words)];
  if (single) return { value: single };
  const counted = /^(\w+)[\s-]+(\w+)$/.exec(words);
  const unit = counted ? units[counted[2]!] : undefined;
  const count = counted ? (numbers[counted[1]!] ?? Number(counted[1])) : Number.NaN;
  if (unit && Number.isInteger(count) && count >= 1 && count * unit.count <= 120) {
    return { value: { unit: unit.unit, count: count * unit.count } };
  }
  return { problem: error('not_an_interval', column, { value: cell.trim() }) };
}

const yes = new Set(['yes', 'y', 'oui', 'o', 'true', 'vrai', '1', 'x', 'on']);
const no = new Set(['no', 'n', 'non', 'false', 'faux', '0', 'off']);

/** Yes or no, in French, English or digits. */
export function readBoolean(cell: string | number | boolean, column: string): Read<boolean> {
  if (typeof cell === 'boolean') return { value: cell };
  const word = foldWords(String(cell));
  if (yes.has(word)) return { value: true };
  if (no.has(word)) return { value: false };
  return { problem: error('not_yes_no', column, { value: String(cell).trim() }) };
}

/** A number as exact decimal text with a point, for own fields of type number. */
export function readNumber(cell: string | number, column: string): Read<number> {
  if (typeof cell === 'number') return { value: cell };
  const bare = cell.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (/^[+-]?\d+(\.\d+)?$/.test(bare)) return { value: Number(bare) };
  return { problem: error('not_a_number', column, { value: cell.trim() }) };
}

/** A whole number of months or the like, zero or more. */
export function readCount(cell: string | number, column: string): Read<number> {
  const read = readNumber(cell, column);
  if ('problem' in read) return read;
  if (Number.isInteger(read.value) && read.value >= 0 && read.value <= 2400) return read;
  return { problem: error('not_a_number', column, { value: String(cell).trim() }) };
}

/** An ISO 4217 code, or one of the usual signs. */
export function readCurrency(cell: string, column: string): Read<string> {
  const signs: Record<string, string> = { '€': 'EUR', $: 'USD', '£': 'GBP' };
  const code = signs[cell.trim()] ?? cell.trim().toUpperCase();
  if (isCurrency(code)) return { value: code };
  return { problem: error('not_a_currency', column, { value: cell.trim() }) };
}

/** The language of a person when it is one we write in, else null. */
export function readLanguage(cell: string): 'en' | 'fr' | null {
  const word = foldWords(cell);
  if (/^(fr|fra|fre|french|francais|francaise)([-_].*)?$/.test(word)) return 'fr';
  if (/^(en|eng|english|anglais|anglaise)([-_].*)?$/.test(word)) return 'en';
  return null;
}

let countries: Map<string, string> | null = null;

/** A country as its two-letter code when it is known, else as it is written. */
export function readCountry(cell: string): string {
  const text = cell.trim();
  if (/^[A-Za-z]{2}$/.test(text)) return text.toUpperCase();
  countries ??= countryNames();
  return countries.get(foldName(text)) ?? text;
}

function countryNames(): Map<string, string> {
  const names = new Map<string, string>([
    ['usa', 'US'],
    ['uk', 'GB'],
    ['etatsunis', 'US'],
  ]);
  const inWords = ['en', 'fr'].map(
    (language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }),
  );
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second);
      for (const display of inWords) {
        const name = display.of(code);
        if (name && !names.has(foldName(name))) names.set(foldName(name), code);
      }
    }
  }
  return names;
}

/** Label names from one cell, separated by commas, semicolons or bars. */
export function readLabels(cell: string): string[] {
  const names = cell.split(/[,;|]/).map((name) => name.trim().slice(0, 80));
  return [...new Set(names.filter((name) => name !== ''))];
}

export type MembershipStatus = 'active' | 'declined' | 'former' | 'none';

const statuses: [MembershipStatus, RegExp][] = [
  ['declined', /^(declined|past due|overdue|refuse|impaye|en retard)/],
  ['former', /^(former|ancien|cancell?ed|inactive|inactif|ended|expired|expire|resilie|termine)/],
  ['active', /^(active|actif|running|current|en cours|member|membre|a jour|valide|paid|trialing)/],
  ['none', /^(never|none|jamais|aucun|free|gratuit|pending)/],
];

/** What a status word of an export means for the membership. */
export function readStatus(cell: string, column: string): Read<MembershipStatus> {
  const word = foldWords(cell);
  const found = statuses.find(([, pattern]) => pattern.test(word));
  if (found) return { value: found[0] };
  const choices = 'active, declined, former';
  const params = { value: cell.trim(), choices, choices_fr: 'actif, impayé, ancien' };
  return { problem: error('not_a_choice', column, params) };
}

export type ChargeOutcome =
  | 'paid'
  | 'declined'
  | 'pending'
  | 'refunded'
  | 'partly_refunded'
  | 'fraud'
  | 'deleted';

const outcomes: [ChargeOutcome, RegExp][] = [
  ['partly_refunded', /^(partly|partially) refunded|^rembourse (en partie|partiellement)/],
  ['fraud', /fraud/],
  ['refunded', /^(refunded|rembourse)/],
  ['declined', /^(declined|failed|refuse|echoue|unpaid|impaye)/],
  ['deleted', /^(deleted|supprime)/],
  ['pending', /^(pending|processing|en attente|en cours)/],
  ['paid', /^(paid|paye|succeeded|success|ok|valide|regle)/],
];

/** The result of a last charge, or null for a word that says nothing about it. */
export function readOutcome(cell: string): ChargeOutcome | null {
  const word = foldWords(cell);
  return outcomes.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}

/** A one-line address: a trailing postal code and city are taken apart where they are plain. */
export function readAddressLine(cell: string): Record<string, string> {
  const lines = cell.split(/\r?\n|,(?=\s*\d{4,5}\s)/).map((line) => line.trim());
  const parts = lines.filter((line) => line !== '');
  const town = /^(?:[A-Z]{1,2}-)?(\d{4,5})\s+(\S.*)$/.exec(parts.at(-1) ?? '');
  const street = town ? parts.slice(0, -1) : parts;
  const address: Record<string, string> = {};
  if (street[0]) address.line1 = street[0];
  if (street.length > 1) address.line2 = street.slice(1).join(', ');
  if (town) {
    address.postal_code = town[1]!;
    address.city = town[2]!;
  }
  return address;
}
