import { Button } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PlanMark } from '../../ui/index.ts';
import classes from '../frame/parts.module.css';
import type { Offer } from '../joinTypes.ts';
import { useOrg } from '../portal.ts';
import { useOfferCost } from './offerCost.ts';

/** The way in for who is a member already; they are back here afterwards. */
export function AlreadyMember() {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  const { pathname } = useLocation();
  return (
    <Link
      to={`/portal/${org}/sign-in` as string}
      search={{ next: pathname } as never}
      className={classes.quiet}
    >
      {t('join.sign_in')}
    </Link>
  );
}

/** A plan with the way to take it. */
export function OfferCard({ offer }: { offer: Offer }) {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  const isFull = offer.seats_left === 0;
  return (
    <section className={classes.offer} aria-label={offer.name}>
      <OfferHead offer={offer} named />
      {offer.held || isFull ? (
        <p className="soft">{t(offer.held ? 'join.held' : 'join.full')}</p>
      ) : (
        <Button
          component={Link}
          to={`/portal/${org}/join/${offer.id}` as string}
          size="lg"
          variant="filled"
          fullWidth
        >
          {t(offer.approval_needed ? 'join.ask' : 'join.choose', { plan: offer.name })}
        </Button>
      )}
    </section>
  );
}

/** What a plan is: its mark and name, what it says of itself, what it costs. */
export function OfferHead({ offer, named }: { offer: Offer; named?: true }) {
  const { t } = useTranslation('portal');
  const costOf = useOfferCost(offer);
  return (
    <div>
      {named ? (
        <h2 className={classes.choiceLabel}>
          <PlanMark plan={offer} large />
          {offer.name}
        </h2>
      ) : null}
      {offer.description ? <p>{offer.description}</p> : null}
      {offer.benefits.length > 0 ? (
        <ul className={classes.gives}>
          {offer.benefits.map((benefit) => (
            <li key={benefit}>{benefit}</li>
          ))}
        </ul>
      ) : null}
      <ul className={classes.prices}>
        {offer.prices.map((price) => (
          <li key={price.id}>{costOf(price)}</li>
        ))}
      </ul>
      {offer.trial_days > 0 ? (
        <p className="soft">{t('join.trial', { count: offer.trial_days })}</p>
      ) : null}
      {offer.approval_needed ? <p className="soft">{t('join.approval')}</p> : null}
    </div>
  );
}
