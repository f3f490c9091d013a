import { describe, expect, it } from 'vitest';
import { localDate } from '../../../src/domain/dates.ts';
import { Refusal } from '../../../src/domain/errors.ts';
import { leavesOf } from '../../../src/domain/segments/ast.ts';
import { daysOf, daysWithin } from '../../../src/domain/segments/dateWords.ts';
import { chipsOf, describeKeys } from '../../../src/domain/segments/describe.ts';
import type { QueryFacts } from '../../../src/domain/segments/facts.ts';
import { parseQuery } from '../../../src/domain/segments/parse.ts';
import { printQuery } from '../../../src/domain/segments/print.ts';
import { factsNeeded, resolveNames } from '../../../src/domain/segments/resolve.ts';

const facts: QueryFacts = {
  currency: 'EUR',
  plans: [
    { id: 'p1', name: 'Mécène' },
    { id: 'p2', name: 'Gold +' },
  ],
  labels: [{ id: 'l1', name: 'VIP' }],
  benefits: [{ id: 'b1', name: 'Signed print' }],
  fields: [
    { key: 'city', type: 'text', label: { en: 'City', fr: 'Ville' }, choices: [] },
    { key: 'size', type: 'choice', label: { en: 'Size', fr: 'Taille' }, choices: ['S', 'XL'] },
    { key: 'points', type: 'number', label: { en: 'Points', fr: 'Points' }, choices: [] },
    { key: 'press', type: 'boolean', label: { en: 'Press', fr: 'Presse' }, choices: [] },
    { key: 'fee', type: 'amount', label: { en: 'Fee', fr: 'Frais' }, choices: [] },
    { key: 'met', type: 'date', label: { en: 'Met', fr: 'Rencontre' }, choices: [] },
  ],
  contacts: [{ id: 'c1', name: 'Atelier Nord' }],
};

const resolved = (text: string) => resolveNames(parseQuery(text), facts);

function refused(text: string) {
  try {
    resolved(text);
  } catch (error) {
    if (error instanceof Refusal) return error.params;
    throw error;
  }
  throw new Error(`${text} was understood`);
}

describe('names', () => {
  it('finds plans, labels and companies whatever their case and accents', () => {
    const [plan, label, company] = leavesOf(
      resolved('plan:mecene,"gold +" label:vip company:"ATELIER nord"'),
    );
    expect(plan).toMatchObject({
      values: [{ literal: { ids: ['p1'] } }, { literal: { ids: ['p2'] } }],
    });
    expect(label).toMatchObject({ values: [{ literal: { ids: ['l1'] } }] });
    expect(company).toMatchObject({ values: [{ literal: { ids: ['c1'] } }] });
  });

  it.each([
    ['status:active plan:mecne', 'unknown_name', 20, 'Mécène'],
    ['label:vpi', 'unknown_name', 7, 'VIP'],
    ['company:"Atelier Sud"', 'unknown_name', 9, 'Atelier Nord'],
    ['field.citty:x', 'unknown_field', 1, 'field.city'],
    ['field.city:>3', 'no_comparison', 12, ''],
    ['field.size:L', 'unknown_value', 12, ''],
    ['field.points:many', 'bad_number', 14, ''],
    ['field.points:1,5', 'amount_list', 15, ''],
    ['field.points:9..1', 'empty_range', 14, ''],
    ['field.press:maybe', 'unknown_value', 13, ''],
    ['field.met:soon', 'bad_date', 11, ''],
    ['field.fee:1.234', 'bad_amount', 11, ''],
    ['lifetime:1.234', 'bad_amount', 10, ''],
    ['lifetime:100..50', 'empty_range', 10, ''],
    ['lifetime:5XXQ', 'bad_currency', 10, ''],
    ['joined:2026-03..2026-01', 'empty_range', 8, ''],
  ])('%s: %s at column %i', (text, reason, position, suggestion) => {
    expect(() => resolved(text)).toThrow(Refusal);
    expect(refused(text)).toMatchObject({ reason, position, suggestion });
  });

  it('reads amounts in minor units of their currency', () => {
    const minor = (text: string) => JSON.stringify(resolved(text)).match(/"minor":(-?\d+)/)?.[1];
    expect(minor('lifetime:>=12.5')).toBe('1250');
    expect(minor('lifetime:1200JPY')).toBe('1200');
    expect(minor('balance:-0.05')).toBe('-5');
  });

  it('keeps the text of own fields canonical', () => {
    const text =
      'champ.press:OUI champ.met:ce-mois field.size:xl field.points:>=-2 field.city:none';
    const canonical = 'field.press:yes field.met:this-month field.size:XL field.points:>=-2';
    expect(printQuery(resolved(text))).toBe(`${canonical} field.city:none`);
  });

  it('asks for facts only when names are used', () => {
    expect(factsNeeded(parseQuery('status:active jean'))).toEqual({ names: false, contacts: [] });
    expect(factsNeeded(parseQuery('plan:x payer:"A B"'))).toEqual({
      names: true,
      contacts: ['A B'],
    });
  });
});

describe('days', () => {
  const today = localDate('2026-03-31');
  it.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['this-month', '2026-03-01', '2026-03-31'],
    ['last-month', '2026-02-01', '2026-02-28'],
    ['next-month', '2026-04-01', '2026-04-30'],
    ['this-week', '2026-03-30', '2026-04-05'],
    ['last-year', '2025-01-01', '2025-12-31'],
    ['yesterday', '2026-03-30', '2026-03-30'],
  ])('%s is %s to %s', (text, first, last) => {
    expect(daysOf(text, today)).toEqual({ first, last });
  });

  it('counts the last and next days with today', () => {
    const days = (side: 'last' | 'next', count: number, unit: 'd' | 'm') =>
      daysWithin(side, { count, unit }, today);
    expect(days('last', 30, 'd')).toEqual({ first: '2026-03-02', last: '2026-03-31' });
    expect(days('next', 1, 'd')).toEqual({ first: '2026-03-31', last: '2026-03-31' });
    expect(days('last', 1, 'm')).toEqual({ first: '2026-03-01', last: '2026-03-31' });
  });
});

describe('help', () => {
  it('lists keys and values in the language, names ready to insert', () => {
    const keys = describeKeys('fr', facts);
    const values = (key: string) => keys.find((one) => one.canonical === key)?.values;
    expect(values('plan')).toEqual(['Mécène', '"Gold +"', 'au-moins-un', 'aucun']);
    expect(values('status')).toContain('résilié');
    expect(values('field.press')).toEqual(['oui', 'non', 'au-moins-un', 'aucun']);
    expect(values('joined')).toContain('derniers:30j');
  });

  it('offers nothing that is not understood', () => {
    for (const language of ['en', 'fr'] as const) {
      for (const { key, values } of describeKeys(language, facts)) {
        for (const value of values) resolved(`${key}:${value}`);
      }
    }
  });

  it('cuts a query into chips', () => {
    expect(chipsOf(parseQuery('statut:actif -label:vip jean'), 'fr')).toEqual([
      { span: { start: 0, end: 12 }, text: 'statut:actif', key: 'status', negated: false },
      { span: { start: 13, end: 23 }, text: '-libellé:vip', key: 'label', negated: true },
      { span: { start: 24, end: 28 }, text: 'jean', key: null, negated: false },
    ]);
  });
});
