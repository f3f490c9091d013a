import { useTranslation } from 'react-i18next';
import type { MovementPerson } from '../../api/reports.ts';
import { digitsOf, useFormat } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { usePersonColumn } from './columns.tsx';
import { Loaded, type ReportColumn, ReportTable } from './ReportParts.tsx';
import { useReport } from './useReport.ts';

type Props = { month: string; kind: string | undefined; currency: string };

/** The rows behind one figure: who moved, when, and by how much. */
export function MovementPeople({ month, kind, currency }: Props) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const query = useReport<{ items: MovementPerson[] }>('recurring-revenue/people', {
    ...{ month, kind, currency },
  });
  const columns = useColumns(currency);
  const name = kind ? t(`kind.${kind as 'new'}`) : t('recurring.title');
  return (
    <section className={shared.section}>
      <h2>{t('people.title', { name, month: format.monthOf(`${month}-01`) })}</h2>
      <Loaded query={query}>
        {({ items }) => (
          <>
            {items.length === 500 ? <p className="muted">{t('people.first')}</p> : null}
            <ReportTable
              label={name}
              file={`${month}-${kind ?? 'all'}`}
              columns={columns}
              rows={items}
              rowKey={(row) => `${row.contact_id} ${row.on}`}
            />
          </>
        )}
      </Loaded>
    </section>
  );
}

function useColumns(currency: string): ReportColumn<MovementPerson>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const whole = 10 ** digitsOf(currency);
  return [
    usePersonColumn<MovementPerson>(),
    {
      key: 'on',
      header: t('people.on'),
      title: t('people.on'),
      cell: (row) => format.shortDate(row.on),
      raw: (row) => row.on,
    },
    {
      key: 'amount',
      header: t('people.moved'),
      title: `${t('people.moved')} (${currency})`,
      align: 'end',
      cell: (row) => format.money(row.amount, currency),
      raw: (row) => row.amount / whole,
    },
    {
      key: 'after',
      header: t('people.after'),
      title: `${t('people.after')} (${currency})`,
      align: 'end',
      cell: (row) => format.money(row.after, currency),
      raw: (row) => row.after / whole,
    },
  ];
}
