import type { Accounting } from '../organizations/accounting.ts';

/**
 * The number of a ledger account in the organization's chart. An account the chart does not know
 * goes to the waiting account 471 of the French chart, so that the file still balances.
 */
export function accountOf(account: string, rate: string | null, chart: Accounting): string {
  if (account.startsWith('cash:')) {
    const known: Record<string, string> = chart.cash;
    return known[account.slice('cash:'.length)] ?? chart.cash_other;
  }
  if (account === 'tax') {
    return chart.tax_by_rate.find((each) => each.rate === rate)?.account ?? chart.tax;
  }
  const numbers: Record<string, string> = {
    receivable: chart.receivable,
    revenue: chart.revenue,
    credit: chart.credit,
    bad_debt: chart.bad_debt,
    fees: chart.fees,
    refunds_in_transit: chart.transit,
  };
  return numbers[account] ?? '471000';
}

const names: Record<string, string> = {
  receivable: 'Clients',
  revenue: 'Prestations de services',
  credit: 'Clients - avances et acomptes reçus',
  bad_debt: 'Pertes sur créances irrécouvrables',
  fees: 'Services bancaires',
  refunds_in_transit: 'Remboursements en cours',
};

/** What the account is called in the file, in French. */
export function nameOfAccount(account: string, rate: string | null): string {
  if (account.startsWith('cash:')) return `Banque ${account.slice('cash:'.length)}`;
  if (account === 'tax')
    return rate ? `TVA collectée ${rate.replace('.', ',')} %` : 'TVA collectée';
  return names[account] ?? "Compte d'attente";
}
