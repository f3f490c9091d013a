import { useTranslation } from 'react-i18next';
import type { DuplicatePerson, DuplicateSubscriptions } from '../../api/reports.ts';
import { digitsOf, EmptyState, useFormat } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { plainColumn, usePersonColumn } from './columns.tsx';
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

function useHeldColumns(): ReportColumn<DuplicateSubscriptions>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  return [
    usePersonColumn<DuplicateSubscriptions>(),
    plainColumn({ key: 'plan', title: t('duplicates.plan'), raw: (row) => row.plan_name }),
    plainColumn({
      key: 'running',
      title: t('duplicates.running'),
      align: 'end',
      cell: (row) => format.number(row.running),
      raw: (row) => row.running,
    }),
    plainColumn({
      key: 'first',
      title: t('duplicates.first_on'),
      cell: (row) => format.shortDate(row.first_on),
      raw: (row) => row.first_on,
    }),
    plainColumn({
      key: 'latest',
      title: t('duplicates.latest_on'),
      cell: (row) => format.shortDate(row.latest_on),
      raw: (row) => row.latest_on,
    }),
    plainColumn({
      key: 'amount',
      title: t('duplicates.amount'),
      align: 'end',
      cell: (row) => format.money(row.amount, row.currency),
      raw: (row) => row.amount / 10 ** digitsOf(row.currency),
    }),
    plainColumn({
      key: 'allowed',
      title: t('duplicates.rule'),
      raw: (row) => t(row.allowed ? 'duplicates.allowed' : 'duplicates.not_allowed'),
    }),
  ];
}

function usePeopleColumns(): ReportColumn<DuplicatePerson>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  return [
    plainColumn({
      key: 'reason',
      title: t('duplicates.reason'),
      raw: (row) => t(`duplicates.same.${row.reason}`),
    }),
    usePersonColumn<DuplicatePerson>(),
    plainColumn({ key: 'email', title: t('duplicates.email'), raw: (row) => row.email }),
    plainColumn({ key: 'phone', title: t('duplicates.phone'), raw: (row) => row.phone }),
    plainColumn({
      key: 'running',
      title: t('duplicates.running'),
      align: 'end',
      cell: (row) => format.number(row.running),
      raw: (row) => row.running,
    }),
    plainColumn({
      key: 'since',
      title: t('duplicates.since'),
      cell: (row) => format.shortDate(row.since),
      raw: (row) => row.since,
    }),
  ];
}
