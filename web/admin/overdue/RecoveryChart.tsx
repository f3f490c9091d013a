import { useTranslation } from 'react-i18next';
import type { RecoveryMonth } from '../../api/overdue.ts';
import { addMonths, useFormat } from '../../ui/index.ts';
import classes from './Overdue.module.css';

type Props = { months: RecoveryMonth[]; currency: string; from: string; to: string };

/** A bar per month, what came back above what was lost; the table below says the same. */
export function RecoveryChart({ months, currency, from, to }: Props) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const byMonth = new Map(months.map((row) => [row.month, row]));
  const bars = monthsBetween(from, to).map((month) => ({
    month,
    recovered: byMonth.get(month)?.recovered.amount ?? 0,
    lost: byMonth.get(month)?.lost.amount ?? 0,
  }));
  const highest = Math.max(1, ...bars.map(({ recovered, lost }) => recovered + lost));
  const part = (amount: number) => `${(amount / highest) * 100}%`;
  return (
    <figure className={classes.chart}>
      <div className={classes.bars} role="img" aria-label={t('chart')}>
        {bars.map(({ month, recovered, lost }) => (
          <div
            key={month}
            title={`${format.monthOf(`${month}-01`)} · ${t('figure.recovered')} ${format.money(
              recovered,
              currency,
            )} · ${t('figure.lost')} ${format.money(lost, currency)}`}
          >
            <span className={classes.lost} style={{ height: part(lost) }} />
            <span className={classes.recovered} style={{ height: part(recovered) }} />
            <small>{format.shortMonth(`${month}-01`)}</small>
          </div>
        ))}
      </div>
      <figcaption>
        <span className={classes.recovered}>{t('figure.recovered')}</span>
        <span className={classes.lost}>{t('figure.lost')}</span>
        <span className="muted">
          {t('chart_top', { amount: format.money(highest === 1 ? 0 : highest, currency) })}
        </span>
      </figcaption>
    </figure>
  );
}

function monthsBetween(from: string, to: string): string[] {
  const found: string[] = [];
  for (let day = `${from.slice(0, 7)}-01`; day <= to; day = addMonths(day, 1)) {
    found.push(day.slice(0, 7));
  }
  return found;
}
