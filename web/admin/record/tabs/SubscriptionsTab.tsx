import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Subscription, SubscriptionState } from '../../../api/subscriptions.ts';
import {
  Amount,
  DateText,
  EmptyState,
  PlainTable,
  StatusDot,
  type Tone,
  useFormat,
} from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { ActDialog } from '../acts/ActDialog.tsx';
import { type Act, actsOnSubscription } from '../acts.ts';
import classes from '../Record.module.css';
import type { RecordState } from '../useRecord.ts';
import { PackUses } from './Pack.tsx';
import { RenewalRule } from './RenewalRule.tsx';

const tones: Record<SubscriptionState, Tone> = {
  pending_approval: 'info',
  scheduled: 'info',
  trialing: 'info',
  active: 'good',
  paused: 'idle',
  overdue: 'bad',
  cancelled: 'idle',
  expired: 'idle',
};

const over = new Set<SubscriptionState>(['cancelled', 'expired']);

const termTones: Record<string, Tone> = {
  pending: 'info',
  active: 'good',
  ended: 'idle',
  void: 'idle',
};

/** Past, running and coming subscriptions, each with its terms. */
export function SubscriptionsTab({ record }: { record: RecordState }) {
  const { t } = useTranslation('record');
  if (record.subscriptions.length === 0) {
    return (
      <EmptyState title={t('empty.subscriptions')}>{t('empty.subscriptions_text')}</EmptyState>
    );
  }
  return (
    <div className={classes.stack}>
      {record.subscriptions.map((subscription) => (
        <One key={subscription.id} subscription={subscription} record={record} />
      ))}
    </div>
  );
}

function One({ subscription, record }: { subscription: Subscription; record: RecordState }) {
  const { t } = useTranslation('record');
  const { can } = useOrganization();
  const [act, setAct] = useState<Act | null>(null);
  const acts = can('subscriptions.write') ? actsOnSubscription(subscription) : [];
  const { interval_unit: unit, interval_count: count } = subscription;
  return (
    <section className={classes.subscription} aria-label={subscription.plan?.name ?? t('no_plan')}>
      <div className={classes.subscriptionHead}>
        <div>
          <p className="strong">
            {subscription.plan?.name ?? t('no_plan')}
            {subscription.quantity > 1 ? ` ×${subscription.quantity}` : ''}
          </p>
          <p className="soft small">
            <Dates subscription={subscription} />
          </p>
        </div>
        <Amount
          minor={subscription.amount}
          currency={subscription.currency}
          per={unit && !subscription.once ? { unit, count: count ?? 1 } : null}
        />
        <StatusDot tone={tones[subscription.state]}>{t(`state.${subscription.state}`)}</StatusDot>
        {acts.length > 0 ? (
          <Menu>
            <Menu.Target>
              <Button
                size="xs"
                aria-label={t('acts_on', { name: subscription.plan?.name ?? t('no_plan') })}
              >
                ⋯
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {acts.map((each) => (
                <Menu.Item key={each} onClick={() => setAct(each)}>
                  {t(`act.${each}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </div>
      {subscription.addons.length > 0 ? (
        <p className="soft small">
          {subscription.addons.map(({ name, quantity }) => `${name} ×${quantity}`).join(' · ')}
        </p>
      ) : null}
      {subscription.once || over.has(subscription.state) ? null : (
        <RenewalRule subscription={subscription} />
      )}
      {subscription.pack ? <PackUses subscription={subscription} pack={subscription.pack} /> : null}
      {subscription.terms.length > 0 ? <Terms subscription={subscription} /> : null}
      {act ? (
        <ActDialog
          act={act}
          contact={record.contact}
          subscription={subscription}
          onClose={() => setAct(null)}
          onGone={() => setAct(null)}
        />
      ) : null}
    </section>
  );
}

function Dates({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const parts = [
    t('dates.since', { date: format.fullDate(subscription.starts_on) }),
    subscription.trial_ends_on && subscription.trial_ends_on > format.today
      ? t('dates.trial', { date: format.fullDate(subscription.trial_ends_on) })
      : null,
    subscription.next_billing_on && !subscription.ends_on
      ? t(subscription.renewal.policy === 'notice' ? 'dates.asked' : 'dates.next', {
          date: format.fullDate(subscription.next_billing_on),
        })
      : null,
    subscription.ends_on ? t('dates.ends', { date: format.fullDate(subscription.ends_on) }) : null,
    subscription.payer && subscription.payer.id !== subscription.contact.id
      ? t('dates.payer', { name: subscription.payer.name })
      : null,
    subscription.reverse_charge ? t('dates.reverse_charge') : null,
  ];
  return <>{parts.filter(Boolean).join(' · ')}</>;
}

function Terms({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation('record');
  const { today } = useFormat();
  const latestFirst = [...subscription.terms].sort((a, b) => (a.starts_on < b.starts_on ? 1 : -1));
  return (
    <PlainTable
      label={t('terms.label', { plan: subscription.plan?.name ?? t('no_plan') })}
      rows={latestFirst}
      rowKey={(term) => term.id}
      columns={[
        {
          key: 'days',
          header: t('terms.days'),
          cell: (term) => (
            <>
              <DateText value={term.starts_on} as="full" /> –{' '}
              {term.last_day ? <DateText value={term.last_day} as="full" /> : t('terms.no_end')}
            </>
          ),
        },
        {
          key: 'status',
          header: t('terms.status'),
          cell: (term) => (
            <StatusDot tone={termTones[term.status] ?? 'idle'}>
              {t(
                term.status === 'pending' && term.starts_on <= today
                  ? 'term.unpaid'
                  : `term.${term.status}`,
              )}
            </StatusDot>
          ),
        },
        {
          key: 'invoice',
          header: t('terms.invoice'),
          cell: (term) =>
            term.invoice?.number ?? <span className="muted">{t('terms.granted')}</span>,
        },
        {
          key: 'amount',
          header: t('terms.amount'),
          align: 'end',
          cell: (term) => <Amount minor={term.amount} currency={term.currency} />,
        },
      ]}
    />
  );
}
