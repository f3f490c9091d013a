import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState, PageHeader } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { PageEditor } from './PageEditor.tsx';
import { pageQuery } from './queries.ts';

const route = getRouteApi('/o/$org/pages/$page');

/** One page: written, protected, looked at as somebody, saved. */
export function PagePage() {
  const { t } = useTranslation('pages');
  const { org } = useOrganization();
  const { page: id } = route.useParams();
  const isNew = id === 'new';
  const page = useQuery({ ...pageQuery(org, id), enabled: !isNew });
  const seen = page.data?.published ? `/portal/${org}/pages/${page.data.path}` : null;
  return (
    <>
      <PageHeader
        title={page.data?.title ?? (isNew ? t('add') : t('page'))}
        subtitle={
          <Link to={`/o/${org}/pages` as string}>
            {'‹ '}
            {t('all')}
          </Link>
        }
        actions={
          seen ? (
            <Button variant="subtle" component="a" href={seen}>
              {t('see')}
            </Button>
          ) : null
        }
      />
      {page.isError ? <ErrorState error={page.error} onRetry={() => void page.refetch()} /> : null}
      {page.isLoading ? <SkeletonLines lines={10} /> : null}
      {isNew || page.data ? <PageEditor key={id} page={page.data} /> : null}
    </>
  );
}
