import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loading, Receipt, useFormat, useSentence } from '../../ui/index.ts';
import type { Excluded } from '../people/bulk/acts.ts';
import { Why } from '../people/bulk/BulkEffect.tsx';

export type PricePreview = {
  currency: string;
  amount_before: number;
  amount: number;
  touched: number;
  older: number;
  people: number;
  monthly_before: number;
  monthly_after: number;
  first_on: string | null;
  last_on: string | null;
  excluded: Excluded[];
};

type Props = { preview: UseQueryResult<PricePreview>; scope: string };

/** Whom a change of price concerns, how much more or less a month, and from when. */
export function PriceEffect({ preview, scope }: Props) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const sentence = useSentence();
  if (preview.isError) {
    return (
      <p role="alert" style={{ color: 'var(--bad)' }}>
        {sentence(preview.error)}
      </p>
    );
  }
  const { data } = preview;
  if (!data) return <Loading />;
  if (scope === 'new_members') return <p className="soft">{t('price_change.nobody_running')}</p>;
  const { currency, first_on: first, last_on: last } = data;
  const days = [...new Set([first, last])].filter((day) => day !== null);
  return (
    <Receipt
      title={t('price_change.effect')}
      currency={currency}
      lines={[
        {
          key: 'touched',
          text: t('price_change.touched'),
          note: days.map((day) => format.fullDate(day)).join(' – '),
          value: format.number(data.touched),
        },
        ...(data.older > 0
          ? [{ key: 'older', text: t('price_change.older'), value: format.number(data.older) }]
          : []),
        { key: 'before', text: t('price_change.before'), minor: data.monthly_before },
        { key: 'after', text: t('price_change.after'), minor: data.monthly_after },
        ...data.excluded.map((group) => ({
          key: group.code,
          text: <Why group={group} />,
          note: group.examples.map(({ name }) => name).join(', '),
          value: format.number(group.count),
        })),
      ]}
      total={{
        text: t('price_change.difference'),
        minor: data.monthly_after - data.monthly_before,
      }}
      foot={t('price_change.foot')}
    />
  );
}
