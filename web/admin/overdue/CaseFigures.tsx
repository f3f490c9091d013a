import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OverduePage } from '../../api/billing.ts';
import { useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Overdue.module.css';

type Props = { state: string; figures: OverduePage['figures'] | undefined };

const states = ['open', 'recovered', 'lost'] as const;

/** Open, recovered, lost: how many and how much; each shows its cases. */
export function CaseFigures({ state, figures }: Props) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const { org } = useOrganization();
  return (
    <nav className={classes.figures} aria-label={t('figures')}>
      {states.map((each) => {
        const figure = figures?.[each];
        const sums = (figure?.amount ?? []).filter(({ amount }) => amount !== 0);
        return (
          <Link
            key={each}
            to={`/o/${org}/overdue` as string}
            search={(each === 'open' ? {} : { state: each }) as never}
            activeOptions={{ exact: true }}
            className={classes.figure}
            data-on={state === each || undefined}
            aria-current={state === each ? 'true' : undefined}
          >
            <span>{t(`state.${each}`)}</span>
            <b>
              {figure
                ? sums.length > 0
                  ? sums.map(({ amount, currency }) => format.money(amount, currency)).join(' + ')
                  : format.money(0)
                : '…'}
            </b>
            <small>{figure ? t('cases', { count: figure.count }) : ' '}</small>
          </Link>
        );
      })}
    </nav>
  );
}
