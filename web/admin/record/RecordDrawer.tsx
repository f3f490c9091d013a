import { ActionIcon } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../api/people.ts';
import { ErrorState, Loading, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Record.module.css';
import { RecordActions } from './RecordActions.tsx';
import { RecordFacts } from './RecordFacts.tsx';
import { RecordHead } from './RecordHead.tsx';
import { RecordNotices } from './RecordNotices.tsx';
import { RecordTabs } from './RecordTabs.tsx';
import { useRecord } from './useRecord.ts';

type Props = {
  id: string;
  row?: PersonRow;
  /** Where this person stands in the list beside. */
  place: { at: number; of: number } | null;
  onClose: () => void;
};

const route = getRouteApi('/o/$org/people');

/** The record over the right half of the list. */
export function RecordDrawer({ id, row, place, onClose }: Props) {
  const { record, contact } = useRecord(id, row);
  const { tab, act } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (change: { tab?: string; act?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const tools = <Tools id={id} place={place} onClose={onClose} />;
  if (contact.isError) {
    return (
      <div className={classes.head}>
        {tools}
        <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />
      </div>
    );
  }
  if (!record) {
    return (
      <div className={classes.head}>
        {tools}
        <Loading />
      </div>
    );
  }
  return (
    <>
      <div className={classes.head}>
        <RecordHead record={record} as="h2" tools={tools} />
        <RecordNotices record={record} />
        <RecordActions
          record={record}
          act={act}
          onAct={(next) => go({ act: next ?? undefined })}
          onGone={onClose}
        />
        <RecordFacts record={record} />
      </div>
      <RecordTabs record={record} tab={tab} onTab={(next) => go({ tab: next })} />
    </>
  );
}

function Tools({ id, place, onClose }: Pick<Props, 'id' | 'place' | 'onClose'>) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { org } = useOrganization();
  return (
    <span className={classes.tools}>
      {place ? (
        <span className="muted">
          {format.number(place.at)} / {format.number(place.of)}
        </span>
      ) : null}
      <Link
        to="/o/$org/people/$contact"
        params={{ org, contact: id }}
        search={{}}
        className={classes.full}
        title={t('open_fully')}
        aria-label={t('open_fully')}
      >
        <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M9 3h4v4M13 3L8.5 7.5M7 13H3V9M3 13l4.5-4.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
          />
        </svg>
      </Link>
      <ActionIcon aria-label={t('close')} onClick={onClose}>
        ✕
      </ActionIcon>
    </span>
  );
}
