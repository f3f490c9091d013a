type Rows = (sql: string) => Promise<Record<string, unknown>[]>;

/** What the lives of an organization came to, row by row, without ids and instants. */
export async function outcomeOf(of: Rows): Promise<Record<string, Record<string, unknown>[]>> {
  const who = `(select display_name from contact c where c.id = x.contact_id)`;
  return {
    invoices: await of(`select ${who} as who, status, total, settled, balance, issued_on, paid_on,
      period_start from invoice x order by 1, issued_on`),
    numbers: await of('select count(*), max(serial) from invoice'),
    subscriptions: await of(`select ${who} as who, state, next_billing_on, ends_on, version
      from subscription x order by 1`),
    terms: await of(`select i.settled > 0 as paid, t.status, t.starts_on, count(*) from term t
      join invoice i on i.id = t.invoice_id group by 1, 2, 3 order by 1, 2, 3`),
    attempts: await of(`select (select display_name from contact c where c.id = x.payer_id) as who,
      state, reason, cause, local_day from payment_attempt x
      order by 1, local_day, state, cause, reason`),
    charges: await of(`select right(split_part(token, '_', 2), 4) as card, outcome, amount
      from test_gateway_charge order by 1, 2, 3`),
    cases: await of(`select ${who} as who, state, hard, last_reason, first_failed_on
      from overdue_case x order by 1, first_failed_on, state`),
    steps: await of(`select kind, due_on, outcome, count(*) from overdue_step
      group by 1, 2, 3 order by 1, 2, 3`),
    ledger: await of('select account, sum(amount) from ledger_entry group by 1 order by 1'),
    mails: await of('select template, count(*) from message group by 1 order by 1'),
    // A killed run may learn from its next question what an undisturbed one first missed.
    events: await of(`select event, count(*) from activity where event <> 'charge_unknown'
      group by 1 order by 1`),
  };
}
