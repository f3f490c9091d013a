import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import classes from '../../benefits/Benefits.module.css';
import { DeliveryState, PeriodText, TickButton } from '../../benefits/DeliveryCells.tsx';
import { deliveriesToQuery } from '../../benefits/queries.ts';
import { useOrganization } from '../../organization.ts';
import { Loaded } from './Loaded.tsx';

/** What is owed and was delivered to somebody, latest period first. */
export function BenefitsTab({ id }: { id: string }) {
  const { t } = useTranslation('record');
  const { org } = useOrganization();
  const query = useQuery(deliveriesToQuery(org, id));
  return (
    <Loaded query={query} empty={t('empty.benefits')}>
      {(items) => (
        <ul>
          {items.map((row) => (
            <li key={row.id} className={classes.item}>
              <span>
                <span className="strong">{row.benefit.name}</span>
                <br />
                <span className="soft small">
                  {row.plan_name} · <PeriodText row={row} />
                </span>
              </span>
              <span className={classes.act}>
                <DeliveryState row={row} />
                <TickButton row={row} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
