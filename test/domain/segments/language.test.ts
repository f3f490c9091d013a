import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/domain/errors.ts';
import { fold } from '../../../src/domain/segments/fold.ts';
import type { Key, Word } from '../../../src/domain/segments/keys.ts';
import { any, keys, none, spellings } from '../../../src/domain/segments/keys.ts';
import { parseQuery } from '../../../src/domain/segments/parse.ts';
import { printQuery } from '../../../src/domain/segments/print.ts';
import { anyQuery, withoutSpans } from './arbitraries.ts';

const english = (text: string) => printQuery(parseQuery(text), 'en');
const french = (text: string) => printQuery(parseQuery(text), 'fr');

function refusal(text: string): Refusal {
  try {
    parseQuery(text);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error(`${text} was understood`);
}

describe('reading and writing', () => {
  it('keeps the example of the specification as it is', () => {
    const text =
      'status:active plan:gold,silver -label:vip lifetime:>=100 joined:2026-01..2026-06 "jean mi"';
    expect(english(text)).toBe(text);
  });

  it('says the same in French, and understands French', () => {
    const text = 'statut:actif formule:or+argent -libellé:vip total:>=100 inscrit:derniers:30j';
    expect(english(text)).toBe(
      'status:active plan:or+argent -label:vip lifetime:>=100 joined:last:30d',
    );
    expect(french(english(text))).toBe(text);
  });

  it.each([
    ['STATUT:Résiliée', 'status:cancelled'],
    ['libelle:aucune', 'label:none'],
    ['formule:au-moins-une', 'plan:any'],
    ['fin-accès:ce-mois', 'access-ends:this-month'],
    ['membre:2026-04-30 -parti:ce-mois', 'member:2026-04-30 -left:this-month'],
    ['revenue:2026', 'returned:2026'],
    ['champ.ville:Lyon', 'field.ville:Lyon'],
    ['facture:en-retard:>=5j', 'overdue-days:>=5'],
    ['invoice:overdue:>=5d', 'overdue-days:>=5'],
    ['a OU b', 'a OR b'],
    ['a AND (b | NON c)', 'a (b OR -c)'],
    ['« jean mi »', '"jean mi"'],
    ['label:"12,50"', 'label:"12,50"'],
    ['lifetime:0100.50usd', 'lifetime:100.50USD'],
    ['balance:≥-5', 'balance:>=-5'],
    ['  ', ''],
  ])('%s means %s', (typed, canonical) => {
    expect(english(typed)).toBe(canonical);
  });

  it('gives the same query again for whatever it prints, in both languages', () => {
    fc.assert(
      fc.property(anyQuery, fc.constantFrom('en', 'fr'), (query, language) => {
        const again = parseQuery(printQuery(query, language));
        expect(withoutSpans(again)).toEqual(withoutSpans(query));
      }),
      { numRuns: 2000 },
    );
  });

  it('never fails with anything but a refusal that has a column', () => {
    const letters = fc.constantFrom(...'status:plan,+-()"<>=. OR2026l\\«»');
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        try {
          const printed = printQuery(parseQuery(text));
          expect(printQuery(parseQuery(printed))).toBe(printed);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          expect(error.code).toBe('invalid_query');
          expect(error.params.position).toBeGreaterThan(0);
          expect(error.params.position).toBeLessThanOrEqual(text.length + 1);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('refusals', () => {
  it.each([
    ['statsu:active', 'unknown_key', 1, 'status'],
    ['plan:gold color:red', 'unknown_key', 11, ''],
    ['status:actve', 'unknown_value', 8, 'active'],
    ['status:active,payed', 'unknown_value', 15, ''],
    ['status:', 'missing_value', 8, ''],
    ['status: active', 'missing_value', 8, ''],
    ['joined:2026-13', 'bad_date', 8, ''],
    ['joined:2026-01..2026-02-30', 'bad_date', 17, ''],
    ['joined:this-mnth', 'bad_date', 8, 'this-month'],
    ['joined:last:101y', 'bad_date', 8, ''],
    ['joined:last:1x', 'bad_date', 8, ''],
    ['lifetime:>=lots', 'bad_amount', 12, ''],
    ['montant:12,50', 'amount_list', 11, ''],
    ['status:>active', 'no_comparison', 8, ''],
    ['plan:>gold', 'no_comparison', 6, ''],
    ['status:active+paused', 'unknown_value', 8, ''],
    ['label:a,b+c', 'mixed_list', 10, ''],
    ['label:"vip', 'unclosed_quote', 7, ''],
    ['(a OR b', 'unclosed_group', 1, ''],
    ['a)', 'unexpected', 2, ''],
    ['()', 'empty_group', 1, ''],
    ['a OR', 'missing_operand', 5, ''],
    ['OR a', 'unexpected', 1, ''],
    ['field:x', 'missing_field', 1, ''],
    ['field.:x', 'missing_field', 1, ''],
    ['status.x:active', 'unknown_key', 1, 'status'],
    ['""', 'empty_text', 1, ''],
    ['"a"b', 'unexpected', 4, ''],
    ['overdue-days:>=x', 'bad_number', 16, ''],
    ['currency:euro', 'bad_currency', 10, ''],
  ])('%s: %s at column %i', (text, reason, position, suggestion) => {
    const { params, status, code } = refusal(text);
    expect(params).toMatchObject({ reason, position, suggestion });
    expect([code, status]).toEqual(['invalid_query', 422]);
  });

  it('reads well in both languages', () => {
    const error = refusal('statsu:actif');
    expect(error.say('en')).toBe('Column 1: there is no filter “statsu”. Did you mean “status”?');
    expect(error.say('fr')).toBe(
      'Colonne 1 : le filtre « statsu » n’existe pas. Vouliez-vous « statut » ?',
    );
  });

  it('limits length, parts and nesting', () => {
    expect(refusal('x'.repeat(4001)).params.reason).toBe('too_long');
    expect(refusal('a '.repeat(201)).params.reason).toBe('too_complex');
    expect(refusal(`${'('.repeat(31)}a${')'.repeat(31)}`).params.reason).toBe('too_complex');
    expect(refusal(`${'-'.repeat(40)}a`).params.reason).toBe('too_complex');
  });
});

describe('the words', () => {
  const clashes = (words: readonly Word[]) => {
    const owners = new Map<string, string>();
    return words.flatMap((word) =>
      [...new Set(spellings(word).map(fold))].filter((spelling) => {
        const other = owners.get(spelling);
        owners.set(spelling, word.en);
        return other !== undefined && other !== word.en;
      }),
    );
  };

  it('never mean two things, in either language', () => {
    expect(clashes(Object.values(keys))).toEqual([]);
    for (const key of Object.values<Key>(keys)) {
      expect(clashes([...(key.words ?? []), ...(key.presence ? [none, any] : [])])).toEqual([]);
    }
  });

  it('are the names of the keys', () => {
    for (const [name, key] of Object.entries(keys)) expect(key.en).toBe(name);
  });
});
