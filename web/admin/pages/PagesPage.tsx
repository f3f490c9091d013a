import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PageLine } from '../../api/pages.ts';
import {
  EmptyState,
  ErrorState,
  PageHeader,
  type PlainColumn,
  PlainTable,
  StatusDot,
  useFormat,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { OrderButtons, useOrder } from '../shared/Order.tsx';
import shared from '../shared/Page.module.css';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { pageListQuery } from './queries.ts';

/** What the organization writes, and for whom. */
export function PagesPage() {
  const { t } = useTranslation('pages');
  const { org, can } = useOrganization();
  const list = useQuery(pageListQuery(org));
  const items = list.data?.items ?? [];
  const columns = useColumns(items);
  const add = can('plans.write') ? (
    <Button variant="filled" component={Link} to={`/o/${org}/pages/new` as string}>
      {t('add')}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} actions={add} />
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <SkeletonLines /> : null}
      {items.length > 0 ? (
        <div className={shared.below}>
          <PlainTable label={t('title')} rows={items} rowKey={({ id }) => id} columns={columns} />
        </div>
      ) : null}
      {list.data && items.length === 0 ? (
        <EmptyState title={t('empty.title')} actions={add}>
          {t('empty.text')}
        </EmptyState>
      ) : null}
    </>
  );
}

function useColumns(items: PageLine[]): PlainColumn<PageLine>[] {
  const { t } = useTranslation('pages');
  const { org, can } = useOrganization();
  const move = useOrder(items, 'page');
  const order: PlainColumn<PageLine> = {
    key: 'order',
    header: <span className="sr">{t('column.order')}</span>,
    align: 'end',
    cell: (page) => (
      <OrderButtons
        at={items.indexOf(page)}
        of={items.length}
        label={(key, place) => t(`order.${key}`, { ...place, name: page.title })}
        onMove={move}
      />
    ),
  };
  return [
    {
      key: 'title',
      header: t('column.title'),
      narrow: 'title',
      cell: ({ id, title }) => (
        <Link to={`/o/${org}/pages/${id}` as string} className={shared.linkRow}>
          {title}
        </Link>
      ),
    },
    { key: 'path', header: t('column.path'), cell: ({ path }) => `/${path}` },
    { key: 'audience', header: t('column.audience'), cell: (page) => <Audience page={page} /> },
    { key: 'state', header: t('column.state'), cell: (page) => <State page={page} /> },
    ...(can('plans.write') ? [order] : []),
  ];
}

/** Whom it opens to, and when: "Gold, Silver · 7 days after joining". */
function Audience({ page }: { page: PageLine }) {
  const { t } = useTranslation('pages');
  const format = useFormat();
  const { audience, plans, after_days: days } = page;
  const whom =
    audience === 'plans'
      ? format.list(plans.map(({ name }) => name)) || t('audience.nobody')
      : t(`audience.${audience}`);
  return (
    <>
      {whom}
      {days > 0 ? <span className="muted"> · {t('after', { count: days })}</span> : null}
    </>
  );
}

function State({ page }: { page: PageLine }) {
  const { t } = useTranslation('pages');
  return page.published ? (
    <StatusDot tone="good">{t('state.published')}</StatusDot>
  ) : (
    <StatusDot tone="idle">{t('state.draft')}</StatusDot>
  );
}
