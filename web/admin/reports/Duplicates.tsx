import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DuplicatePerson, DuplicateSubscriptions } from '../../api/reports.ts';
import { digitsOf, EmptyState, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { Loaded, type ReportColumn, ReportTable } from './ReportParts.tsx';
import { useReport } from './useReport.ts';

type Answer<Row> = { items: Row[] };

const shown = 500;

/** What is there twice: a plan held twice, and people who may be the same. */
export function Duplicates() {
  return (
    <>
      <TwiceHeld />
      <TwiceKnown />
    </>
  );
}

function TwiceHeld() {
  const { t } = useTranslation('reports');
  const query = useReport<Answer<DuplicateSubscriptions>>('duplicates/subscriptions');
  const columns = useHeldColumns();
  return (
    <section className={shared.section}>
      <h2>{t('duplicates.subscriptions')}</h2>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('duplicates.no_subscriptions')} />
          ) : (
            <ReportTable
              label={t('duplicates.subscriptions')}
              file="duplicate-subscriptions"
              columns={columns}
              rows={items}
              rowKey={(row) => `${row.contact_id} ${row.plan_id} ${row.currency}`}
            />
          )
        }
      </Loaded>
    </section>
  );
}

function TwiceKnown() {
  const { t } = useTranslation('reports');
  const query = useReport<Answer<DuplicatePerson>>('duplicates/people');
  const columns = usePeopleColumns();
  return (
    <section className={shared.section}>
      <h2>{t('duplicates.people')}</h2>
      <p className="muted">{t('duplicates.people_text')}</p>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('duplicates.no_people')} />
          ) : (
            <>
              {items.length === shown ? <p className="muted">{t('duplicates.first')}</p> : null}
              <ReportTable
                label={t('duplicates.people')}
                file="duplicate-people"
                columns={columns}
                rows={items}
                rowKey={(row) => `${row.reason} ${row.contact_id}`}
              />
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function usePerson<Row extends { contact_id: string; name: string }>(): ReportColumn<Row> {
  const { t } = useTranslation('reports');
  const { org } = useOrganization();
  return {
    key: 'name',
    header: t('people.name'),
    title: t('people.name'),
    cell: (row) => (
      <Link className={shared.linkRow} to={`/o/${org}/people/${row.contact_id}` as string}>
        {row.name}
      </Link>
    ),
    raw: (row) => row.name,
  };
}

function useHeldColumns(): ReportColumn<DuplicateSubscriptions>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const allowed = (row: DuplicateSubscriptions) =>
    t(row.allowed ? 'duplicates.allowed' : 'duplicates.not_allowed');
  return [
    usePerson<DuplicateSubscriptions>(),
    {
      key: 'plan',
      header: t('duplicates.plan'),
      title: t('duplicates.plan'),
      cell: (row) => row.plan_name,
      raw: (row) => row.plan_name,
    },
    {
      key: 'running',
      header: t('duplicates.running'),
      title: t('duplicates.running'),
      align: 'end',
      cell: (row) => format.number(row.running),
      raw: (row) => row.running,
    },
    {
      key: 'first',
      header: t('duplicates.first_on'),
      title: t('duplicates.first_on'),
      cell: (row) => format.shortDate(row.first_on),
      raw: (row) => row.first_on,
    },
    {
      key: 'latest',
      header: t('duplicates.latest_on'),
      title: t('duplicates.latest_on'),
      cell: (row) => format.shortDate(row.latest_on),
      raw: (row) => row.latest_on,
    },
    {
      key: 'amount',
      header: t('duplicates.amount'),
      title: t('duplicates.amount'),
      align: 'end',
      cell: (row) => format.money(row.amount, row.currency),
      raw: (row) => row.amount / 10 ** digitsOf(row.currency),
    },
    {
      key: 'allowed',
      header: t('duplicates.rule'),
      title: t('duplicates.rule'),
      cell: allowed,
      raw: allowed,
    },
  ];
}

function usePeopleColumns(): ReportColumn<DuplicatePerson>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const reason = (row: DuplicatePerson) => t(`duplicates.same.${row.reason}`);
  return [
    {
      key: 'reason',
      header: t('duplicates.reason'),
      title: t('duplicates.reason'),
      cell: reason,
      raw: reason,
    },
    usePerson<DuplicatePerson>(),
    {
      key: 'email',
      header: t('duplicates.email'),
      title: t('duplicates.email'),
      cell: (row) => row.email ?? '—',
      raw: (row) => row.email,
    },
    {
      key: 'phone',
      header: t('duplicates.phone'),
      title: t('duplicates.phone'),
      cell: (row) => row.phone ?? '—',
      raw: (row) => row.phone,
    },
    {
      key: 'running',
      header: t('duplicates.running'),
      title: t('duplicates.running'),
      align: 'end',
      cell: (row) => format.number(row.running),
      raw: (row) => row.running,
    },
    {
      key: 'since',
      header: t('duplicates.since'),
      title: t('duplicates.since'),
      cell: (row) => format.shortDate(row.since),
      raw: (row) => row.since,
    },
  ];
}
