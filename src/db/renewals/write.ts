import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import type { RenewalState } from '../../domain/renewals/states.ts';
import { inserter } from '../billing/insert.ts';
import type { Tx } from '../transaction.ts';
import { isComing, undecidedSql } from './coming.ts';
import type { RenewalOffer, RenewalRow, RenewalWish } from './read.ts';
import { renewalColumns } from './read.ts';

/** The subscription a renewal asks about; refuses with `NotFound`. */
export async function subscriptionOf(tx: Tx, id: string): Promise<string> {
  const row = await tx.maybeOne<{ subscriptionId: string }>(
    `select subscription_id as "subscriptionId" from renewal
     where org_id = app_org() and id = $1`,
    [id],
  );
  if (!row) throw new NotFound();
  return row.subscriptionId;
}

/** Locks a renewal whose subscription is locked already. */
export function lockRenewal(tx: Tx, id: string): Promise<RenewalRow> {
  return tx.one<RenewalRow>(
    `select ${renewalColumns} from renewal r where r.org_id = app_org() and r.id = $1
     for no key update`,
    [id],
  );
}

/** The renewal of a locked subscription's coming term, locked; undefined when there is none. */
export function lockComingRenewal(
  tx: Tx,
  subscriptionId: string,
  today: LocalDate,
): Promise<RenewalRow | undefined> {
  return tx.maybeOne<RenewalRow>(
    `select ${renewalColumns} from renewal r
     where r.org_id = app_org() and r.subscription_id = $1 and ${isComing('r', '$2')}
     order by r.ends_on desc limit 1 for no key update`,
    [subscriptionId, today],
  );
}

export type RenewalPatch = {
  state?: RenewalState;
  sentAt?: string;
  reminders?: number;
  remindedAt?: string;
  offer?: RenewalOffer | null;
  wish?: RenewalWish | null;
  askedAt?: string | null;
  reason?: string;
  comment?: string;
  invoiceId?: string | null;
  decidedBy?: object | null;
  decidedAt?: string | null;
};

const columns: Record<keyof RenewalPatch, string> = {
  state: 'state',
  sentAt: 'sent_at',
  reminders: 'reminders',
  remindedAt: 'reminded_at',
  offer: 'offer',
  wish: 'wish',
  askedAt: 'asked_at',
  reason: 'reason',
  comment: 'comment',
  invoiceId: 'invoice_id',
  decidedBy: 'decided_by',
  decidedAt: 'decided_at',
};

const json: ReadonlySet<keyof RenewalPatch> = new Set(['offer', 'wish', 'decidedBy']);

/** Changes a locked renewal and raises its version. */
export async function saveRenewal(tx: Tx, id: string, patch: RenewalPatch): Promise<void> {
  const keys = (Object.keys(patch) as (keyof RenewalPatch)[]).filter(
    (key) => patch[key] !== undefined,
  );
  const sets = keys.map((key, i) => `${columns[key]} = $${i + 2}`);
  await tx.exec(
    `update renewal set ${[...sets, 'version = version + 1'].join(', ')}
     where org_id = app_org() and id = $1`,
    [
      id,
      ...keys.map((key) => {
        const value = patch[key];
        return json.has(key) && value !== null ? JSON.stringify(value) : value;
      }),
    ],
  );
}

/** What a paused or extended subscription asks about moves with its dates. */
export async function moveRenewal(
  tx: Tx,
  subscriptionId: string,
  dates: { from: LocalDate | null; to: LocalDate | null },
): Promise<void> {
  if (dates.from === null || dates.to === null || dates.from === dates.to) return;
  await tx.exec(
    `update renewal set ends_on = ends_on + ($3::date - $2::date),
       send_on = case when sent_at is null then send_on + ($3::date - $2::date) else send_on end,
       version = version + 1
     where org_id = app_org() and subscription_id = $1 and ends_on = $2
       and state in ${undecidedSql}`,
    [subscriptionId, dates.from, dates.to],
  );
}

/** Renewals whose invoices are settled are done; answers whose. */
export function completeRenewals(
  tx: Tx,
  invoiceIds: readonly string[],
): Promise<{ subscriptionId: string; contactId: string }[]> {
  return tx.query(
    `update renewal r set state = 'completed', version = r.version + 1 from subscription s
     where r.org_id = app_org() and r.invoice_id = any($1::uuid[]) and r.state = 'approved'
       and s.org_id = r.org_id and s.id = r.subscription_id
     returning s.id as "subscriptionId", s.contact_id as "contactId"`,
    [invoiceIds],
  );
}

export type ApprovedRenewal = {
  id: string;
  subscriptionId: string;
  endsOn: LocalDate;
  sendOn: LocalDate;
  state: 'approved' | 'completed';
  invoiceId: string;
  decidedBy: object;
  now: string;
};

/** Writes renewals that need no answer, with the invoices they became. */
export const insertApproved = inserter<ApprovedRenewal>('renewal', {
  id: ['uuid', (row) => row.id],
  subscription_id: ['uuid', (row) => row.subscriptionId],
  policy: ['text', () => 'invoice'],
  state: ['text', (row) => row.state],
  ends_on: ['date', (row) => row.endsOn],
  send_on: ['date', (row) => row.sendOn],
  sent_at: ['timestamptz', (row) => row.now],
  invoice_id: ['uuid', (row) => row.invoiceId],
  decided_by: ['jsonb', (row) => JSON.stringify(row.decidedBy)],
  decided_at: ['timestamptz', (row) => row.now],
  created_at: ['timestamptz', (row) => row.now],
});

/** Whether the approved term of a renewal is still the last one, and as it was billed. */
export async function isLastTerm(
  tx: Tx,
  renewal: Pick<RenewalRow, 'subscriptionId' | 'endsOn' | 'invoiceId'>,
): Promise<boolean> {
  const row = await tx.maybeOne(
    `select from subscription s
     join term t on t.org_id = app_org() and t.subscription_id = s.id and t.invoice_id = $2
       and t.status = 'pending' and t.ends_on = s.next_billing_on
     where s.org_id = app_org() and s.id = $1 and not exists (select from renewal r
       where r.org_id = app_org() and r.subscription_id = s.id and r.ends_on > $3)`,
    [renewal.subscriptionId, renewal.invoiceId, renewal.endsOn],
  );
  return row !== undefined;
}
