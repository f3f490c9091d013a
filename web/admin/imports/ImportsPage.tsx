import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportSummary } from '../../api/imports.ts';
import {
  DateText,
  EmptyState,
  ErrorState,
  PageHeader,
  PlainTable,
  useFormat,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import shared from '../shared/Page.module.css';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { ImportStatus } from './ImportStatus.tsx';
import { importListQuery, importQuery } from './queries.ts';
import { UploadBox } from './UploadBox.tsx';

/** A file in, and the files that came before. */
export function ImportsPage() {
  const { t } = useTranslation('imports');
  const { org, can } = useOrganization();
  const navigate = useNavigate();
  const imports = useQuery({ ...importListQuery(org), enabled: can('people.import') });
  if (!can('people.import')) {
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState title={t('not_allowed')}>{t('not_allowed_text')}</EmptyState>
      </>
    );
  }
  const items = imports.data?.items ?? [];
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <UploadBox
        onUploaded={(detail) => {
          queryClient.setQueryData(importQuery(org, detail.id).queryKey, detail);
          void queryClient.invalidateQueries(importListQuery(org));
          void navigate({ to: `/o/${org}/imports/${detail.id}` as string });
        }}
      />
      {imports.isError ? (
        <ErrorState error={imports.error} onRetry={() => void imports.refetch()} />
      ) : null}
      {imports.isPending ? <SkeletonLines lines={3} /> : null}
      {items.length > 0 ? <PastImports items={items} /> : null}
    </>
  );
}

function PastImports({ items }: { items: ImportSummary[] }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { org } = useOrganization();
  const count = (value: number | undefined) =>
    value ? format.number(value) : <span className="muted">—</span>;
  return (
    <section className={shared.section}>
      <h2>{t('past')}</h2>
      <PlainTable
        label={t('past')}
        rows={items}
        rowKey={(item) => item.id}
        columns={[
          {
            key: 'file',
            header: t('column.file'),
            cell: (item) => (
              <Link className={shared.linkRow} to={`/o/${org}/imports/${item.id}` as string}>
                {item.file_name}
              </Link>
            ),
          },
          {
            key: 'state',
            header: t('column.state'),
            cell: (item) => <ImportStatus state={item.state} />,
          },
          {
            key: 'at',
            header: t('column.at'),
            cell: (item) => <DateText value={item.finished_at ?? item.created_at} as="moment" />,
          },
          {
            key: 'rows',
            header: t('column.rows'),
            align: 'end',
            cell: (item) => count(item.row_count),
          },
          {
            key: 'created',
            header: t('column.created'),
            align: 'end',
            cell: (item) => count(item.counts.created),
          },
          {
            key: 'updated',
            header: t('column.updated'),
            align: 'end',
            cell: (item) => count(item.counts.updated),
          },
          {
            key: 'refused',
            header: t('column.refused'),
            align: 'end',
            cell: (item) => count(item.counts.refused),
          },
        ]}
      />
    </section>
  );
}
