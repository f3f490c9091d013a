import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState, Loading, useKeys } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Record.module.css';
import { RecordActions } from './RecordActions.tsx';
import { RecordFacts } from './RecordFacts.tsx';
import { RecordHead } from './RecordHead.tsx';
import { RecordNotices } from './RecordNotices.tsx';
import { RecordTabs } from './RecordTabs.tsx';
import { useRecord } from './useRecord.ts';

const route = getRouteApi('/o/$org/people/$contact');

/** The record as a page of its own: facts on the left, what happened on the right. */
export function RecordPage() {
  const { t } = useTranslation('record');
  const { org } = useOrganization();
  const { contact: id } = route.useParams();
  const { tab, act } = route.useSearch();
  const navigate = route.useNavigate();
  const { record, contact } = useRecord(id);
  const go = (change: { tab?: string; act?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const toList = () => void navigate({ to: '/o/$org/people', params: { org }, search: {} });
  useKeys({ Escape: toList });
  if (contact.isError) {
    return <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />;
  }
  if (!record) return <Loading />;
  return (
    <>
      <Link to="/o/$org/people" params={{ org }} search={{}} className={classes.back}>
        ← {t('back')}
      </Link>
      <div className={classes.pageHead}>
        <RecordHead record={record} as="h1" />
        <RecordActions
          record={record}
          act={act}
          onAct={(next) => go({ act: next ?? undefined })}
          onGone={toList}
        />
      </div>
      <RecordNotices record={record} />
      <div className={classes.page}>
        <div className={classes.left}>
          <RecordFacts record={record} />
        </div>
        <div className={classes.right}>
          <RecordTabs record={record} tab={tab} onTab={(next) => go({ tab: next })} />
        </div>
      </div>
    </>
  );
}
