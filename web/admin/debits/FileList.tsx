import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DebitFile } from '../../api/debits.ts';
import { Amount, DateText, PlainTable } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { FileState } from './FileState.tsx';

/** The files made, latest first; each leads to its debits. */
export function FileList({ files }: { files: DebitFile[] }) {
  const { t } = useTranslation('debits');
  return (
    <PlainTable
      label={t('files.title')}
      rows={files}
      rowKey={(file) => file.id}
      columns={[
        {
          key: 'number',
          header: t('column.file'),
          narrow: 'title',
          cell: (file) => (
            <Link className={`${shared.linkRow} nowrap`} to="." search={{ open: file.id } as never}>
              {t('file.title', { number: file.number })}
            </Link>
          ),
        },
        {
          key: 'day',
          header: t('column.collected'),
          cell: (file) => <DateText value={file.collect_on} />,
        },
        { key: 'state', header: t('column.state'), cell: (file) => <FileState file={file} /> },
        {
          key: 'count',
          header: t('column.debits'),
          align: 'end',
          narrow: 'named',
          cell: (file) => file.count,
        },
        {
          key: 'total',
          header: t('column.amount'),
          align: 'end',
          narrow: 'figure',
          cell: (file) => <Amount minor={file.total} currency="EUR" />,
        },
        {
          key: 'returned',
          header: t('column.returned'),
          align: 'end',
          narrow: 'named',
          cell: (file) =>
            file.returned.count > 0 ? <Amount minor={file.returned.total} currency="EUR" /> : null,
        },
      ]}
    />
  );
}
