import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Callout, type Tone } from '../../ui/index.ts';
import { useMeans } from '../means.ts';
import { usePortal } from '../portal.ts';
import { useSay } from '../say.ts';
import type { Due } from '../types.ts';
import classes from './Start.module.css';

/** The one thing to do first, if there is one. */
export function FirstThing() {
  const { overview } = usePortal();
  const { due, todo } = overview;
  const waiting = due.find((each) => each.in_progress);
  const open = due.filter((each) => !each.in_progress);
  const first = open.find((each) => each.overdue) ?? open[0];
  if (first) return <Pay due={first} more={open.length - 1} />;
  if (todo === 'update_card') return <CardExpired />;
  return waiting ? <Waiting due={waiting} /> : null;
}

type Props = { tone: Tone; title: string; children: ReactNode; actions?: ReactNode };

function First({ tone, title, children, actions }: Props) {
  return (
    <section className={classes.first}>
      <Callout tone={tone}>
        <strong>{title}</strong>
        {children}
        {actions ? <div className={classes.firstActions}>{actions}</div> : null}
      </Callout>
    </section>
  );
}

function Pay({ due, more }: { due: Due; more: number }) {
  const { t } = useTranslation('portal');
  const { org } = usePortal();
  const rest =
    more > 0 ? (
      <Link to={`/portal/${org}/invoices` as string}>{t('todo.more', { count: more })}</Link>
    ) : null;
  const isCollected = due.overdue && due.chase !== 'invoice';
  return isCollected ? <Failed due={due} rest={rest} /> : <Open due={due} rest={rest} />;
}

type DueProps = { due: Due; rest: ReactNode };

function Failed({ due, rest }: DueProps) {
  const { t } = useTranslation('portal');
  const { org, overview } = usePortal();
  const say = useSay();
  const amount = say.money(due);
  const { payment_method: card, me } = overview;
  const means = useMeans();
  const [retry] = due.retries;
  const how =
    me.access === 'closed'
      ? t(`todo.update_closed.${means}`, { amount })
      : t(`todo.update_open.${means}`, { amount });
  return (
    <First
      tone="bad"
      title={t('todo.failed', { amount })}
      actions={
        <>
          <GoButton to={`/portal/${org}/card`}>
            {card ? t(`todo.update.${means}`) : t(`start.method_add.${means}`)}
          </GoButton>
          {card && !card.expired ? (
            <GoButton to={`/portal/${org}/pay/${due.invoice_id}`} quiet>
              {t('todo.try_again', { card: say.card(card) })}
            </GoButton>
          ) : null}
        </>
      }
    >
      <p>
        {due.reason_text ? `${t('todo.reason', { reason: due.reason_text })} ` : ''}
        {how} {retry ? t('todo.retry', { date: say.weekday(retry) }) : ''}
      </p>
      {rest ? <p>{rest}</p> : null}
    </First>
  );
}

function Open({ due, rest }: DueProps) {
  const { t } = useTranslation('portal');
  const { org, overview } = usePortal();
  const say = useSay();
  const amount = say.money(due);
  const date = say.date(due.due_on);
  const isLate = due.due_on < overview.organization.today;
  return (
    <First
      tone={isLate ? 'bad' : 'warn'}
      title={isLate ? t('todo.pay_late', { amount, date }) : t('todo.pay_due', { amount, date })}
      actions={
        <GoButton to={`/portal/${org}/pay/${due.invoice_id}`}>{t('todo.pay', { amount })}</GoButton>
      }
    >
      <p>{t('todo.invoice', { number: due.number })}</p>
      {rest ? <p>{rest}</p> : null}
    </First>
  );
}

function CardExpired() {
  const { t } = useTranslation('portal');
  const { org } = usePortal();
  return (
    <First
      tone="warn"
      title={t('todo.card_expired')}
      actions={<GoButton to={`/portal/${org}/card`}>{t('todo.update.card')}</GoButton>}
    >
      <p>{t('todo.card_expired_text')}</p>
    </First>
  );
}

function Waiting({ due }: { due: Due }) {
  const { t } = useTranslation('portal');
  const say = useSay();
  return (
    <First tone="info" title={t('todo.waiting', { amount: say.money(due) })}>
      <p>{t('todo.waiting_text')}</p>
    </First>
  );
}

type ButtonProps = { to: string; quiet?: true; children: ReactNode };

function GoButton({ to, quiet, children }: ButtonProps) {
  return (
    <Button
      component={Link}
      to={to as string}
      size="lg"
      fullWidth
      variant={quiet ? 'default' : 'filled'}
    >
      {children}
    </Button>
  );
}
