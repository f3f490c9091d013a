import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  Amount,
  addDays,
  Loading,
  Receipt,
  type ReceiptLine,
  useFormat,
  useSentence,
} from '../../../ui/index.ts';
import type { ActPreview } from './useAct.ts';

type Props = {
  title: string;
  preview: UseQueryResult<ActPreview>;
  foot?: string;
  /** The act's own words say when. */
  dates?: 'shown' | 'said';
};

const dated = [
  ['starts_on', 'starts'],
  ['trial_ends_on', 'trial'],
  ['from_on', 'from'],
  ['until_on', 'until'],
  ['effective_on', 'effective'],
  ['ends_on', 'last_day'],
  ['keeps_access_until', 'access'],
  ['access_until', 'access'],
  ['next_billing_on', 'next_billing'],
] as const;

/** First days without something read better as the last day with it. */
const exclusive = ['trial_ends_on', 'ends_on', 'access_until', 'keeps_access_until'];

/** What an act would do, read from the server's preview. */
export function ActReceipt({ title, preview, foot, dates: show = 'shown' }: Props) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const sentence = useSentence();
  const after = useAfter(preview.data);
  if (preview.isError) {
    return (
      <p role="alert" style={{ color: 'var(--bad)' }}>
        {sentence(preview.error)}
      </p>
    );
  }
  const { data } = preview;
  if (!data) return <Loading />;
  const dates = (show === 'said' ? [] : dated).flatMap(([key, word]): ReceiptLine[] => {
    const day = data[key];
    if (!day) return [];
    const shown = exclusive.includes(key) ? addDays(day, -1) : day;
    return [{ key, text: t(`receipt.${word}`), value: format.fullDate(shown) }];
  });
  const invoices = data.invoices ?? (data.invoice ? [data.invoice] : []);
  const money: ReceiptLine[] = invoices.map((invoice) => ({
    key: invoice.issue_on + invoice.period_start,
    text: t('receipt.invoice', { date: format.fullDate(invoice.issue_on) }),
    note: invoice.lines
      .map(({ description, total }) => {
        return `${description} ${format.money(total, data.currency ?? undefined)}`;
      })
      .join(' · '),
    minor: invoice.total,
  }));
  if (data.credit) money.push({ key: 'credit', text: t('receipt.credit'), minor: -data.credit });
  if (data.open_balance) {
    money.push({ key: 'open', text: t('receipt.open_balance'), minor: data.open_balance });
  }
  if (after) money.push(after);
  const days = data.paused_days ?? data.days;
  if (days) dates.push({ key: 'days', text: t('receipt.days'), value: format.number(days) });
  return (
    <Receipt
      title={title}
      lines={[...dates, ...money]}
      currency={data.currency ?? undefined}
      foot={[data.sentence, foot].filter(Boolean).join(' ')}
    />
  );
}

/** What a change costs from then on, with its interval. */
function useAfter(data: ActPreview | undefined): ReceiptLine | null {
  const { t } = useTranslation('record');
  const { amount_after: minor, interval_unit: unit, interval_count: count } = data ?? {};
  if (minor === undefined || !unit || !count) return null;
  const per = data?.once ? null : { unit, count };
  const value = <Amount minor={minor} currency={data?.currency ?? undefined} per={per} />;
  const note = data?.once ? t('receipt.once') : null;
  return { key: 'after', text: t('receipt.after'), value, note };
}
