import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import {
  ConfirmDialog,
  nothingSelected,
  type Selection,
  SelectionAction,
  SelectionBar,
  toast,
  useIntent,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';

type Props = { selection: Selection; onSelection: (selection: Selection) => void };

/** What can be done with the selected invoices. */
export function InvoiceSelection({ selection, onSelection }: Props) {
  const { t } = useTranslation('invoices');
  const [asks, setAsks] = useState(false);
  return (
    <>
      <SelectionBar selection={selection} onSelection={onSelection} total={null}>
        <SelectionAction onClick={() => setAsks(true)}>{t('bulk.resend')}</SelectionAction>
      </SelectionBar>
      {asks && selection.mode === 'some' ? (
        <ResendDialog
          ids={[...selection.ids]}
          onClose={() => setAsks(false)}
          onDone={() => onSelection(nothingSelected)}
        />
      ) : null}
    </>
  );
}

type Resent = { sent: number; left_out: number };
type DialogProps = { ids: string[]; onClose: () => void; onDone: () => void };

function ResendDialog({ ids, onClose, onDone }: DialogProps) {
  const { t } = useTranslation('invoices');
  const { org, path } = useOrganization();
  const intent = useIntent();
  const send = useMutation({
    mutationFn: () =>
      api.post<Resent>(`${path}/invoices/sending`, {
        body: { ids: ids.slice(0, 500) },
        idempotencyKey: intent.key,
      }),
    onError: intent.renew,
    onSuccess: async ({ sent, left_out: leftOut }) => {
      intent.renew();
      onClose();
      onDone();
      const left = leftOut > 0 ? t('bulk.left_out', { count: leftOut }) : '';
      toast({ message: `${t('bulk.sent', { count: sent })} ${left}`.trim() });
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
    },
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('bulk.title', { count: ids.length })}
      confirm={t('bulk.title', { count: ids.length })}
      pending={send.isPending}
      error={send.error}
      onConfirm={() => send.mutate()}
    >
      <p>{t('bulk.text')}</p>
    </ConfirmDialog>
  );
}
