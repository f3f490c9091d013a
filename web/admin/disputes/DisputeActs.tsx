import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dispute } from '../../api/disputes.ts';
import { api } from '../../api/http.ts';
import { ConfirmDialog, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useAct } from '../record/acts/useAct.ts';
import shared from '../shared/Page.module.css';
import { EvidenceMenu } from './EvidenceMenu.tsx';

type Act = 'submit' | 'accept' | 'write_off' | 'chase';

/** What may be done with a dispute as it stands; the evidence file always. */
export function DisputeActs({ row }: { row: Dispute }) {
  const { t } = useTranslation('disputes');
  const { can } = useOrganization();
  const [act, setAct] = useState<Act | null>(null);
  const isOpen = row.state === 'needs_response' || row.state === 'under_review';
  const mayAnswer = isOpen && row.answered === 'here' && can('billing.write');
  const mustDecide = row.state === 'lost' && !row.aftermath && row.owed > 0;
  const mayDecide = mustDecide && can('billing.write');
  const open = (kind: Act) => ({ onClick: () => setAct(kind), children: t(`act.${kind}.menu`) });
  return (
    <div className={shared.buttons}>
      {mayAnswer ? <Button variant="filled" {...open('submit')} /> : null}
      {mayDecide ? <Button variant="filled" {...open('chase')} /> : null}
      {mayDecide ? <Button {...open('write_off')} /> : null}
      {can('people.export') ? <EvidenceMenu paymentId={row.payment_id} /> : null}
      {mayAnswer ? <Button variant="subtle" color="red" {...open('accept')} /> : null}
      {act ? <ActConfirm act={act} row={row} onClose={() => setAct(null)} /> : null}
    </div>
  );
}

type Call = { below: string; body?: Record<string, string> };

const calls: Record<Act, Call> = {
  submit: { below: 'evidence' },
  accept: { below: 'acceptance' },
  write_off: { below: 'aftermath', body: { choice: 'written_off' } },
  chase: { below: 'aftermath', body: { choice: 'chased' } },
};

function ActConfirm({ act, row, onClose }: { act: Act; row: Dispute; onClose: () => void }) {
  const { t } = useTranslation('disputes');
  const format = useFormat();
  const isLost = act === 'write_off' || act === 'chase';
  const amount = format.money(isLost ? row.owed : row.amount, row.currency);
  const about = { amount, name: row.payer.name };
  const { below, body } = calls[act];
  const doing = useAct({
    send: (path, idempotencyKey) =>
      api.post(`${path}/disputes/${row.id}/${below}`, { idempotencyKey, body }),
    done: t(`act.${act}.done`, about),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      tone={act === 'accept' ? 'bad' : 'go'}
      onClose={onClose}
      title={t(`act.${act}.title`, about)}
      confirm={t(`act.${act}.confirm`, about)}
      pending={doing.isPending}
      error={doing.error}
      onConfirm={() => doing.mutate()}
    >
      <p>{t(`act.${act}.text`, about)}</p>
    </ConfirmDialog>
  );
}
