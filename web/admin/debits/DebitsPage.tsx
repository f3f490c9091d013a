import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, PageHeader } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { BankFileList } from './BankFileList.tsx';
import { FileList } from './FileList.tsx';
import { FilePage } from './FilePage.tsx';
import { debitFilesQuery } from './queries.ts';
import { WaitingPart } from './WaitingPart.tsx';

const route = getRouteApi('/o/$org/debits');

/** Direct debits by files: what waits, the files made, and what banks sent back. */
export function DebitsPage() {
  const { open } = route.useSearch();
  return open ? <FilePage id={open} /> : <Overview />;
}

function Overview() {
  const { t } = useTranslation('debits');
  const { org } = useOrganization();
  const files = useQuery(debitFilesQuery(org));
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('lead')}
        actions={
          <Button variant="subtle" component={Link} to={`/o/${org}/invoices` as string}>
            {t('to_invoices')}
          </Button>
        }
      />
      {files.isPending ? <SkeletonLines lines={6} /> : null}
      {files.isError ? (
        <ErrorState error={files.error} onRetry={() => void files.refetch()} />
      ) : null}
      {files.data && !files.data.waiting && files.data.items.length === 0 ? <NotConnected /> : null}
      {files.data?.waiting ? <WaitingPart waiting={files.data.waiting} /> : null}
      {files.data && files.data.items.length > 0 ? (
        <section className={shared.section}>
          <h2>{t('files.title')}</h2>
          <FileList files={files.data.items} />
        </section>
      ) : null}
      {files.data?.waiting ? <BankFileList /> : null}
    </>
  );
}

function NotConnected() {
  const { t } = useTranslation('debits');
  const { org, can } = useOrganization();
  return (
    <EmptyState
      title={t('not_connected')}
      actions={
        can('settings.write') ? (
          <Button
            component={Link}
            to={`/o/${org}/settings` as string}
            search={{ section: 'payments' } as never}
          >
            {t('connect')}
          </Button>
        ) : null
      }
    >
      {t('not_connected_text')}
    </EmptyState>
  );
}
