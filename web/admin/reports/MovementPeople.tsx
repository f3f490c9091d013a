import { useTranslation } from 'react-i18next';
import { type MovementPerson, movementKinds } from '../../api/reports.ts';
import { type PlainColumn, useFormat } from '../../ui/index.ts';
import { plainColumn, usePersonColumn } from './columns.tsx';
import { ReportRows } from './ReportRows.tsx';

type Props = { month: string; kind: string | undefined; currency: string };

const sums = ['opening', 'closing'] as const;

/** The rows behind one figure: who moved, when, and by how much; or who is worth what by then. */
export function MovementPeople({ month, kind, currency }: Props) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const sum = sums.find((each) => each === kind);
  const moved = movementKinds.find((each) => each === kind);
  const columns = useColumns(currency, sum !== undefined);
  const name = sum ? t(`recurring.${sum}`) : moved ? t(`kind.${moved}`) : t('recurring.title');
  return (
    <ReportRows
      title={t('people.title', { name, month: format.monthOf(`${month}-01`) })}
      at="reports/recurring-revenue/people"
      query={{ month, kind, currency }}
      columns={columns}
      rowKey={(row) => `${row.contact_id} ${row.on}`}
    />
  );
}

function useColumns(currency: string, isSum: boolean): PlainColumn<MovementPerson>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const person = usePersonColumn<MovementPerson>();
  const money = (key: 'amount' | 'after', title: string) =>
    plainColumn<MovementPerson>({
      key,
      title,
      align: 'end',
      raw: (row) => row[key],
      cell: (row) => format.money(row[key], currency),
    });
  const on = plainColumn<MovementPerson>({
    key: 'on',
    title: isSum ? t('people.since') : t('people.on'),
    raw: (row) => row.on,
    cell: (row) => format.shortDate(row.on),
  });
  if (isSum) return [person, on, money('amount', t('people.moved'))];
  return [person, on, money('amount', t('people.moved')), money('after', t('people.after'))];
}
