import { Button, FileButton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BankFile } from '../../api/debits.ts';
import { api } from '../../api/http.ts';
import {
  Callout,
  DateText,
  ErrorState,
  PlainTable,
  useFormat,
  useSentence,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import shared from '../shared/Page.module.css';
import { BankEntries } from './BankEntries.tsx';
import { bankFilesQuery } from './queries.ts';

type Read = BankFile & { again: boolean };

/** What banks sent back: a file is read here, and every line of it is shown. */
export function BankFileList() {
  const { t } = useTranslation('debits');
  const { org, path, can } = useOrganization();
  const files = useQuery(bankFilesQuery(org));
  const read = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.append('file', file);
      return api.post<Read>(`${path}/debit-returns`, { body });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['org', org] }),
  });
  return (
    <section className={shared.section}>
      <h2>{t('bank.title')}</h2>
      <p className={shared.lead}>{t('bank.text')}</p>
      {can('billing.write') ? (
        <FileButton accept=".xml,application/xml,text/xml" onChange={(f) => f && read.mutate(f)}>
          {(props) => (
            <Button {...props} loading={read.isPending}>
              {t('bank.read')}
            </Button>
          )}
        </FileButton>
      ) : null}
      <Result read={read.data} error={read.error} />
      {files.isError ? (
        <ErrorState error={files.error} onRetry={() => void files.refetch()} />
      ) : null}
      {files.data && files.data.items.length > 0 ? <Earlier files={files.data.items} /> : null}
    </section>
  );
}

function Result({ read, error }: { read: Read | undefined; error: unknown }) {
  const { t } = useTranslation('debits');
  const sentence = useSentence();
  if (error) {
    return (
      <div role="alert" className={shared.below}>
        <Callout tone="bad">{sentence(error)}</Callout>
      </div>
    );
  }
  if (!read) return null;
  const done = read.entries.filter(({ outcome }) => outcome === 'returned').length;
  return (
    <div role="status" className={shared.below}>
      <Callout tone={read.again ? 'info' : 'good'}>
        {read.again ? t('bank.again', { name: read.name }) : t('bank.done', { count: done })}
      </Callout>
      <BankEntries entries={read.entries} label={read.name} />
    </div>
  );
}

function Earlier({ files }: { files: BankFile[] }) {
  const { t } = useTranslation('debits');
  const format = useFormat();
  const open = files.flatMap(({ entries }) =>
    entries.filter(({ outcome }) => outcome !== 'returned' && outcome !== 'already'),
  );
  return (
    <>
      {open.length > 0 ? (
        <section className={shared.section}>
          <h2>{t('bank.open')}</h2>
          <BankEntries entries={open} label={t('bank.open')} />
        </section>
      ) : null}
      <section className={shared.section}>
        <h2>{t('bank.earlier')}</h2>
        <PlainTable
          label={t('bank.earlier')}
          rows={files}
          rowKey={(file) => file.id}
          columns={[
            { key: 'name', header: t('column.name'), narrow: 'title', cell: (file) => file.name },
            { key: 'kind', header: t('column.kind'), cell: (file) => file.kind },
            {
              key: 'at',
              header: t('column.read'),
              cell: (file) => <DateText value={file.read_at} as="moment" />,
            },
            {
              key: 'lines',
              header: t('column.lines'),
              align: 'end',
              narrow: 'named',
              cell: (file) => format.number(file.entries.length),
            },
          ]}
        />
      </section>
    </>
  );
}
