import { minorOf } from './amounts.ts';
import type { Literal, Value } from './ast.ts';
import type { FieldFact } from './facts.ts';
import { fold } from './fold.ts';
import { findWord, spellings, yesNoWords } from './keys.ts';
import { queryProblem } from './problem.ts';
import { nearest } from './suggest.ts';
import { amountOf, dateOf } from './values.ts';

/** An own field's value checked by the field's type and put in canonical form. */
export function checkFieldValue(value: Value, field: FieldFact, currency: string): Value {
  const start = value.span.start;
  const ordered = ['number', 'amount', 'date'].includes(field.type);
  const compared = value.shape === 'range' || (value.shape === 'compare' && value.op !== '=');
  const misplaced = value.shape === 'within' && field.type !== 'date';
  if ((compared && !ordered) || misplaced) {
    throw queryProblem('no_comparison', start, { key: field.label });
  }
  const check = (literal: Literal) => checkLiteral(literal, field, { currency, start });
  if (value.shape === 'compare') return { ...value, literal: check(value.literal) };
  if (value.shape !== 'range') return value;
  return { ...value, from: value.from && check(value.from), to: value.to && check(value.to) };
}

type Place = { currency: string; start: number };

function checkLiteral(literal: Literal, field: FieldFact, at: Place): Literal {
  switch (field.type) {
    case 'number':
      return { text: numberOf(literal.text, at.start) };
    case 'amount':
      return minorOf(amountOf(literal.text, at.start), at.currency, at.start);
    case 'date':
      return { text: dateOf(literal.text, at.start) };
    case 'boolean':
      return { text: yesNoOf(literal.text, field, at.start) };
    case 'choice':
      return { text: choiceOf(literal.text, field, at.start) };
    case 'text':
      return literal;
  }
}

function numberOf(text: string, start: number): string {
  if (!/^-?\d{1,15}([.,]\d{1,10})?$/.test(text)) {
    throw queryProblem('bad_number', start, { found: text });
  }
  return text.replace(',', '.');
}

function yesNoOf(text: string, field: FieldFact, start: number): string {
  const word = findWord(yesNoWords, text);
  if (word) return word.en;
  const suggestion = nearest(text, yesNoWords, spellings);
  throw queryProblem('unknown_value', start, { found: text, key: field.label, suggestion });
}

function choiceOf(text: string, field: FieldFact, start: number): string {
  const choice = field.choices.find((one) => fold(one) === fold(text));
  if (choice !== undefined) return choice;
  const near = nearest(text, field.choices, (one) => [one]);
  const suggestion = near === undefined ? undefined : { en: near, fr: near };
  throw queryProblem('unknown_value', start, { found: text, key: field.label, suggestion });
}
