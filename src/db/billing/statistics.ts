import type { Database } from '../transaction.ts';

const tables = {
  issuing: 'invoice, invoice_line, term, subscription',
  collecting: 'invoice, payment_attempt, payment, allocation, message',
  chasing: 'overdue_case, overdue_step, payment_attempt',
} as const;

/**
 * Has PostgreSQL look at tables anew that a run is filling. Without it the first big run of an
 * organization is planned as for empty tables, which took quadratic time (measured: 25 s instead of
 * 3 s for 10,000 invoices); its own routine comes by only once a minute.
 */
export async function learnTables(db: Database, step: keyof typeof tables): Promise<void> {
  await db.pool.query(`analyze ${tables[step]}`);
}
