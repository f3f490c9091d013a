import type { Filter, Literal, Query, Value } from '../../domain/segments/ast.ts';
import type { KindWord, StatusWord } from '../../domain/segments/keys.ts';
import { benefitCondition } from './benefitConditions.ts';
import type { Compiling } from './binder.ts';
import { fieldCondition } from './fieldConditions.ts';
import { labelCondition, planCondition } from './heldConditions.ts';
import { memberConditions } from './memberConditions.ts';
import { renewalCondition } from './renewalConditions.ts';
import { textCondition } from './textConditions.ts';
import {
  amountCondition,
  dateCondition,
  numberCondition,
  presenceOf,
  wordIn,
} from './valueConditions.ts';

/**
 * The SQL condition over `directory d` for a query whose names are resolved. Unknown (null) is
 * never a match, and a negation matches whatever its inside does not.
 */
export function compileQuery(query: Query, on: Compiling): string {
  switch (query.node) {
    case 'everybody':
      return 'true';
    case 'and':
    case 'or':
      return `(${query.parts.map((part) => compileQuery(part, on)).join(` ${query.node} `)})`;
    case 'not':
      return `((${compileQuery(query.part, on)}) is not true)`;
    case 'text':
      return textCondition(query.text, on);
    case 'filter':
      return compileFilter(query, on);
  }
}

function compileFilter(filter: Filter, on: Compiling): string {
  if (filter.key === 'label') return labelCondition(filter, on);
  if (filter.key === 'plan' || filter.key === 'former-plan') return planCondition(filter, on);
  if (['benefit', 'to-deliver', 'delivered'].includes(filter.key)) {
    return benefitCondition(filter, on);
  }
  if (filter.key === 'field') return fieldCondition(filter, on);
  const each = filter.values.map((value) => compileValue(filter, value, on));
  return each.length === 1 ? each[0]! : `(${each.join(' or ')})`;
}

const dateColumns: Partial<Record<Filter['key'], string>> = {
  new: 'd.joined_on',
  joined: 'd.joined_on',
  created: 'd.created_on',
  'access-ends': 'coalesce(d.access_closes_on, d.access_until)',
  'next-invoice': 'd.next_billing_on',
  charged: 'd.last_charge_on',
};

const amountColumns: Partial<Record<Filter['key'], string>> = {
  amount: 'd.amount',
  lifetime: 'd.lifetime_amount',
  balance: 'd.open_balance',
};

const contactColumns: Partial<Record<Filter['key'], string>> = {
  company: 'd.company_id',
  payer: 'd.payer_id',
};

function compileValue(filter: Filter, value: Value, on: Compiling): string {
  const { key } = filter;
  const dated = dateColumns[key];
  if (dated) return dateCondition(on, { sql: dated, type: 'date' }, value);
  const amount = amountColumns[key];
  if (amount) {
    const condition = amountCondition(amount, value, on);
    return key === 'amount' ? `(${on.words.live} and ${condition})` : condition;
  }
  if (key === 'member' || key === 'left' || key === 'returned') {
    return memberConditions[key](value, on);
  }
  const contact = contactColumns[key];
  if (contact) return contactCondition(contact, value, on);
  if (key === 'overdue-days') return overdueDays(value, on);
  if (key === 'currency') return `d.currency = ${on.binder.bind(wordIn(value), 'text')}`;
  if (key === 'text') return textCondition(wordIn(value), on);
  return wordCondition(key, value, on);
}

function contactCondition(column: string, value: Value, on: Compiling): string {
  const ids = value.shape === 'compare' ? (value.literal.ids ?? []) : [];
  return presenceOf(column, value) ?? `${column} = any (${on.binder.bind(ids, 'uuid[]')})`;
}

function overdueDays(value: Value, on: Compiling): string {
  const days = `(${on.todaySql} - d.oldest_due_on)`;
  const bind = (literal: Literal) => on.binder.bind(Number(literal.text), 'int');
  return `(d.oldest_due_on < ${on.todaySql} and ${numberCondition(days, value, bind)})`;
}

const intervals: Record<string, string> = {
  day: `d.interval_unit = 'day' and d.interval_count = 1`,
  week: `d.interval_unit = 'week' and d.interval_count = 1`,
  month: `d.interval_unit = 'month' and d.interval_count = 1`,
  quarter: `d.interval_unit = 'month' and d.interval_count = 3`,
  'half-year': `d.interval_unit = 'month' and d.interval_count = 6`,
  year: `(d.interval_unit = 'year' and d.interval_count = 1
    or d.interval_unit = 'month' and d.interval_count = 12)`,
  other: `(d.interval_unit in ('day', 'week', 'year') and d.interval_count > 1
    or d.interval_unit = 'month' and d.interval_count not in (1, 3, 6, 12))`,
};

function wordCondition(key: Filter['key'], value: Value, on: Compiling): string {
  const { words } = on;
  const word = wordIn(value);
  switch (key) {
    case 'kind':
      return words.kind[word as KindWord];
    case 'status':
      return words.status[word as StatusWord];
    case 'type':
      return `d.kind = ${on.binder.bind(word, 'text')}`;
    case 'outcome':
      return outcomeCondition(value, on);
    case 'interval':
      return `(${words.live} and ${intervals[word]})`;
    case 'renews':
      return word === 'yes' ? words.renews : `(not ${words.renews})`;
    case 'renewal':
      return renewalCondition(value, on);
    case 'access':
      return word === 'open' ? words.accessOpen : `(not ${words.accessOpen})`;
    case 'invoice':
      return word === 'overdue'
        ? `d.oldest_due_on < ${on.todaySql}`
        : (presenceOf('d.oldest_due_on', value) ?? 'd.oldest_due_on is not null');
    default:
      throw new Error(`no condition for ${key}`);
  }
}

function outcomeCondition(value: Value, on: Compiling): string {
  const word = wordIn(value).replace('-', '_');
  const stored = word === 'fraud' ? 'refunded_as_fraud' : word;
  const column = 'd.last_charge_outcome';
  return presenceOf(column, value) ?? `${column} = ${on.binder.bind(stored, 'text')}`;
}
