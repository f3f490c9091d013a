import fc from 'fast-check';
import type {
  Filter,
  Literal,
  Query,
  Value,
  ValueShape,
} from '../../../src/domain/segments/ast.ts';
import { dateWords } from '../../../src/domain/segments/dateWords.ts';
import type { KeyName } from '../../../src/domain/segments/keys.ts';
import { keyOf, keys } from '../../../src/domain/segments/keys.ts';

const span = { start: 0, end: 0 };

const day = fc
  .tuple(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.nat(27))
  .map(([year, month, before]) => {
    const two = (number: number) => String(number).padStart(2, '0');
    return [`${year}`, `${year}-${two(month)}`, `${year}-${two(month)}-${two(before + 1)}`];
  })
  .chain((texts) => fc.constantFrom(...texts));

const date = fc.oneof(day, fc.constantFrom(...dateWords.map((word) => word.en)));
const amount = fc
  .tuple(fc.integer({ min: -99999, max: 999999 }), fc.constantFrom('', '.5', '.05'))
  .map(([whole, decimals]) => `${whole}${decimals}`);
const name = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
    fc.constantFrom('none', 'any', 'aucun', '>5', 'a..b', 'a+b', 'a,b', 'OR', 'x y', '-z', '\\"'),
  )
  .filter((text) => text.trim() !== '');

function literal(key: KeyName): fc.Arbitrary<Literal> {
  const { kind, words } = keyOf(key);
  if (words) return fc.constantFrom(...words.map((word) => ({ text: word.en })));
  if (kind === 'date') return date.map((text) => ({ text }));
  if (kind === 'count') return fc.nat(9999).map((count) => ({ text: String(count) }));
  if (kind === 'currency') return fc.constantFrom({ text: 'EUR' }, { text: 'JPY' });
  if (kind === 'amount') {
    return fc.oneof(
      amount.map((text) => ({ text })),
      amount.map((text) => ({ text, currency: 'USD' })),
    );
  }
  if (kind === 'delivery') {
    const dated = fc.tuple(name, date).map(([text, on]) => ({ text: `${text}@${on}` }));
    return fc.oneof(
      name.map((text) => ({ text })),
      dated,
    );
  }
  return name.map((text) => ({ text }));
}

function shape(key: KeyName): fc.Arbitrary<ValueShape> {
  const { kind, presence } = keyOf(key);
  const one = literal(key);
  const shapes: fc.Arbitrary<ValueShape>[] = [
    one.map((value) => ({ shape: 'compare', op: '=', literal: value })),
  ];
  if (presence) shapes.push(fc.constantFrom({ shape: 'none' }, { shape: 'any' }));
  if (['amount', 'count', 'date'].includes(kind)) {
    shapes.push(
      fc
        .tuple(fc.constantFrom('<', '<=', '>', '>='), one)
        .map(([op, value]) => ({ shape: 'compare', op, literal: value })),
      fc
        .tuple(fc.option(one), fc.option(one))
        .filter(([from, to]) => Boolean(from ?? to))
        .map(([from, to]) => ({ shape: 'range', from, to })),
    );
  }
  if (kind === 'date') {
    shapes.push(
      fc
        .tuple(fc.constantFrom('last', 'next'), fc.integer({ min: 0, max: 100 }))
        .chain(([side, count]) =>
          fc
            .constantFrom('d', 'w', 'm', 'y')
            .map((unit): ValueShape => ({ shape: 'within', side, count, unit })),
        ),
    );
  }
  return fc.oneof(...shapes);
}

const filter: fc.Arbitrary<Filter> = fc
  .constantFrom(...(Object.keys(keys) as KeyName[]))
  .chain((key) => {
    const maxLength = keyOf(key).kind === 'amount' ? 1 : 3;
    const values: fc.Arbitrary<Value[]> = fc.array(
      shape(key).map((value) => ({ ...value, span })),
      { minLength: 1, maxLength },
    );
    return fc.record({ values, all: fc.boolean() }).map(({ values, all }) => {
      const mode = all && keyOf(key).allOf && values.length > 1 ? 'all' : 'any';
      const made: Filter = { node: 'filter', key, mode, values, span };
      return key === 'field' ? { ...made, field: 'city_2' } : made;
    });
  });

const text = name.map((written): Query => ({ node: 'text', text: written, span }));

/** Any query that can be written, with every span zero. */
export const anyQuery: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    filter,
    text,
    tie('query').map((part): Query => ({ node: 'not', part, span })),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('query'), { minLength: 2, maxLength: 3 }))
      .map(([node, parts]): Query => ({ node, parts, span })),
  ),
})).query;

/** The same query with every span zero, to compare meaning and not place. */
export function withoutSpans(query: Query): Query {
  return JSON.parse(JSON.stringify(query), (key, value) => (key === 'span' ? span : value));
}
