import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Callout, useFormat } from '../../ui/index.ts';
import { usePortal } from '../portal.ts';
import type { MemberRenewal } from '../renewalTypes.ts';
import { useSay } from '../say.ts';

type Props = { renewal: MemberRenewal };

/** Where the renewal stands: what is asked, what waits, what was decided and what that means. */
export function RenewalStanding({ renewal }: Props) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const plan = renewal.plan.name;
  const date = say.date(renewal.last_day);
  switch (renewal.state) {
    case 'scheduled':
    case 'sent':
      return <p className="soft">{t('renewal.runs_until', { date })}</p>;
    case 'change_requested':
      return <Asked renewal={renewal} />;
    case 'intervention':
      return <Callout tone="info">{t('renewal.waits_text')}</Callout>;
    case 'approved':
      return <Accepted renewal={renewal} />;
    case 'completed':
      return <Callout tone="good">{t('renewal.completed', { plan })}</Callout>;
    case 'refused':
      return <Callout tone="info">{t('renewal.refused', { plan, date })}</Callout>;
    case 'lapsed':
      return <Callout tone="info">{t('renewal.lapsed', { plan, date })}</Callout>;
  }
}

/** What they asked for, in its words. */
function Asked({ renewal }: Props) {
  const { t } = useTranslation('portal');
  const format = useFormat();
  const { wish } = renewal;
  const addons = wish?.addons?.map(({ name, quantity: n }) => (n > 1 ? `${n} × ${name}` : name));
  const said = [
    wish?.plan ? t('renewal.wish_plan', { plan: wish.plan.name }) : '',
    wish?.quantity ? t('renewal.wish_quantity', { count: wish.quantity }) : '',
    addons ? t('renewal.wish_addons', { addons: format.list(addons) || t('renewal.none') }) : '',
    wish?.payer ? t('renewal.wish_payer', { payer: wish.payer }) : '',
    wish?.details ?? '',
    wish?.comment ? `“${wish.comment}”` : '',
  ].filter(Boolean);
  return (
    <Callout tone="info">
      <strong>{t('renewal.asked')}</strong>
      {said.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>{t('renewal.waits_text')}</p>
    </Callout>
  );
}

/** Accepted and not paid yet: the way to pay, or when it is charged. */
function Accepted({ renewal }: Props) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { org, overview } = usePortal();
  const { invoice, collection } = renewal;
  const due = overview.due.find(({ invoice_id }) => invoice_id === invoice?.id);
  const title = t('renewal.accepted', { plan: renewal.plan.name });
  if (!due) {
    return (
      <Callout tone="good">
        <strong>{title}</strong>
        <p>{t('renewal.accepted_text')}</p>
      </Callout>
    );
  }
  const amount = say.money(due);
  const isCharged = collection === 'automatic' && overview.payment_method !== null;
  const date = say.date(due.due_on);
  const text = () => {
    if (due.in_progress) return t('todo.waiting', { amount });
    return isCharged
      ? t('renewal.charged_on', { amount, date })
      : t('renewal.pay_by', { amount, date });
  };
  return (
    <Callout
      tone="good"
      actions={
        due.in_progress ? null : (
          <Button
            component={Link}
            to={`/portal/${org}/pay/${due.invoice_id}` as string}
            size="lg"
            variant={isCharged ? 'default' : 'filled'}
          >
            {isCharged ? t('renewal.pay_now') : t('todo.pay', { amount })}
          </Button>
        )
      }
    >
      <strong>{title}</strong>
      <p>{text()}</p>
    </Callout>
  );
}
