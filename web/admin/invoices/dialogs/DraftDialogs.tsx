import { Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import type { FullOrganization } from '../../../api/settings.ts';
import { ConfirmDialog, Receipt, toast, useFormat, useIntent } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { queryClient } from '../../queries.ts';
import type { DraftDetail } from '../drafts.ts';

type Props = { draft: DraftDetail; onClose: () => void };

/** A last look: the invoice gets its number and cannot be changed any more. */
export function IssueDialog({ draft, onClose }: Props) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const { org, path, organization } = useOrganization();
  const navigate = useNavigate();
  const intent = useIntent();
  const [send, setSend] = useState(true);
  const amount = format.money(draft.total, draft.currency);
  const name = draft.payer.name;
  const days = draft.due_days ?? (organization as FullOrganization).settings.invoice.due_days;
  const issue = useMutation({
    mutationFn: () =>
      api.post<{ invoice_id: string; number: string }>(`${path}/invoice-drafts/${draft.id}/issue`, {
        body: { send },
        version: draft.version,
        idempotencyKey: intent.key,
      }),
    onError: intent.renew,
    onSuccess: async ({ invoice_id: open, number }) => {
      intent.renew();
      await navigate({ to: `/o/${org}/invoices` as string, search: { open } as never });
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
      toast({ message: t('draft.issued', { number }) });
    },
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('draft.issue_title', { name })}
      confirm={t('draft.issue_confirm', { amount })}
      pending={issue.isPending}
      error={issue.error}
      onConfirm={() => issue.mutate()}
    >
      <Receipt
        title={name}
        currency={draft.currency}
        lines={draft.lines.map((line, at) => ({
          key: String(at),
          text: line.description,
          note: `${format.number(line.quantity)} × ${format.money(line.unit_amount, draft.currency)}`,
        }))}
        total={{ text: t('draft.total'), minor: draft.total }}
        foot={
          draft.due_on
            ? t('draft.due_foot', { date: format.fullDate(draft.due_on) })
            : t('draft.due_days_foot', { count: days })
        }
      />
      <Checkbox
        label={t('draft.send', { name })}
        checked={send}
        onChange={(event) => setSend(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  );
}

/** Throws a draft away; nobody has seen it. */
export function DropDialog({ draft, onClose }: Props) {
  const { t } = useTranslation('documents');
  const { org, path } = useOrganization();
  const navigate = useNavigate();
  const drop = useMutation({
    mutationFn: () => api.delete(`${path}/invoice-drafts/${draft.id}`, { version: draft.version }),
    onSuccess: async () => {
      await navigate({ to: `/o/${org}/drafts` as string });
      await queryClient.invalidateQueries({ queryKey: ['org', org, 'drafts', 'list'] });
      toast({ message: t('draft.dropped') });
    },
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('draft.drop_title', { name: draft.contact.name })}
      confirm={t('draft.drop')}
      pending={drop.isPending}
      error={drop.error}
      onConfirm={() => drop.mutate()}
    >
      <p>{t('draft.drop_text')}</p>
    </ConfirmDialog>
  );
}
