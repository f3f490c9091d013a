import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DebitFileDetail } from '../../api/debits.ts';
import { api, apiUrl } from '../../api/http.ts';
import { ConfirmDialog, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useAct } from '../record/acts/useAct.ts';

type Act = 'sent' | 'cancellation' | 'confirmation';

/** What may be done with a file now. */
export function FileActs({ file }: { file: DebitFileDetail }) {
  const { t } = useTranslation('debits');
  const { path, can } = useOrganization();
  const [open, setOpen] = useState<Act | null>(null);
  if (!can('billing.write')) return null;
  const isMade = file.state === 'made';
  return (
    <>
      {isMade ? (
        <Button variant="subtle" color="red" onClick={() => setOpen('cancellation')}>
          {t('act.cancellation')}
        </Button>
      ) : null}
      {file.confirmable ? (
        <Button onClick={() => setOpen('confirmation')}>{t('act.confirmation')}</Button>
      ) : null}
      {isMade ? <Button onClick={() => setOpen('sent')}>{t('act.sent')}</Button> : null}
      <Button
        component="a"
        variant={isMade ? 'filled' : 'default'}
        href={apiUrl(`${path}/debit-files/${file.id}/file`)}
        download={file.file_name}
      >
        {t('act.download')}
      </Button>
      {open ? <ActDialog act={open} file={file} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

type DialogProps = { act: Act; file: DebitFileDetail; onClose: () => void };

function ActDialog({ act: name, file, onClose }: DialogProps) {
  const { t } = useTranslation('debits');
  const format = useFormat();
  const { number, count, total, settled, returned } = file;
  const act = useAct({
    send: (path, idempotencyKey) =>
      api.post(`${path}/debit-files/${file.id}/${name}`, { idempotencyKey }),
    done: t(`done.${name}`, { number }),
    onDone: onClose,
  });
  const open = total - settled.total - returned.total;
  return (
    <ConfirmDialog
      opened
      tone={name === 'cancellation' ? 'bad' : 'go'}
      onClose={onClose}
      title={t(`ask.${name}`, { number })}
      confirm={t(`confirm.${name}`, { amount: format.money(open, 'EUR') })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <p>
        {t(`text.${name}`, {
          count: name === 'confirmation' ? count - settled.count - returned.count : count,
          amount: format.money(open, 'EUR'),
        })}
      </p>
    </ConfirmDialog>
  );
}
