import * as z from 'zod';
import { creditNoteSeries } from '../billing/invoices.ts';
import { proformaSeries } from '../billing/proforma.ts';
import { defineRefusal } from '../errors.ts';
import { memberRulesSchema } from '../subscriptions/memberRules.ts';
import { accountingSchema } from './accounting.ts';

export const FacturXNeedsIdentity = defineRefusal('factur_x_needs_identity', 422, {
  en: 'A Factur-X names its seller by SIREN or VAT number: enter one of them first.',
  fr: 'Une Factur-X désigne le vendeur par son SIREN ou son numéro de TVA : saisissez-en un d’abord.',
});

/** What an organization prints on its documents (French Commercial Code, art. L441-9). */
export const identitySchema = z.strictObject({
  legal_name: z.string().max(200).default(''),
  address: z
    .strictObject({
      line1: z.string().max(200).default(''),
      line2: z.string().max(200).default(''),
      postal_code: z.string().max(20).default(''),
      city: z.string().max(100).default(''),
      country: z.string().max(2).default(''),
    })
    .prefault({}),
  legal_form: z.string().max(100).default(''),
  siren: z.string().max(20).default(''),
  /** Trade register: "RCS Lille". */
  register: z.string().max(100).default(''),
  vat_number: z.string().max(20).default(''),
  tax_mention: z.string().max(300).default(''),
  penalty_text: z.string().max(600).default(''),
  email: z.string().max(254).default(''),
  phone: z.string().max(40).default(''),
  website: z.string().max(300).default(''),
});

const offsets = z.array(z.int().min(1).max(120)).min(1).max(10).refine(ascending, {
  message: 'days must go up',
});

/** What stays open while a payment is overdue (spec/overdue.md). */
export const overdueAccessSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('suspend') }),
  z.strictObject({ kind: z.literal('keep_days'), days: z.int().min(1).max(365) }),
  z.strictObject({ kind: z.literal('keep_until_cancelled') }),
]);

/** Retries of charges by one gateway, where they differ from the organization's. */
const gatewayOffsets = z.strictObject({
  retry_offsets: offsets.optional(),
  debit_offsets: offsets.optional(),
});

