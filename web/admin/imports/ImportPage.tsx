import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../api/imports.ts';
import { ErrorState, PageHeader } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { useRunningWork } from '../shared/useWork.ts';
import { CheckResults } from './CheckResults.tsx';
import { Columns } from './Columns.tsx';
import { CommitBar } from './CommitBar.tsx';
import { Done } from './Done.tsx';
import classes from './Imports.module.css';
import { Options } from './Options.tsx';
import { importQuery } from './queries.ts';
import { useImport } from './useImport.ts';

const route = getRouteApi('/o/$org/imports/$import');

/** One import from columns to report. */
export function ImportPage() {
  const { t } = useTranslation('imports');
  const { org } = useOrganization();
  const { import: id } = route.useParams();
  const detail = useQuery(importQuery(org, id));
  return (
    <>
      <PageHeader
        title={detail.data?.file_name ?? t('title')}
        actions={
          <Button variant="subtle" component={Link} to={`/o/${org}/imports` as string}>
            {t('back')}
          </Button>
        }
      />
      {detail.isError ? (
        <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
      ) : null}
      {detail.isPending ? <SkeletonLines lines={8} /> : null}
      {detail.data ? <OneImport detail={detail.data} /> : null}
    </>
  );
}

function OneImport({ detail }: { detail: ImportDetail }) {
  const running = useRunningWork('import', 'import_undo');
  const change = useImport(detail.id);
  const isOver = detail.state === 'done' || detail.state === 'undone';
  return (
    <>
      <Recognized detail={detail} />
      {isOver ? (
        <Done key={running} detail={detail} running={running} />
      ) : (
        <>
          <Columns detail={detail} change={change} />
          <Options detail={detail} change={change} />
          <CheckResults detail={detail} change={change} />
          <CommitBar key={running} detail={detail} change={change} running={running} />
        </>
      )}
    </>
  );
}

/** What was recognized about the file, before anything is written. */
function Recognized({ detail }: { detail: ImportDetail }) {
  const { t } = useTranslation('imports');
  const { recognized, profile } = detail;
  const separators: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab' };
  const separator = recognized.separator ? separators[recognized.separator] : undefined;
  return (
    <p className={classes.recognized}>
      <span>{t('recognized.rows', { count: detail.row_count })}</span>
      <span>{recognized.format === 'xlsx' ? t('recognized.xlsx') : t('recognized.csv')}</span>
      {recognized.encoding ? <span>{recognized.encoding}</span> : null}
      {separator ? <span>{t(`recognized.${separator as 'comma'}`)}</span> : null}
      {profile === 'generic' ? null : <span>{t('recognized.profile', { profile })}</span>}
    </p>
  );
}
