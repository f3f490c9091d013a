import { Button } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Amount, addDays, Receipt, type ReceiptLine } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import { useMeans } from '../means.ts';
import { usePortal } from '../portal.ts';
import { useSay } from '../say.ts';
import type { Overview, PortalSubscription, ReturnPreview } from '../types.ts';

type Props = { held: PortalSubscription; preview: ReturnPreview };

type FormProps = Props & { returning: UseMutationResult<Overview, Error, void> };

/** What it costs today and from when on, and the button that does it. */
export function ReturnForm({ held, preview, returning }: FormProps) {
  const { t } = useTranslation('portal');
  const { org } = usePortal();
  const say = useSay();
  const means = useMeans();
  const now = { amount: costOf(preview), currency: preview.currency };
  const isCharged = now.amount > 0 && preview.collection === 'automatic';
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        returning.mutate();
      }}
    >
      <Consequences held={held} preview={preview} />
      <Bill held={held} preview={preview} />
      <Failure error={returning.error} />
      <div className={classes.actions}>
        <Button type="submit" size="lg" variant="filled" loading={returning.isPending}>
          {now.amount > 0
            ? t('return.confirm_pay', { amount: say.money(now) })
            : t('return.confirm')}
        </Button>
        <Button component={Link} to={`/portal/${org}` as string} size="lg">
          {t('return.not_now')}
        </Button>
      </div>
      {isCharged ? (
        <Link
          to={`/portal/${org}/card` as string}
          search={{ return: held.id } as never}
          className={classes.quiet}
        >
          {t(`todo.update.${means}`)}
        </Link>
      ) : null}
    </form>
  );
}

/** What is paid now, or with the invoice that comes. */
function costOf({ invoice, credit }: ReturnPreview): number {
  return invoice === null ? 0 : Math.max(0, invoice.total - credit);
}

function Consequences({ held, preview }: Props) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { access_until: until } = preview;
  const ended = held.ends_on === null ? null : say.date(addDays(held.ends_on, -1));
  const isFree = wholeOf(held) === 0;
  const sentence = () => {
    if (until !== null) return t('return.goes_on', { date: say.date(addDays(until, -1)) });
    return isFree ? t('return.free') : t('return.anew');
  };
  return (
    <p className="soft">
      {ended ? `${t('until.ended', { date: ended })} ` : ''}
      {sentence()}
    </p>
  );
}

/** Per interval, add-ons included. */
function wholeOf({ amount, quantity, addons }: PortalSubscription): number {
  return addons.reduce((sum, each) => sum + each.amount * each.quantity, amount * quantity);
}

function Bill({ held, preview }: Props) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { invoice, collection, currency } = preview;
  const total = costOf(preview);
  const isInvoiced = collection === 'invoice' && total > 0;
  const text = isInvoiced
    ? t('return.total_by', { date: say.date(invoice?.due_on ?? '') })
    : t('pay.total');
  const foot = isInvoiced ? t('return.foot_invoice') : t('pay.foot');
  const title =
    held.quantity > 1
      ? t('quantity', { plan: held.plan_name, count: held.quantity })
      : held.plan_name;
  return (
    <Receipt
      title={title}
      currency={currency}
      lines={[...useBilled(preview), ...useLater({ held, preview })]}
      total={invoice && invoice.total > 0 ? { text, minor: total } : undefined}
      foot={total > 0 ? foot : t('return.foot_nothing')}
    />
  );
}

/** Each line of the invoice with its days, and what credit pays of it. */
function useBilled({ invoice, credit }: ReturnPreview): ReceiptLine[] {
  const { t } = useTranslation('portal');
  const say = useSay();
  const lines = invoice && invoice.total > 0 ? invoice.lines : [];
  const days = (line: (typeof lines)[number]) => {
    const { period_start: from, period_end: end } = line;
    if (!from || !end) return null;
    return t('return.period', { from: say.date(from), to: say.date(addDays(end, -1)) });
  };
  return [
    ...lines.map((line, i) => ({
      key: String(i),
      text: line.description,
      note: days(line),
      minor: line.total,
    })),
    ...(credit > 0 ? [{ key: 'credit', text: t('return.credit'), minor: -credit }] : []),
  ];
}

/** Until when what is paid lasts, what comes next, and the card or account that pays. */
function useLater({ held, preview }: Props): ReceiptLine[] {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const say = useSay();
  const { access_until: until, next_billing_on: next, collection, currency } = preview;
  const whole = wholeOf(held);
  const per = { unit: held.interval_unit, count: held.interval_count };
  const card = overview.payment_method;
  const expiry = card?.expired ? say.expiry(card) : null;
  const lines: ReceiptLine[] = [];
  if (until !== null) {
    const value = say.date(addDays(until, -1));
    lines.push({ key: 'until', text: t('return.paid_until'), value });
  }
  if (next !== null && whole > 0) {
    const note = <Amount minor={whole} currency={currency} per={per} />;
    lines.push({ key: 'next', text: t('cancel.next_charge'), note, value: say.date(next) });
  }
  if (card && whole > 0 && collection === 'automatic') {
    const named = say.card(card);
    const value = expiry === null ? named : t('start.card_expired', { card: named, expiry });
    lines.push({ key: 'card', text: t('pay.with'), value });
  }
  return lines;
}
