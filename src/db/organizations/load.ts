import type { Language } from '../../domain/errors.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Settings } from '../../domain/organizations/settings.ts';
import { readSettings } from '../../domain/organizations/settings.ts';
import type { Tx } from '../transaction.ts';

export type OrganizationKind = 'creator' | 'space' | 'association' | 'site';

export type Organization = {
  id: string;
  slug: string;
  name: string;
  kind: OrganizationKind;
  language: Language;
  currency: string;
  timezone: string;
  country: string;
  billingDay: number;
  accent: string;
  settings: Settings;
  sandbox: boolean;
  /** A sandbox's own instant (ISO, UTC); null: real time. */
  clockAt: string | null;
  billedUntil: string | null;
  version: number;
};

type Row = Omit<Organization, 'settings'> & { settings: unknown };

const columns = `id, slug, name, kind, language, currency, timezone, country,
  billing_day as "billingDay", accent, settings, sandbox, clock_at as "clockAt",
  billed_until as "billedUntil", version`;

/** Travels with the beginning of every transaction of an organization: nearly all need it. */
export const ownOrganization = `select ${columns} from organization where id = app_org()`;

/** The organization of a transaction as it began. Refuses with NotFound when it is gone. */
export function organizationOf(tx: Tx): Organization {
  if (!tx.organization) throw new NotFound();
  const row = tx.organization as Row;
  return { ...row, settings: readSettings(row.settings) };
}

/** Id and outline of an organization by its slug, outside any organization; null when unknown. */
export async function findOrganization(tx: Tx, slug: string): Promise<{ id: string } | null> {
  return (
    (await tx.maybeOne<{ id: string }>('select id from organization where slug = $1', [slug])) ??
    null
  );
}
