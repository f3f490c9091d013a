import { stillClosing } from '../../actions/overdue/tellClosing.ts';
import type { Program } from '../../actions/program.ts';
import { askSystem, inOrganization } from '../../db/transaction.ts';
import { addDays, compareDates, localDate } from '../../domain/dates.ts';
import { minutesBetween } from '../../domain/instants.ts';
import { readSettings } from '../../domain/organizations/settings.ts';
import { instantAt, localDateIn } from '../../domain/zones.ts';
import { enqueue } from '../definitions.ts';

type Row = { id: string; timezone: string; settings: unknown; billed_until: string | null };

/**
 * Queues the billing day of every real organization whose local hour has come and that has not
 * been billed for today, and the rest of its due work: mail, charges without an answer, and what a
 * payer could not be told within 23 hours of another mail.
 * Sandboxes move with their own clock only.
 */
export async function schedule(program: Program): Promise<void> {
  const rows = await askSystem(program.db, (ask) =>
    ask.query<Row>(
      'select id, timezone, settings, billed_until from organization where not sandbox',
      [],
    ),
  );
  for (const row of rows) await scheduleOne(program, row);
}

async function scheduleOne(program: Program, row: Row): Promise<void> {
  const now = program.clock.now();
  const today = localDateIn(now, row.timezone);
  const { hour } = readSettings(row.settings).overdue;
  const until = row.billed_until ? localDate(row.billed_until) : addDays(today, -1);
  const hasBegun = minutesBetween(instantAt(today, hour, row.timezone), now) >= 0;
  const isDue = compareDates(until, today) < 0 && hasBegun;
  await inOrganization(program.db, row.id, async (tx) => {
    const unknown = await tx.query(
      `select 1 from payment_attempt where ask_at <= $1
         and state in ('created', 'sent', 'processing', 'unknown', 'requires_action') limit 1`,
      [now],
    );
    const told = await tx.query(
      'select 1 from gateway_event where processed_at is null and next_at <= $1 limit 1',
      [now],
    );
    if (told.length > 0) {
      const payload = { orgId: row.id };
      await enqueue(tx, { name: 'gateway_events', payload, key: `gateway_events:${row.id}` });
    }
    const closing = hasBegun ? await stillClosing(tx, { today, now }) : [];
    if (isDue || unknown.length > 0 || closing.length > 0) {
      const payload = { orgId: row.id };
      await enqueue(tx, { name: 'billing_day', payload, key: `billing_day:${row.id}` });
    }
  });
}