export const settingsSchema = z.strictObject({
  identity: identitySchema.prefault({}),
  overdue: z
    .strictObject({
      /** Days after the first failure. */
      retry_offsets: offsets.default([2, 5, 7]),
      /** The same for bank debits, whose answer takes days. */
      debit_offsets: offsets.default([7, 14]),
      /** Days after the due date of an invoice that nobody can charge by itself. */
      reminder_offsets: offsets.default([7, 14, 30]),
      /** By a gateway's name. */
      by_gateway: z.record(z.string().max(30), gatewayOffsets).default({}),
      /** Days before a retry on which it is announced by e-mail; 0: not at all. */
      announce_days: z.int().min(0).max(7).default(1),
      /** Local hour of billing and retries. */
      hour: z.int().min(0).max(23).default(8),
      access: overdueAccessSchema.default({ kind: 'suspend' }),
      after_last: z.enum(['void', 'uncollectible']).default('uncollectible'),
    })
    .prefault({}),
  refunds: z
    .strictObject({
      latest: z.int().min(1).max(36).default(3),
      max_age_days: z.int().min(1).max(3650).default(365),
    })
    .prefault({}),
  subscriptions: z
    .strictObject({
      /** What members do by themselves in their portal; a plan may say otherwise. */
      members_may: memberRulesSchema.prefault({}),
      /** A pause moves the dates by its days, or gives the unused part back as credit (§13). */
      pause_gives_back: z.enum(['dates', 'credit']).default('dates'),
      pause_keeps_access: z.boolean().default(false),
      /** The longest pause a member may take by themselves. */
      pause_max_days: z.int().min(1).max(366).default(90),
      /** When the payment of an upgrade is declined (billing-rules §4). */
      upgrade_declined: z.enum(['keep_old_plan', 'activate_and_chase']).default('keep_old_plan'),
    })
    .prefault({}),
  invoice: z
    .strictObject({
      due_days: z.int().min(0).max(120).default(14),
      /** Who pays for several members gets an invoice for each, or one for all of a day. */
      per_payer: z.enum(['member', 'payer']).default('member'),
      /** Membership bills are invoices at once, or pro-forma notices until they are paid. */
      membership_bills: z.enum(['invoice', 'proforma']).default('invoice'),
      /** Before the numbers of notices: "PF-2026-000001". That of credit notes is taken. */
      proforma_prefix: z
        .string()
        .regex(/^[A-Z][A-Z0-9]{0,5}$/)
        .refine((prefix) => prefix !== creditNoteSeries)
        .default(proformaSeries),
      /** Days before the due date on which an invoice the payer settles themselves is recalled. */
      remind_before: z.array(z.int().min(1).max(60)).max(5).default([]),
      /** PDFs are PDF/A-3 with the same facts as an EN 16931 XML. */
      factur_x: z.boolean().default(false),
    })
    .prefault({}),
  accounting: accountingSchema.prefault({}),
  payments: z
    .strictObject({
      /** Names of the gateways members may choose, in their order. */
      gateways: z.array(z.string().max(30)).max(10).default(['test']),
    })
    .prefault({}),
  renewals: z
    .strictObject({
      /** Days after a notice on which one that is not answered is recalled. */
      reminder_days: offsets.default([7, 14, 30]),
      /** They go out by themselves; else staff send them from their board. */
      remind: z.boolean().default(true),
      /** Days after the term on which an unanswered renewal is closed. */
      lapse_days: z.int().min(1).max(1095).default(365),
      /** Members may say no by themselves; else it is staff's to record. */
      members_refuse: z.boolean().default(false),
      /** What staff, and members, choose from when they say why. */
      refusal_reasons: z.array(z.string().trim().min(1).max(100)).max(30).default([]),
    })
    .prefault({}),
  anchor_days_29_31: z.boolean().default(false),
});

export type Settings = z.output<typeof settingsSchema>;

const { shape } = settingsSchema;

/**
 * A change of some groups of the settings, each whole. Nothing is filled in for a group that is
 * not there (`partial()` would, and so undo what was set before).
 */
export const settingsEditSchema = z.strictObject({
  identity: shape.identity.unwrap().optional(),
  overdue: shape.overdue.unwrap().optional(),
  refunds: shape.refunds.unwrap().optional(),
  invoice: shape.invoice.unwrap().optional(),
  accounting: shape.accounting.unwrap().optional(),
  payments: shape.payments.unwrap().optional(),
  subscriptions: shape.subscriptions.unwrap().optional(),
  renewals: shape.renewals.unwrap().optional(),
  anchor_days_29_31: shape.anchor_days_29_31.unwrap().optional(),
} satisfies Record<keyof Settings, z.ZodType>);

/** Settings as stored, with every default filled in. Throws when the stored value is not valid. */
export function readSettings(stored: unknown): Settings {
  return settingsSchema.parse(stored ?? {});
}

/**
 * The gateways an organization offers to its payers, in their order. A sandbox offers the test
 * gateway and nothing else: its days are not real, so its charges must not be.
 */
export function offeredGateways(org: { sandbox: boolean; settings: Settings }): readonly string[] {
  return org.sandbox ? ['test'] : org.settings.payments.gateways;
}

/** In a sandbox only methods of this gateway are ever charged; null: there is no such limit. */
export function onlyGateway({ sandbox }: { sandbox: boolean }): string | null {
  return sandbox ? 'test' : null;
}

/** Refuses settings that contradict each other. */
export function checkSettings({ invoice, identity }: Settings): void {
  const isKnown = identity.siren.trim() !== '' || identity.vat_number.trim() !== '';
  if (invoice.factur_x && !isKnown) throw new FacturXNeedsIdentity();
}

function ascending(days: number[]): boolean {
  return days.every((day, i) => i === 0 || day > days[i - 1]!);
}
