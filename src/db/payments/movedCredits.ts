/**
 * SQL: what changes of plan credited of the line `line` on other invoices, as `moved (net, tax,
 * total)`, positive; nothing of it once that invoice is void, less what credit notes took back
 * there (billing-rules §3).
 */
export function movedOf(line: string): string {
  return `select coalesce(-sum(c.net - coalesce(b.net, 0)), 0) as net,
      coalesce(-sum(c.tax - coalesce(b.tax, 0)), 0) as tax,
      coalesce(-sum(c.total - coalesce(b.total, 0)), 0) as total
    from invoice_line c
    join invoice ci on ci.org_id = c.org_id and ci.id = c.invoice_id and ci.status <> 'void'
    left join lateral (select sum(n.net) as net, sum(n.tax) as tax, sum(n.total) as total
      from credit_note_line n where n.org_id = c.org_id and n.invoice_line_id = c.id) b on true
    where c.org_id = app_org() and c.credits_line_id = ${line}`;
}
