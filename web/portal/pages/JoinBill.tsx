import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { addDays, Callout, Receipt, type ReceiptLine } from '../../ui/index.ts';
import type { JoinPreview, OwnOffer } from '../joinTypes.ts';
import { offeredMeans } from '../means.ts';
import { usePortal } from '../portal.ts';
import { useSay } from '../say.ts';
import type { JoinWish } from './JoinForm.tsx';

/** What joining like this begins and costs, as the form stands. */
export function useJoinPreview(planId: string, wish: JoinWish) {
  const { org, path } = usePortal();
  return useQuery({
    queryKey: ['portal', org, 'join-preview', planId, wish],
    queryFn: ({ signal }) =>
      api.post<JoinPreview>(`${path}/plans/${planId}/preview`, { body: wish, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
}

type Props = {
  offer: OwnOffer;
  preview: JoinPreview;
  /** They go to give a card, and come back. */
  onLeave: () => void;
};

/** The bill of today, or of the day the request is approved, and what comes next. */
export function JoinBill({ offer, preview, onLeave }: Props) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { org, overview } = usePortal();
  const { invoice, currency, credit, collection, approval_needed: waits } = preview;
  const total = Math.max(0, (invoice?.total ?? 0) - credit);
  const lines = useBillLines(preview);
  const text = () => {
    if (waits) return t('join.total_then');
    return collection === 'invoice' && !preview.needs_method
      ? t('return.total_by', { date: say.date(invoice?.due_on ?? '') })
      : t('pay.total');
  };
  return (
    <>
      <Receipt
        title={offer.name}
        currency={currency}
        lines={lines}
        total={invoice && invoice.total > 0 ? { text: text(), minor: total } : undefined}
        foot={waits ? t('join.foot_waits') : total > 0 ? t('pay.foot') : t('return.foot_nothing')}
      />
      {preview.needs_method ? (
        <Callout
          tone="info"
          actions={
            <Button
              component={Link}
              to={`/portal/${org}/card` as string}
              search={{ join: offer.id } as never}
              onClick={onLeave}
              size="lg"
              variant="filled"
            >
              {t(`start.method_add.${offeredMeans(overview.ways)}`)}
            </Button>
          }
        >
          {t('join.method_first')}
        </Callout>
      ) : null}
    </>
  );
}

function useBillLines(preview: JoinPreview): ReceiptLine[] {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { invoice, credit, trial_ends_on: trial, next_billing_on: next, whole } = preview;
  const billed = invoice && invoice.total > 0 ? invoice.lines : [];
  const lines: ReceiptLine[] = billed.map((line, i) => ({
    key: String(i),
    text: line.description,
    note:
      line.period_start && line.period_end
        ? t('return.period', {
            from: say.date(line.period_start),
            to: say.date(addDays(line.period_end, -1)),
          })
        : null,
    minor: line.total,
  }));
  if (credit > 0) lines.push({ key: 'credit', text: t('return.credit'), minor: -credit });
  if (trial) {
    lines.push({ key: 'trial', text: t('join.trial_until'), value: say.date(addDays(trial, -1)) });
  }
  if (next && whole > 0 && !preview.approval_needed) {
    lines.push({ key: 'next', text: t('cancel.next_charge'), value: say.date(next) });
  }
  return lines;
}
