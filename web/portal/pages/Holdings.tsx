import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Amount, addDays, PlanMark, StatusDot, useFormat } from '../../ui/index.ts';
import { useMeans } from '../means.ts';
import { usePortal } from '../portal.ts';
import { useSay } from '../say.ts';
import type { PortalSubscription } from '../types.ts';
import { Gives } from './Gives.tsx';
import classes from './Start.module.css';
import { Step } from './Step.tsx';
import { isOver, useStanding } from './standing.ts';

/** What the member has and until when, and the card that pays it. */
export function Holdings() {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const format = useFormat();
  const since = overview.me.member_since;
  const duration = since ? format.since(since) : '';
  return (
    <>
      <section className={classes.panel} aria-label={t('start.subscriptions')}>
        {overview.subscriptions.length === 0 ? (
          <div className={classes.nothing}>
            <p className="strong">{t('start.none')}</p>
            <p className="muted">{t('start.none_text')}</p>
            {overview.may_join ? <SeePlans /> : null}
          </div>
        ) : null}
        {overview.subscriptions.map((each) => (
          <Subscription key={each.id} subscription={each} />
        ))}
        {overview.me.applicant ? null : <CardLine />}
      </section>
      {duration ? <p className="muted">{t('start.member_since', { duration })}</p> : null}
    </>
  );
}

function Subscription({ subscription }: { subscription: PortalSubscription }) {
  const { t } = useTranslation('portal');
  const { plan, plan_name, quantity, amount, currency } = subscription;
  const { tone, word, sentence } = useStanding(subscription);
  const { interval_unit: unit, interval_count: count, once } = subscription;
  const per = once ? null : { unit, count };
  return (
    <div className={classes.subscription} data-over={isOver(subscription)}>
      <div className={classes.head}>
        <h2 className={classes.plan}>
          <PlanMark plan={plan} large />
          {quantity > 1 ? t('quantity', { plan: plan_name, count: quantity }) : plan_name}
        </h2>
        {amount === 0 ? (
          <span>{t('free')}</span>
        ) : (
          <Amount minor={amount * quantity} currency={currency} per={per} />
        )}
      </div>
      <div>
        <StatusDot tone={tone}>{word}</StatusDot>
      </div>
      <p className="soft">{sentence}</p>
      <PackAndAddons subscription={subscription} />
      <Gives subscription={subscription} />
      {subscription.paid_by ? (
        <p className="soft">{t('start.paid_by', { name: subscription.paid_by })}</p>
      ) : null}
      {subscription.reverse_charge && amount > 0 ? (
        <p className="soft">{t('start.reverse_charge')}</p>
      ) : null}
      <Pending subscription={subscription} />
      {subscription.returnable ? <Return subscription={subscription} /> : null}
      {subscription.state === 'pending_approval' ? (
        <Step
          subscription={subscription}
          what="request"
          label={t('start.withdraw_request')}
          done={t('start.request_withdrawn')}
        />
      ) : null}
      {subscription.undoable ? (
        <Step
          subscription={subscription}
          what="cancellation"
          label={t('start.undo', { plan: plan_name })}
          done={t('start.undone', { plan: plan_name })}
        />
      ) : null}
      {subscription.resumable ? (
        <Step
          subscription={subscription}
          what="pause"
          label={t('start.resume', { plan: plan_name })}
          done={t('start.resumed', { plan: plan_name })}
        />
      ) : null}
    </div>
  );
}

/** What is left of a pack and until when; what was bought beside the plan. */
function PackAndAddons({ subscription }: { subscription: PortalSubscription }) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { pack, addons, ends_on, currency } = subscription;
  const until = ends_on === null ? null : say.date(addDays(ends_on, -1));
  const left = pack && { count: pack.left, granted: pack.granted };
  return (
    <>
      {left ? (
        <p className="strong">
          {until ? t('start.pack_until', { ...left, date: until }) : t('start.pack', left)}
        </p>
      ) : null}
      {pack && pack.uses.length > 0 ? (
        <ul className={classes.uses} aria-label={t('start.uses')}>
          {pack.uses.map(({ id, used_on, count }) => (
            <li key={id} className="soft small">
              {t('start.use', { count, date: say.date(used_on) })}
            </li>
          ))}
        </ul>
      ) : null}
      {addons.map(({ name, amount, quantity }) => (
        <p key={name} className="soft">
          {quantity > 1 ? `${quantity} × ${name}` : name} ·{' '}
          {say.money({ amount: amount * quantity, currency })}
        </p>
      ))}
    </>
  );
}

function Pending({ subscription }: { subscription: PortalSubscription }) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { pending, plan_name: plan, currency } = subscription;
  if (!pending) return null;
  const { addons } = pending;
  const extra = addons.reduce((sum, each) => sum + each.amount * each.quantity, 0);
  const amount = say.money({ amount: pending.amount * pending.quantity + extra, currency });
  const names = addons.map(({ name, quantity: n }) => (n > 1 ? `${n} × ${name}` : name));
  const values = { plan: pending.plan_name, amount, addons: names.join(', ') };
  const date = say.date(pending.effective_on);
  return (
    <>
      <p className="soft">
        {t(names.length > 0 ? 'start.pending_addons' : 'start.pending', { ...values, date })}
      </p>
      {pending.withdrawable ? (
        <Step
          subscription={subscription}
          what="change"
          label={t('start.withdraw', { plan })}
          done={t('start.withdrawn')}
        />
      ) : null}
    </>
  );
}

/** The way to what can be joined, for who has nothing yet. */
function SeePlans() {
  const { t } = useTranslation('portal');
  const { org } = usePortal();
  return (
    <Button component={Link} to={`/portal/${org}/join` as string} size="md" mt={6}>
      {t('start.see_plans')}
    </Button>
  );
}

/** The way back to what has ended. */
function Return({ subscription }: { subscription: PortalSubscription }) {
  const { t } = useTranslation('portal');
  const { org } = usePortal();
  return (
    <div>
      <Button
        component={Link}
        to={`/portal/${org}/return/${subscription.id}` as string}
        size="md"
        mt={6}
      >
        {t('start.return', { plan: subscription.plan_name })}
      </Button>
    </div>
  );
}

function CardLine() {
  const { t } = useTranslation('portal');
  const { org, overview } = usePortal();
  const say = useSay();
  const card = overview.payment_method;
  const means = useMeans();
  const expiry = card ? say.expiry(card) : null;
  const text = () => {
    if (!card) return t(`start.no_method.${means}`);
    if (expiry === null) return say.card(card);
    const values = { card: say.card(card), expiry };
    return card.expired ? t('start.card_expired', values) : t('start.card_until', values);
  };
  return (
    <div className={classes.card}>
      <span className={card?.expired ? classes.bad : undefined}>{text()}</span>
      <Link to={`/portal/${org}/card` as string} className={classes.cardLink}>
        {card ? t('start.card_change') : t(`start.method_add.${means}`)}
      </Link>
    </div>
  );
}
