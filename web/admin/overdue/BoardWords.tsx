import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../api/overdue.ts';
import { EmptyState, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Overdue.module.css';
import { useStepName } from './useStepName.ts';

const route = getRouteApi('/o/$org/overdue');

type Props = { place: Board | 'open' | null };

/** One line on what to do here; or, coming from a figure, what the figure counted. */
export function AskedFor({ place }: Props) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const { org } = useOrganization();
  const stepName = useStepName();
  const asked = route.useSearch();
  if (place) return <p className={classes.todo}>{t(`todo.${place}`)}</p>;
  const from = asked.from ?? asked.opened_from;
  const to = asked.to ?? asked.opened_to;
  const parts = [
    asked.opened_from ? t('asked.opened') : t(`state.${(asked.state as 'lost') ?? 'closed_any'}`),
    asked.via ? t('asked.via', { step: stepName(asked.via) }) : '',
    asked.tried ? t('asked.tried', { step: stepName(asked.tried) }) : '',
    from && to ? t('asked.between', { from: format.fullDate(from), to: format.fullDate(to) }) : '',
    asked.currency ?? '',
  ];
  return (
    <p className={classes.todo}>
      {parts.filter(Boolean).join(' · ')}{' '}
      <Link to={`/o/${org}/overdue` as string} search={{} as never}>
        {t('asked.clear')}
      </Link>
    </p>
  );
}

/** Nothing on a board: good news where work is listed. */
export function NoCases({ place }: Props) {
  const { t } = useTranslation('overdue');
  if (place === 'open') {
    return (
      <EmptyState done title={t('empty.open')}>
        {t('empty.open_text')}
      </EmptyState>
    );
  }
  const isPast = place === null || ['recovered', 'lost', 'closed'].includes(place);
  if (!isPast) return <EmptyState done title={t('empty.work')} />;
  return (
    <EmptyState title={t(place === 'recovered' ? 'empty.recovered' : 'empty.past')}>
      {t('empty.past_text')}
    </EmptyState>
  );
}
