import * as z from 'zod';
import { memberActs } from '../../../db/payments/memberActs.ts';
import { moneyList, named } from '../../shapes.ts';
import { caseShape } from './overdueShapes.ts';

const nullableText = z.string().nullable();

export const labelShape = z.object({ id: z.string(), name: z.string(), by_rule: z.boolean() });

/** One row of the list; the database writes it, see db/directory. */
export const rowShape = z.looseObject({ id: z.string(), name: z.string() });

export const contactShape = z.object({
  id: z.string(),
  kind: z.enum(['person', 'company']),
  display_name: z.string(),
  first_name: nullableText,
  last_name: nullableText,
  email: nullableText,
  email_withheld: z.boolean(),
  consent: z.string(),
  phone: nullableText,
  discord: nullableText,
  website: nullableText,
  vat_number: nullableText,
  reverse_charge: z.boolean(),
  job_title: nullableText,
  birthday: nullableText,
  language: nullableText,
  timezone: nullableText,
  company: named.nullable(),
  payer: named.nullable(),
  address: z.record(z.string(), z.string()).nullable(),
  billing_address: z.record(z.string(), z.string()).nullable(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  labels: z.array(labelShape),
  source: z.string(),
  created_at: z.string(),
  blocked_at: nullableText,
  blocked_reason: nullableText,
  portal: z.object({ state: z.enum(['none', 'invited', 'active']), invited_at: nullableText }),
  payment_method: z
    .object({
      brand: z.string(),
      last4: z.string(),
      exp_month: z.number().nullable(),
      exp_year: z.number().nullable(),
      expired: z.boolean(),
    })
    .nullable(),
  credit: moneyList,
  people: z.array(named),
  pays_for: z.array(named),
  /** The contact's row of the list. */
  summary: rowShape.nullable(),
  /** What was done to a membership since the last charge, the latest; null: nothing. */
  act_since_charge: z
    .object({ outcome: z.enum(memberActs), at: z.string(), plan: z.string() })
    .nullable(),
  overdue: z.array(caseShape),
  version: z.number(),
});
