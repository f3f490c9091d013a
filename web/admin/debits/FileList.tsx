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
        { key: 'count', header: t('column.debits'), align: 'end', cell: (file) => file.count },
        {
          key: 'total',
          header: t('column.amount'),
          align: 'end',
          cell: (file) => <Amount minor={file.total} currency="EUR" />,
        },
        {
          key: 'returned',
          header: t('column.returned'),
          align: 'end',
          cell: (file) =>
            file.returned.count > 0 ? (
              <Amount minor={file.returned.total} currency="EUR" />
            ) : (
              <span className="muted">—</span>
            ),
        },
      ]}
      compact={(file) => <FileCompact file={file} />}
    />
  );
}

/** A file on a phone: which and how much; its state, its day and how many came back. */
function FileCompact({ file }: { file: DebitFile }) {
  const { t } = useTranslation('debits');
  return (
    <div className={shared.compact}>
      <span>
        <Link className={shared.linkRow} to="." search={{ open: file.id } as never}>
          {t('file.title', { number: file.number })}
        </Link>
      </span>
      <span className="num">
        <Amount minor={file.total} currency="EUR" />
      </span>
      <span className="small">
        <FileState file={file} />
      </span>
      <span className="soft small">
        {file.count} {t('waiting.debits', { count: file.count })} ·{' '}
        <DateText value={file.collect_on} />
      </span>
      {file.returned.count > 0 ? (
        <span className="soft small">
          {t('column.returned')} <Amount minor={file.returned.total} currency="EUR" />
        </span>
      ) : null}
    </div>
  );
}
