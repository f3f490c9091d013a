import { Button, CloseButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Dispute } from '../../api/disputes.ts';
import { Amount, Callout, DateText, type Tone, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { Facts } from '../shared/Facts.tsx';
import shared from '../shared/Page.module.css';
import { DisputeActs } from './DisputeActs.tsx';
import { DaysLeft, DisputeState } from './DisputeState.tsx';

type Props = { row: Dispute; onClose: () => void };

const tones: Record<Dispute['state'], Tone> = {
  needs_response: 'bad',
  under_review: 'info',
  won: 'good',
  lost: 'warn',
};

/** One dispute: what happened, until when, what may be done, and what it is about. */
export function DisputeDrawer({ row, onClose }: Props) {
  const { t } = useTranslation('disputes');
  const { t: ui } = useTranslation('ui');
  const { org } = useOrganization();
  return (
    <div className={shared.drawerBody}>
      <div className={shared.drawerHead}>
        <div>
          <h2>{row.contact.name}</h2>
          <DisputeState row={row} />
        </div>
        <CloseButton aria-label={ui('close')} onClick={onClose} />
      </div>
      <Callout tone={tones[row.state]} actions={<DisputeActs row={row} />}>
        <Told row={row} />
      </Callout>
      <DisputeFacts row={row} />
      <div className={`${shared.buttons} ${shared.below}`}>
        <Button component={Link} to={`/o/${org}/people/${row.contact.id}` as string}>
          {t('record')}
        </Button>
        {row.invoice ? (
          <Button
            variant="subtle"
            component={Link}
            to={`/o/${org}/invoices` as string}
            search={{ open: row.invoice.id } as never}
          >
            {t('invoice', { number: row.invoice.number })}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** What happened, what it means, what to do. */
function Told({ row }: { row: Dispute }) {
  const { t } = useTranslation('disputes');
  const format = useFormat();
  const amount = format.money(row.amount, row.currency);
  const owed = format.money(row.owed, row.currency);
  const open = row.inquiry ? 'inquiry' : 'needs_response';
  const lost = row.aftermath ?? (row.owed > 0 ? 'decide' : 'lost');
  const key = row.state === 'needs_response' ? open : row.state === 'lost' ? lost : row.state;
  return (
    <>
      <b>{t(`told.${key}`, { amount })}</b> {t(`todo.${key}`, { name: row.payer.name, owed })}
      {row.state === 'needs_response' && row.respond_by ? (
        <>
          {' '}
          {t('until')} <DateText value={format.dateOf(row.respond_by)} as="full" />{' '}
          <span className="soft">
            (<DaysLeft row={row} />)
          </span>
          .
        </>
      ) : null}
    </>
  );
}

function DisputeFacts({ row }: { row: Dispute }) {
  const { t } = useTranslation('disputes');
  const moment = (value: string | null) =>
    value ? <DateText key={value} value={value} as="moment" /> : null;
  const facts = [
    [t('fact.reason'), row.reason_text],
    [t('fact.amount'), <Amount key="amount" minor={row.amount} currency={row.currency} />],
    [t('fact.fee'), row.fee ? <Amount key="fee" minor={row.fee} currency={row.currency} /> : null],
    [t('fact.payer'), row.payer.id === row.contact.id ? null : row.payer.name],
    [t('fact.members'), row.members.map(({ name }) => name).join(', ') || null],
    [t('fact.opened'), moment(row.opened_at)],
    [t('fact.evidence'), moment(row.evidence_sent_at)],
    [t('fact.closed'), moment(row.closed_at)],
    [t('fact.reference'), row.reference],
  ] as const;
  return <Facts facts={facts} />;
}
