import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addDays, Callout, Receipt, type ReceiptLine, useInterval } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import { usePortal } from '../portal.ts';
import type { MemberRenewal } from '../renewalTypes.ts';
import { useSay } from '../say.ts';
import { BackHome } from './PayPage.tsx';
import { useAnswer } from './useAnswer.ts';

type Props = { renewal: MemberRenewal; onAsk: () => void; onRefuse: () => void };

/** The term that is offered with its bill, and what may be answered; nothing once decided. */
export function RenewalOffer({ renewal, onAsk, onRefuse }: Props) {
  const { t } = useTranslation('portal');
  const answer = useAnswer(renewal, 'accept');
  const { may_accept, may_ask, may_refuse, state } = renewal;
  return (
    <div className={classes.form}>
      {renewal.next && state === 'sent' ? <Bill renewal={renewal} /> : null}
      {state === 'sent' && !renewal.next ? (
        <Callout tone="warn">{t('renewal.not_offered')}</Callout>
      ) : null}
      <Failure error={answer.error} />
      <div className={classes.actions}>
        {may_accept ? (
          <Button
            size="lg"
            variant="filled"
            loading={answer.isPending}
            onClick={() => answer.mutate({})}
          >
            {t('renewal.accept')}
          </Button>
        ) : null}
        {may_ask ? (
          <Button size="lg" onClick={onAsk}>
            {state === 'sent' ? t('renewal.ask_else') : t('renewal.ask_again')}
          </Button>
        ) : null}
        {may_refuse ? (
          <Button size="lg" variant="subtle" color="red" onClick={onRefuse}>
            {t('renewal.refuse')}
          </Button>
        ) : null}
        {may_accept ? null : <BackHome />}
      </div>
    </div>
  );
}

function Bill({ renewal }: { renewal: MemberRenewal }) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { overview } = usePortal();
  const lines = useLines(renewal);
  const { next, currency, plan, quantity, collection } = renewal;
  const invoice = next?.invoice ?? null;
  const held = overview.subscriptions.find(({ id }) => id === renewal.subscription_id);
  const payer = held?.paid_by ?? null;
  const hasMethod = overview.payment_method !== null && payer === null;
  const isCharged = collection === 'automatic' && hasMethod;
  const date = say.date(invoice?.due_on ?? '');
  const foot = () => {
    if (!invoice || invoice.total === 0) return t('renewal.foot_free');
    if (payer) return t('renewal.foot_payer', { name: payer });
    return isCharged ? t('renewal.foot_charged') : t('return.foot_invoice');
  };
  const total = isCharged ? t('renewal.total_on', { date }) : t('return.total_by', { date });
  return (
    <Receipt
      title={quantity > 1 ? t('quantity', { plan: plan.name, count: quantity }) : plan.name}
      currency={currency}
      lines={lines}
      total={invoice && invoice.total > 0 ? { text: total, minor: invoice.total } : undefined}
      foot={foot()}
    />
  );
}

/** The new term's days, each line of its bill, and the tax within. */
function useLines({ next, interval_unit, interval_count }: MemberRenewal): ReceiptLine[] {
  const { t } = useTranslation('portal');
  const say = useSay();
  const interval = useInterval();
  const invoice = next?.invoice ?? null;
  if (!next) return [];
  const period = { from: say.date(next.starts_on), to: say.date(next.last_day) };
  const every = interval({ unit: interval_unit, count: interval_count });
  const note = (from?: string | null, end?: string | null) => {
    const isWhole = from === next.starts_on && end && addDays(end, -1) === next.last_day;
    if (!from || !end || isWhole) return null;
    return t('return.period', { from: say.date(from), to: say.date(addDays(end, -1)) });
  };
  return [
    {
      key: 'term',
      text: t('renewal.term'),
      note: t('renewal.every', { interval: every }),
      value: t('return.period', period),
    },
    ...(invoice?.lines ?? []).map((line, i) => ({
      key: String(i),
      text: line.quantity > 1 ? `${line.quantity} × ${line.description}` : line.description,
      note: note(line.period_start, line.period_end),
      minor: line.total,
    })),
    ...(invoice && invoice.tax > 0
      ? [{ key: 'tax', text: t('renewal.tax'), minor: invoice.tax }]
      : []),
  ];
}
