import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxRow } from '../../api/outbox.ts';
import { type Column, DateText } from '../../ui/index.ts';
import { MessageState } from './MessageState.tsx';

/** The columns of the outbox. */
export function useMessageColumns(): Column<OutboxRow>[] {
  const { t } = useTranslation('messages');
  return useMemo<Column<OutboxRow>[]>(
    () => [
      {
        id: 'subject',
        header: t('column.subject'),
        size: 320,
        fixed: true,
        cell: (row) => (
          <>
            <span className="strong">{row.subject}</span>
            {row.attachments.length > 0 ? <span className="muted"> · PDF</span> : null}
          </>
        ),
      },
      {
        id: 'name',
        header: t('column.name'),
        size: 160,
        cell: (row) => row.contact?.name ?? <span className="muted">—</span>,
      },
      {
        id: 'to',
        header: t('column.to'),
        size: 210,
        cell: (row) => row.to ?? <span className="muted">—</span>,
      },
      {
        id: 'template',
        header: t('column.template'),
        size: 150,
        cell: (row) =>
          t(`template.${row.template as 'invoice'}`, {
            defaultValue: row.template.replaceAll('_', ' '),
          }),
      },
      {
        id: 'state',
        header: t('column.state'),
        size: 120,
        cell: (row) => <MessageState state={row.state} />,
      },
      {
        id: 'at',
        header: t('column.at'),
        size: 130,
        cell: (row) => <DateText value={row.sent_at ?? row.created_at} as="moment" />,
      },
    ],
    [t],
  );
}
