import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DebitFileDetail } from '../../api/debits.ts';
import { Callout, ErrorState, Facts, PageHeader, Totals, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { FileActs } from './FileActs.tsx';
import { FileDebits } from './FileDebits.tsx';
import { FileState } from './FileState.tsx';
import { debitFileQuery } from './queries.ts';

/** One file for the bank: what to do with it, and what became of its debits. */
export function FilePage({ id }: { id: string }) {
  const { t } = useTranslation('debits');
  const { org } = useOrganization();
  const file = useQuery(debitFileQuery(org, id));
  if (file.isError) {
    return <ErrorState error={file.error} onRetry={() => void file.refetch()} />;
  }
  if (!file.data) return <SkeletonLines lines={8} />;
  return (
    <>
      <PageHeader
        title={t('file.title', { number: file.data.number })}
        actions={
          <>
            <Button variant="subtle" component={Link} to={`/o/${org}/debits` as string}>
              {t('file.all')}
            </Button>
            <FileActs file={file.data} />
          </>
        }
      />
      <Next file={file.data} />
      <Sums file={file.data} />
      <About file={file.data} />
      {file.data.debits.length > 0 ? (
        <section className={shared.section}>
          <h2>{t('file.debits')}</h2>
          <FileDebits file={file.data} />
        </section>
      ) : null}
    </>
  );
}

/** What comes next, in a sentence. */
function Next({ file }: { file: DebitFileDetail }) {
  const { t } = useTranslation('debits');
  const format = useFormat();
  const { state, collect_on, settles_on, settled, returned, count } = file;
  const day = format.longDate(collect_on);
  if (state === 'cancelled') return <Callout tone="info">{t('next.cancelled')}</Callout>;
  if (state === 'made') {
    const isLate = collect_on <= format.today;
    return (
      <Callout tone={isLate ? 'bad' : 'warn'}>
        {isLate ? t('next.late', { day }) : t('next.made', { day })}
      </Callout>
    );
  }
  if (settled.count + returned.count === count) return null;
  return (
    <Callout tone="info">{t('next.sent', { day, settles: format.longDate(settles_on) })}</Callout>
  );
}

function Sums({ file }: { file: DebitFileDetail }) {
  const { t } = useTranslation('debits');
  const format = useFormat();
  const { count, total, settled, returned } = file;
  const money = (minor: number) => format.money(minor, 'EUR');
  return (
    <Totals
      items={[
        { key: 'count', value: format.number(count), label: t('waiting.debits', { count }) },
        { key: 'total', value: money(total), label: t('file.total') },
        { key: 'settled', value: money(settled.total), label: t('file.settled') },
        { key: 'returned', value: money(returned.total), label: t('file.returned') },
      ]}
    />
  );
}

function About({ file }: { file: DebitFileDetail }) {
  const { t } = useTranslation('debits');
  const format = useFormat();
  return (
    <Facts
      label={t('file.about')}
      facts={[
        { key: 'state', label: t('column.state'), value: <FileState file={file} /> },
        { key: 'day', label: t('column.collected'), value: format.fullDate(file.collect_on) },
        { key: 'settles', label: t('file.settles'), value: format.fullDate(file.settles_on) },
        { key: 'name', label: t('file.name'), value: file.file_name },
        { key: 'message', label: t('file.message'), value: file.message_id },
      ]}
    />
  );
}
