import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';
import type { Columns } from './insert.ts';
import { arraysOf, unnested } from './insert.ts';
import { isBlockedSql } from './openCases.ts';

export type AttemptCause = 'billing' | 'retry' | 'card_update' | 'staff' | 'member';

export type AttemptState =
  | 'created'
  | 'sent'
  | 'succeeded'
  | 'declined'
  | 'requires_action'
  | 'processing'
  | 'unknown';

/** One try to charge, as the gateway and the recording of its answer need it. */
export type Attempt = {
  id: string;
  invoiceId: string;
  payerId: string;
  /** The invoice's. */
  number: string;
  gateway: string;
  token: string;
  /** Who the payer is at the gateway. */
  customer: string | null;
  means: 'card' | 'sepa_debit';
  /** Minor units. */
  amount: number;
  currency: string;
  cause: AttemptCause;
  state: AttemptState;
  /** What it was refused for; of one on its way: at first, and the gateway tries by itself. */
  reason: string | null;
  /** How often the gateway was asked about it. */
  asked: number;
  /** The gateway's own name of the charge. */
  reference: string | null;
  /** When it was sent; opened, when it never was. ISO instant. */
  since: string;
};

const columns = `a.id, a.invoice_id as "invoiceId", a.payer_id as "payerId", a.gateway, m.token,
  m.customer, m.kind as means, a.amount, a.currency, a.cause, a.state, a.reason, a.asked,
  a.gateway_reference as reference, coalesce(a.sent_at, a.created_at) as since,
  (select i.number from invoice i where i.org_id = a.org_id and i.id = a.invoice_id) as number`;

const withMethod = `join payment_method m
  on m.org_id = app_org() and m.id = a.payment_method_id`;

/**
 * Opens one attempt for each invoice that may be charged now: open with a balance, its payer has a
 * payment method and is not blocked (but for a button somebody pressed), none of its attempts is
 * unresolved, and no automatic one was made the same local day (unique indexes say so, whoever else
 * tries at the same time). Lock the invoices first.
 */
export async function openAttempts(
  tx: Tx,
  invoiceIds: readonly string[],
  about: { cause: AttemptCause; localDay: LocalDate; now: string; onlyGateway: string | null },
): Promise<{ id: string; invoiceId: string }[]> {
  return tx.query<{ id: string; invoiceId: string }>(
    `insert into payment_attempt (org_id, id, invoice_id, payer_id, payment_method_id, gateway,
       amount, currency, cause, state, cycle, local_day, created_at)
     select app_org(), uuid_v7(), i.id, i.payer_id, m.id, m.gateway, i.balance, i.currency, $2,
       'created', (select count(*) from payment_attempt s where s.org_id = app_org()
         and s.invoice_id = i.id and s.state = 'succeeded'), $3, $4
     from invoice i
     join payment_method m on m.org_id = app_org() and m.payer_id = i.payer_id
       and m.replaced_at is null
     where i.org_id = app_org() and i.id = any($1::uuid[]) and i.balance > 0
       and i.status = any($5::text[]) and ($6::text is null or m.gateway = $6)
       and ($2 in ('staff', 'member') or not ${isBlockedSql('i.payer_id')})
     on conflict do nothing returning id, invoice_id as "invoiceId"`,
    [
      invoiceIds,
      about.cause,
      about.localDay,
      about.now,
      chargeable(about.cause),
      about.onlyGateway,
    ],
  );
}

/** Nothing that was written off is ever charged by itself. */
function chargeable(cause: AttemptCause): string[] {
  return cause === 'staff' || cause === 'member' ? ['open', 'uncollectible'] : ['open'];
}

/** Marks attempts as sent, just before the gateway is called; only those still in `from`. */
export async function markSent(
  tx: Tx,
  ids: readonly string[],
  sending: { from: AttemptState[]; now: string; askAt: string },
): Promise<Attempt[]> {
  return tx.query<Attempt>(
    `update payment_attempt a set state = 'sent', sent_at = $2, ask_at = $3
     from payment_method m
     where m.org_id = app_org() and m.id = a.payment_method_id
       and a.org_id = app_org() and a.id = any($1::uuid[]) and a.state = any($4::text[])
     returning ${columns}`,
    [ids, sending.now, sending.askAt, sending.from],
  );
}

const unresolved = "('created', 'sent', 'requires_action', 'processing', 'unknown')";

/** Attempts with their method, unlocked; to learn whom to lock. */
export async function findAttempts(tx: Tx, ids: readonly string[]): Promise<Attempt[]> {
  return tx.query<Attempt>(
    `select ${columns} from payment_attempt a ${withMethod}
     where a.org_id = app_org() and a.id = any($1::uuid[])`,
    [ids],
  );
}

