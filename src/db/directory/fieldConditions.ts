import type { Filter, Literal, Value } from '../../domain/segments/ast.ts';
import { fold } from '../../domain/segments/fold.ts';
import type { Compiling } from './binder.ts';
import { dateCondition, numberCondition, wordIn } from './valueConditions.ts';

/** An own field by its type. A value of another type than the field's now is no match. */
export function fieldCondition(filter: Filter, on: Compiling): string {
  const key = on.binder.bind(filter.field, 'text');
  const each = filter.values.map((value) => oneValue(filter, value, key, on));
  return `(${each.join(' or ')})`;
}

function oneValue(filter: Filter, value: Value, key: string, on: Compiling): string {
  const text = `(d.fields ->> ${key})`;
  if (value.shape === 'none') return `${text} is null`;
  if (value.shape === 'any') return `${text} is not null`;
  const typed = (type: string, cast: string) =>
    `case when jsonb_typeof(d.fields -> ${key}) = '${type}' then ${text}::${cast} end`;
  switch (filter.fieldType) {
    case 'number':
      return numberCondition(typed('number', 'numeric'), value, (literal: Literal) =>
        on.binder.bind(literal.text, 'numeric'),
      );
    case 'amount':
      return numberCondition(typed('number', 'numeric'), value, (literal: Literal) =>
        on.binder.bind(literal.minor ?? 0, 'numeric'),
      );
    case 'date':
      return dateCondition(on, { sql: text, type: 'text' }, value);
    case 'boolean':
      return `${text} = ${on.binder.bind(String(wordIn(value) === 'yes'), 'text')}`;
    case 'choice':
      return `${text} = ${on.binder.bind(wordIn(value), 'text')}`;
    default:
      return `strpos(fold(${text}), fold(${on.binder.bind(fold(wordIn(value)), 'text')})) > 0`;
  }
}
