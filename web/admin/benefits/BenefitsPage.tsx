import { Button, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Benefit } from '../../api/benefits.ts';
import {
  Drawer,
  EmptyState,
  ErrorState,
  PageHeader,
  type PlainColumn,
  PlainTable,
  useFormat,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { BenefitDrawer } from './BenefitDrawer.tsx';
import { BenefitProgress } from './BenefitProgress.tsx';
import { benefitListQuery } from './queries.ts';
import { useSettled } from './useSettled.ts';

const route = getRouteApi('/o/$org/benefits');

/** What plans give, and how much of it is delivered this month. */
export function BenefitsPage() {
  const { t } = useTranslation('benefits');
  const { org, can } = useOrganization();
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  useSettled();
  const list = useQuery(benefitListQuery(org));
  const items = list.data?.items ?? [];
  const chosen = items.find(({ id }) => id === open);
  const go = (next?: string) =>
    void navigate({ search: (now) => ({ ...now, open: next }), replace: open !== undefined });
  const columns = useBenefitColumns(list.data?.month, go);
  const add = can('plans.write') ? (
    <Button variant="filled" onClick={() => go('new')}>
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
      {chosen || open === 'new' ? (
        <Drawer label={chosen?.name ?? t('add')} onClose={() => go()}>
          <BenefitDrawer
            key={`${chosen?.id}:${chosen?.version}`}
            benefit={chosen}
            onClose={() => go()}
          />
        </Drawer>
      ) : null}
    </>
  );
}

function useBenefitColumns(
  month: string | undefined,
  onOpen: (id: string) => void,
): PlainColumn<Benefit>[] {
  const { t } = useTranslation('benefits');
  const format = useFormat();
  const { can } = useOrganization();
  const shown = month ? format.monthOf(`${month}-01`) : '';
  const edit: PlainColumn<Benefit> = {
    key: 'edit',
    header: <span className="sr">{t('edit')}</span>,
    align: 'end',
    cell: (benefit) => (
      <UnstyledButton
        className={shared.linkRow}
        aria-label={`${t('edit')}: ${benefit.name}`}
        onClick={() => onOpen(benefit.id)}
      >
        {t('edit')}
      </UnstyledButton>
    ),
  };
  return [
    {
      key: 'name',
      header: t('column.name'),
      narrow: 'title',
      cell: (benefit) => <BenefitName benefit={benefit} />,
    },
    {
      key: 'progress',
      header: t('column.progress', { month: shown }),
      cell: (benefit) => <BenefitProgress benefit={benefit} />,
    },
    {
      key: 'earlier',
      header: t('column.earlier'),
      narrow: 'named',
      cell: (benefit) => (benefit.progress.earlier > 0 ? <Earlier benefit={benefit} /> : null),
    },
    {
      key: 'delivery',
      header: t('column.delivery'),
      cell: ({ delivery }) => t(`short.${delivery}`),
    },
    {
      key: 'plans',
      header: t('column.plans'),
      cell: ({ plans }) =>
        plans.length > 0 ? (
          format.list(plans.map(({ name }) => name))
        ) : (
          <span className="muted">{t('no_plan')}</span>
        ),
    },
    ...(can('plans.write') ? [edit] : []),
  ];
}

/** Leads to its deliveries, where there are any. */
function BenefitName({ benefit }: { benefit: Benefit }) {
  const { org } = useOrganization();
  if (benefit.delivery === 'none') return <span className="strong">{benefit.name}</span>;
  return (
    <Link to={`/o/${org}/benefits/${benefit.id}` as string} className={shared.linkRow}>
      {benefit.name}
    </Link>
  );
}

function Earlier({ benefit }: { benefit: Benefit }) {
  const { t } = useTranslation('benefits');
  const format = useFormat();
  const { org } = useOrganization();
  const { earlier } = benefit.progress;
  return (
    <Link
      to={`/o/${org}/benefits/${benefit.id}` as string}
      search={{ month: 'all' } as never}
      aria-label={`${benefit.name}: ${t('see_earlier')}`}
    >
      {t('earlier', { count: earlier, number: format.number(earlier) })}
    </Link>
  );
}
