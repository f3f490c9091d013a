import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Invoices.module.css';
import { type Ageing as Ages, ageingQuery, type InvoiceAsk } from './queries.ts';

const late: Record<string, string | undefined> = {
  days30: '1',
  days60: '1',
  days90: '2',
  older: '2',
};

type Item = Ages['items'][number];

/** What is open within the filter, by how long it has been due: a table with a bar per age. */
export function Ageing({ ask }: { ask: InvoiceAsk }) {
  const { t } = useTranslation('invoices');
  const { org } = useOrganization();
  const { data, isPlaceholderData } = useQuery(ageingQuery(org, { ...ask, age: undefined }));
  const items = data?.items ?? [];
  if (!items.some(({ count }) => count > 0)) return null;
  const size = ({ amount }: Item) => amount.reduce((sum, money) => sum + money.amount, 0);
  const most = Math.max(...items.map(size), 1);
  return (
    <section className={classes.ageing} aria-busy={isPlaceholderData}>
      <h2 id="ageing">{t('ageing.title')}</h2>
      <table aria-labelledby="ageing">
        <thead className={classes.hidden}>
          <tr>
            <th scope="col">{t('ageing.column.age')}</th>
            <td />
            <th scope="col">{t('ageing.column.amount')}</th>
            <th scope="col">{t('ageing.column.count')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <AgeRow key={item.bucket} item={item} share={size(item) / most} on={ask.age} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function AgeRow({ item, share, on }: { item: Item; share: number; on: string | undefined }) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const { bucket, count, amount } = item;
  const isOn = on === bucket;
  const age = isOn ? undefined : bucket;
  return (
    <tr data-on={isOn || undefined}>
      <th scope="row">
        <Link
          to="."
          search={((now: object) => ({ ...now, age, open: undefined })) as never}
          aria-current={isOn ? 'true' : undefined}
        >
          {t(`ageing.${bucket}`)}
        </Link>
      </th>
      <td className={classes.track} aria-hidden="true">
        {count > 0 ? (
          <span
            className={classes.bar}
            data-late={late[bucket]}
            style={{ width: `${share * 100}%` }}
          />
        ) : null}
      </td>
      <td className="num">
        {amount.map((money) => format.money(money.amount, money.currency)).join(' + ') || '—'}
      </td>
      <td className="num muted">{t('ageing.count', { count })}</td>
    </tr>
  );
}
