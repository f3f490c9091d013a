import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type RenewalBoard, type RenewalList, renewalBoards } from '../../api/renewals.ts';
import { useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from '../overdue/Overdue.module.css';
import { useChosenInSight } from '../shared/useChosenInSight.ts';

type Props = { chosen: RenewalBoard; counts: RenewalList['counts'] | undefined };

const waiting: readonly RenewalBoard[] = ['to_remind', 'change_requested', 'intervention'];

/** The boards in the order they are read, each with how many are on it. */
export function BoardNav({ chosen, counts }: Props) {
  const { t } = useTranslation('renewals');
  const format = useFormat();
  const { org } = useOrganization();
  const bar = useChosenInSight(chosen);
  return (
    <nav ref={bar} className={classes.boards} aria-label={t('boards')}>
      {renewalBoards.map((board) => (
        <Link
          key={board}
          to={`/o/${org}/renewals` as string}
          search={
            ((now: object) => ({
              ...now,
              open: undefined,
              board: board === 'all' ? undefined : board,
            })) as never
          }
          activeOptions={{ exact: true, explicitUndefined: true }}
          data-on={board === chosen || undefined}
          data-urgent={(waiting.includes(board) && (counts?.[board] ?? 0) > 0) || undefined}
          aria-current={board === chosen ? 'true' : undefined}
        >
          <span>{t(`board.${board}`)}</span>
          <b>{counts ? format.number(counts[board]) : '…'}</b>
        </Link>
      ))}
    </nav>
  );
}
