import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceDetail } from '../../api/billing.ts';
import { Amount, addDays, PlainTable, useFormat } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import classes from './Invoices.module.css';

/** What the invoice says: lines, tax by rate, sums. */
export function InvoiceLines({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const money = (minor: number) => <Amount minor={minor} currency={invoice.currency} />;
  const note = (line: InvoiceDetail['lines'][number]) => {
    const { period_start: from, period_end: end, days, days_of: of, part_unit: unit } = line;
    if (!from || !end) return null;
    // Periods end on the first day that is not part of them.
    const last = format.shortDate(addDays(end, -1));
    const period = t('lines.period', { from: format.shortDate(from), to: last });
    if (!days || !of) return period;
    const part = unit === 'month' ? 'lines.months' : 'lines.days';
    return `${period} · ${t(part, { count: days, of })}`;
  };
  return (
    <section className={shared.section}>
      <h2>{t('lines.title')}</h2>
      <PlainTable
        label={t('lines.title')}
        rows={invoice.lines.map((line, index) => ({ ...line, index }))}
        rowKey={(line) => String(line.index)}
        columns={[
          {
            key: 'text',
            header: t('lines.text'),
            cell: (line) => (
              <>
                {line.kind === 'setup' ? `${t('lines.setup')} · ` : null}
                {line.description}
                {line.quantity === 1 ? null : ` × ${line.quantity}`}
                <div className="muted small">{note(line)}</div>
              </>
            ),
          },
          {
            key: 'rate',
            header: t('lines.tax_rate'),
            align: 'end',
            cell: (line) =>
              line.tax_category === 'reverse_charge'
                ? t('lines.reverse_charge')
                : format.taxRate(line.tax_rate),
          },
          {
            key: 'total',
            header: t('lines.total'),
            align: 'end',
            cell: (line) => money(line.total),
          },
        ]}
      />
      <Sums invoice={invoice} money={money} />
    </section>
  );
}

type SumsProps = { invoice: InvoiceDetail; money: (minor: number) => ReactNode };

function Sums({ invoice, money }: SumsProps) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  return (
    <dl className={classes.totals}>
      <dt>{t('lines.net')}</dt>
      <dd>{money(invoice.net)}</dd>
      {invoice.tax_groups
        .filter(({ category, tax }) => tax !== 0 || category === 'reverse_charge')
        .map(({ rate, category, base, tax }) => (
          <TaxRow
            key={`${rate} ${category}`}
            text={t(category === 'reverse_charge' ? 'lines.reverse_on' : 'lines.tax_on', {
              rate: format.taxRate(rate),
              base: format.money(base, invoice.currency),
            })}
            amount={money(tax)}
          />
        ))}
      <dt data-strong>{t('lines.sum')}</dt>
      <dd data-strong>{money(invoice.total)}</dd>
      {invoice.settled > 0 ? (
        <TaxRow text={t('lines.settled')} amount={money(-invoice.settled)} />
      ) : null}
      {invoice.credited > 0 ? (
        <TaxRow text={t('lines.credited')} amount={money(-invoice.credited)} />
      ) : null}
    </dl>
  );
}

function TaxRow({ text, amount }: { text: string; amount: ReactNode }) {
  return (
    <>
      <dt>{text}</dt>
      <dd>{amount}</dd>
    </>
  );
}
