import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseFigure } from '../../api/billing.ts';
import type { Board, OverdueList } from '../../api/overdue.ts';
import { useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Overdue.module.css';

type Place = Board | 'open';

const standing = ['retrying', 'new_method', 'reminders', 'disputed', 'paused'] as const;
const work: Place[] = ['open', 'attention', ...standing];
const past: Place[] = ['recovered', 'lost', 'closed'];

type Props = { chosen: Place | null; boards: OverdueList['boards'] | undefined };

/** The boards with what stands on them; past ones show the last three months. */
export function BoardNav({ chosen, boards }: Props) {
  const { t } = useTranslation('overdue');
  return (
    <nav className={classes.boards} aria-label={t('boards')}>
      {work.map((place) => (
        <BoardLink key={place} place={place} isOn={chosen === place} boards={boards} />
      ))}
      <hr />
      {past.map((place) => (
        <BoardLink key={place} place={place} isOn={chosen === place} boards={boards} />
      ))}
    </nav>
  );
}

type LinkProps = { place: Place; isOn: boolean; boards: OverdueList['boards'] | undefined };

function BoardLink({ place, isOn, boards }: LinkProps) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const { org } = useOrganization();
  const figure = boards && (place === 'open' ? allOpen(boards) : boards[place]);
  const sums = (figure?.amount ?? []).filter(({ amount }) => amount !== 0);
  return (
    <Link
      to={`/o/${org}/overdue` as string}
      search={(place === 'open' ? {} : { board: place }) as never}
      activeOptions={{ exact: true }}
      data-on={isOn || undefined}
      data-urgent={(place === 'attention' && (figure?.count ?? 0) > 0) || undefined}
      aria-current={isOn ? 'true' : undefined}
    >
      <span>{t(`board.${place}`)}</span>
      <b>{figure ? format.number(figure.count) : '…'}</b>
      <small>
        {sums.map(({ amount, currency }) => format.money(amount, currency)).join(' + ')}
      </small>
    </Link>
  );
}

/** Everything open: the boards do not overlap, but for what asks for attention. */
function allOpen(boards: OverdueList['boards']): CaseFigure {
  const own = standing.map((board) => boards[board]);
  const currencies = [...new Set(own.flatMap(({ amount }) => amount.map((sum) => sum.currency)))];
  return {
    count: own.reduce((sum, { count }) => sum + count, 0),
    amount: currencies.map((currency) => ({
      currency,
      amount: own
        .flatMap(({ amount }) => amount)
        .filter((sum) => sum.currency === currency)
        .reduce((sum, { amount }) => sum + amount, 0),
    })),
  };
}
