import { useTranslation } from 'react-i18next';
import { useSay } from '../say.ts';
import type { PortalSubscription } from '../types.ts';
import classes from './Start.module.css';

/** What a plan gives beside access, and when it last came. */
export function Gives({ subscription }: { subscription: PortalSubscription }) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { benefits, plan_name: plan } = subscription;
  if (benefits.length === 0) return null;
  return (
    <ul className={classes.gives} aria-label={t('gives.label', { plan })}>
      {benefits.map(({ id, name, description, delivered_on: on }) => (
        <li key={id}>
          {name}
          {on ? (
            <span className="soft"> · {t('gives.received', { date: say.date(on) })}</span>
          ) : null}
          {description ? <p className="soft small">{description}</p> : null}
        </li>
      ))}
    </ul>
  );
}
