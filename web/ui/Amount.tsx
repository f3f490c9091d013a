import { useTranslation } from 'react-i18next';
import { useFormat } from './format.tsx';

export type Interval = { unit: 'day' | 'week' | 'month' | 'year'; count: number };

type Props = {
  /** Minor units (cents); null shows a dash. */
  minor: number | null | undefined;
  currency?: string;
  /** Adds "/mois", "/an", "/3 mois". */
  per?: Interval | null;
};

/** Money in the organization's language, tabular, with its interval if it recurs. */
export function Amount({ minor, currency, per }: Props) {
  const format = useFormat();
  const interval = useInterval();
  if (minor === null || minor === undefined) return <span className="muted">—</span>;
  return (
    <span className="nowrap">
      {format.money(minor, currency)}
      {per ? <span className="soft"> /{interval(per)}</span> : null}
    </span>
  );
}

/** A function that words an interval: "mois", "3 mois", "an". */
export function useInterval(): (interval: Interval) => string {
  const { t } = useTranslation('ui');
  return ({ unit, count }) =>
    count === 1 ? t(`interval.${unit}`) : t(`intervals.${unit}`, { count });
}
