import { Button, CloseButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JoinRequest } from '../../api/requests.ts';
import { DateText } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { ApproveDialog, DeclineDialog } from '../record/acts/RequestDialogs.tsx';
import { Facts } from '../shared/Facts.tsx';
import shared from '../shared/Page.module.css';
import { Outcome, RequestAmount } from './columns.tsx';

type Props = { row: JoinRequest; onClose: () => void };

/** One request: who asks for what, what they wrote, and the decision. */
export function RequestDrawer({ row, onClose }: Props) {
  const { t } = useTranslation('requests');
  const { t: ui } = useTranslation('ui');
  const { org, can } = useOrganization();
  const mayDecide = row.outcome === null && can('subscriptions.write');
  return (
    <div className={shared.drawerBody}>
      <div className={shared.drawerHead}>
        <div>
          <h2>{row.contact.name}</h2>
          <Outcome row={row} />
        </div>
        <CloseButton aria-label={ui('close')} onClick={onClose} />
      </div>
      {mayDecide ? <Decide row={row} onDone={onClose} /> : null}
      <RequestFacts row={row} />
      <div className={`${shared.buttons} ${shared.below}`}>
        <Button component={Link} to={`/o/${org}/people/${row.contact.id}` as string}>
          {t('record')}
        </Button>
      </div>
    </div>
  );
}

function Decide({ row, onDone }: { row: JoinRequest; onDone: () => void }) {
  const { t } = useTranslation('requests');
  const [act, setAct] = useState<'approve' | 'decline' | null>(null);
  const subscription = { id: row.subscription_id, version: row.version };
  const props = { name: row.contact.name, subscription };
  const close = () => setAct(null);
  return (
    <div className={shared.buttons}>
      <Button variant="filled" onClick={() => setAct('approve')}>
        {t('approve')}
      </Button>
      <Button color="red" variant="subtle" onClick={() => setAct('decline')}>
        {t('decline')}
      </Button>
      {act === 'approve' ? <ApproveDialog {...props} onClose={close} onDone={onDone} /> : null}
      {act === 'decline' ? <DeclineDialog {...props} onClose={close} onDone={onDone} /> : null}
    </div>
  );
}

function RequestFacts({ row }: { row: JoinRequest }) {
  const { t } = useTranslation('requests');
  const facts = [
    [t('fact.plan'), row.quantity > 1 ? `${row.plan.name} ×${row.quantity}` : row.plan.name],
    [t('fact.amount'), <RequestAmount key="amount" row={row} />],
    [t('fact.email'), row.contact.email],
    [t('fact.starts'), <DateText key="starts" value={row.starts_on} as="full" />],
    [t('fact.asked'), <DateText key="asked" value={row.asked_at} as="moment" />],
    ...row.answers.map(({ label, value }) => [label, value] as const),
    [t('fact.message'), row.message || null],
    [
      t('fact.decided'),
      row.decided_at ? <DateText key="decided" value={row.decided_at} as="moment" /> : null,
    ],
    [t('fact.by'), row.decided_by],
    [t('fact.reason'), row.reason || null],
  ] as const;
  return <Facts facts={facts} />;
}
