import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { Amount, Receipt } from '../../ui/index.ts';
import { usePortal } from '../portal.ts';
import { useSay } from '../say.ts';
import type { ChangePreview } from '../types.ts';
import type { ChangeWish } from './ChangeForm.tsx';

/** What a change would cost, asked of the server; null asks nothing. */
export function useChangePreview(subscription: string, wish: ChangeWish | null) {
  const { org, path } = usePortal();
  return useQuery({
    queryKey: ['portal', org, 'change', subscription, wish],
    queryFn: ({ signal }) =>
      api.post<ChangePreview>(`${path}/subscriptions/${subscription}/change/preview`, {
        body: wish,
        signal,
      }),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
}

/** From when, what is paid now, what is given back, and when the next payment is. */
export function ChangeEffect({ preview }: { preview: ChangePreview }) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { invoice, credit, next_billing_on: next, currency } = preview;
  const isNow = preview.applies === 'now';
  const { interval_unit: unit, interval_count: count } = preview;
  const per = preview.once ? null : { unit, count };
  return (
    <Receipt
      title={t('change.effect')}
      currency={currency}
      lines={[
        { key: 'on', text: t('change.from'), value: say.date(preview.effective_on) },
        ...(invoice?.lines ?? []).map((line, i) => ({
          key: String(i),
          text: line.description,
          note:
            line.days === null || line.days === undefined
              ? null
              : t('change.days', { count: line.days, of: line.days_of }),
          minor: line.total,
        })),
        ...(credit ? [{ key: 'credit', text: t('pause.credit'), minor: credit }] : []),
        {
          key: 'after',
          text: t('change.after'),
          note: preview.once ? t('change.once') : null,
          value: <Amount minor={preview.amount_after} currency={currency} per={per} />,
        },
        ...(next ? [{ key: 'next', text: t('cancel.next_charge'), value: say.date(next) }] : []),
      ]}
      total={
        isNow && invoice ? { text: t('pay.total'), minor: Math.max(0, invoice.total) } : undefined
      }
      foot={t(isNow ? 'change.foot_now' : 'change.foot_later')}
    />
  );
}