const otherSuccess = `from payment_attempt s where s.org_id = app_org()
  and s.invoice_id = a.invoice_id and s.state = 'succeeded'`;

/** The answer of a gateway as it is kept. `askAt` null: nothing is left to ask. */
export type AttemptAnswer = {
  id: string;
  state: AttemptState;
  declineKind: 'soft' | 'hard' | null;
  reason: string | null;
  reference: string | null;
  resolvedAt: string | null;
  askAt: string | null;
  /** Added to the count of questions asked. */
  asked: number;
};

const answerColumns: Columns<AttemptAnswer> = {
  id: ['uuid', (row) => row.id],
  state: ['text', (row) => row.state],
  decline_kind: ['text', (row) => row.declineKind],
  reason: ['text', (row) => row.reason],
  reference: ['text', (row) => row.reference],
  resolved_at: ['timestamptz', (row) => row.resolvedAt],
  ask_at: ['timestamptz', (row) => row.askAt],
  asked: ['smallint', (row) => row.asked],
};

/**
 * Records answers on attempts that are still unresolved, and a success on declined ones too: money
 * that came is money, whatever was concluded before. Answers which ones those were.
 */
export async function recordAnswers(tx: Tx, answers: AttemptAnswer[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `update payment_attempt a set state = d.state, decline_kind = d.decline_kind,
       reason = d.reason, gateway_reference = coalesce(d.reference, a.gateway_reference),
       resolved_at = d.resolved_at, ask_at = d.ask_at, asked = a.asked + d.asked,
       cycle = case when d.state = 'succeeded'
           and exists (select ${otherSuccess} and s.cycle = a.cycle)
         then (select max(s.cycle) + 1 ${otherSuccess}) else a.cycle end
     from ${unnested(answerColumns)}
     where a.org_id = app_org() and a.id = d.id and (a.state in ${unresolved}
       or a.state = 'declined' and d.state = 'succeeded') returning a.id`,
    arraysOf(answerColumns, answers),
  );
  return new Set(rows.map((row) => row.id));
}

/** Whether attempt `a` is to be asked about, as SQL, with `now` a parameter's name. */
const isToAskSql = (now: string): string =>
  `(a.state in ('sent', 'processing', 'unknown', 'requires_action') and a.ask_at <= ${now})`;

/**
 * Attempts to ask the gateway about by `now`. With `stranded`, also those an interrupted run had
 * marked as sent, whatever their time: only for whoever holds the run's lock.
 */
export async function attemptsToAsk(
  tx: Tx,
  question: { now: string; limit: number; stranded: boolean },
): Promise<Attempt[]> {
  return tx.query<Attempt>(
    {
      name: 'attempts_to_ask',
      text: `select ${columns} from payment_attempt a ${withMethod}
     where a.org_id = app_org()
       and (${isToAskSql('$1')}
         or ($3 and a.state = 'sent' and a.cause in ('billing', 'retry')))
     order by a.ask_at, a.id limit $2`,
    },
    [question.now, question.limit, question.stranded],
  );
}

/** The charge of a payer's invoice whose answer is waited for. */
export function openAttempt(
  tx: Tx,
  invoiceId: string,
  payerId: string,
): Promise<Attempt | undefined> {
  return tx.maybeOne<Attempt>(
    `select ${columns} from payment_attempt a ${withMethod}
     where a.org_id = app_org() and a.invoice_id = $1 and a.payer_id = $2
       and a.state in ('sent', 'requires_action', 'processing', 'unknown')`,
    [invoiceId, payerId],
  );
}

const doubts = {
  /** Their gateway, when asked, had never heard of them. */
  unheard: `a.state = 'declined' and a.reason = 'no_answer'`,
  /** Their payer is asked to confirm at the bank, or the gateway tries them again by itself. */
  waiting: `(a.state = 'requires_action'
    or a.state in ('processing', 'unknown') and a.reason is not null)`,
};

/** Charges of these invoices that may go through yet, or may have. */
export async function doubtfulAttempts(
  tx: Tx,
  invoiceIds: readonly string[],
  of: keyof typeof doubts,
): Promise<Attempt[]> {
  return tx.query<Attempt>(
    `select ${columns} from payment_attempt a ${withMethod}
     where a.org_id = app_org() and a.invoice_id = any($1::uuid[]) and ${doubts[of]}`,
    [invoiceIds],
  );
}

/** Attempts that were opened but not sent: the program ended, or the gateway did not listen. */
export async function unsentAttempts(
  tx: Tx,
  page: { now: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    {
      name: 'unsent_attempts',
      text: `select id from payment_attempt where org_id = app_org() and state = 'created'
       and (ask_at is null or ask_at <= $1) and id > $2 order by id limit $3`,
    },
    [page.now, page.after, page.limit],
  );
  return rows.map((row) => row.id);
}
