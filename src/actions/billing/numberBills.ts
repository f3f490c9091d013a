import type { InvoiceRow } from '../../db/billing/invoices.ts';
import { takeInvoiceNumbers } from '../../db/billing/numbers.ts';
import { payersWithMethod } from '../../db/billing/payments.ts';
import { formatInvoiceNumber } from '../../domain/billing/invoices.ts';
import { proformaSeries, startsAsProforma } from '../../domain/billing/proforma.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { yearOf } from '../../domain/dates.ts';
import type { Scene } from '../context.ts';
import type { IssueDraft } from './issueInvoices.ts';

/** Before it has a number: with its id, and what the payer's credit settles of it. */
export type Prepared = { draft: IssueDraft; id: string; settled: number };

export type Numbering = Pick<InvoiceRow, 'series' | 'year' | 'serial' | 'number' | 'issuedOn'>;

/**
 * Numbers bills by series and year of issue, in their order: invoices, and notices where the
 * organization sends its membership bills pro forma first (billing-rules §5, domain/billing/
 * proforma). From here on the counters are locked for everybody else.
 */
export async function numberBills(
  scene: Scene,
  prepared: Prepared[],
): Promise<Map<Prepared, Numbering>> {
  const numbers = new Map<Prepared, Numbering>();
  const notices = await noticesAmong(scene, prepared);
  const groups = Map.groupBy(prepared, (each) => {
    return `${yearOf(each.draft.issueOn)}${notices.has(each) ? proformaSeries : ''}`;
  });
  for (const group of groups.values()) {
    const series = notices.has(group[0]!) ? proformaSeries : '';
    const issueOn = group.reduce(
      (day, { draft: { issueOn } }) => (issueOn > day ? issueOn : day),
      '' as LocalDate,
    );
    const { first, year, issuedOn } = await takeInvoiceNumbers(scene.tx, {
      series,
      issueOn,
      count: group.length,
    });
    const prefix = series === '' ? '' : scene.org.settings.invoice.proforma_prefix;
    group.forEach((each, i) => {
      const serial = first + i;
      const number = formatInvoiceNumber(prefix, year, serial);
      numbers.set(each, { series, year, serial, number, issuedOn });
    });
  }
  return numbers;
}

/** Asks for payment methods only where they decide anything. */
async function noticesAmong({ tx, org }: Scene, prepared: Prepared[]): Promise<Set<Prepared>> {
  const { membership_bills: form } = org.settings.invoice;
  const isNotice = ({ draft, settled }: Prepared, chargedAtOnce: boolean) =>
    startsAsProforma({ type: draft.type, total: draft.draft.total, settled, chargedAtOnce }, form);
  const found = form === 'invoice' ? [] : prepared.filter((each) => isNotice(each, false));
  if (found.length === 0) return new Set();
  const payerIds = [...new Set(found.map(({ draft }) => draft.payerId))];
  const chargeable = await payersWithMethod(tx, payerIds);
  return new Set(
    found.filter((each) => {
      const { collection, payerId } = each.draft;
      return isNotice(each, collection === 'automatic' && chargeable.has(payerId));
    }),
  );
}
