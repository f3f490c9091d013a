import { Button, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/http.ts';
import type { RenewalDetail } from '../../api/renewals.ts';
import { Callout, DateText, Drawer, ErrorState, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { Facts } from '../shared/Facts.tsx';
import shared from '../shared/Page.module.css';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { renewalQuery } from './queries.ts';
import { RenewalActs, type RenewalDoing } from './RenewalActs.tsx';
import { RenewalBill } from './RenewalBill.tsx';
import { offerName, RenewalState } from './RenewalState.tsx';
import { Told } from './Told.tsx';
import { OfferAmount } from './useRenewalColumns.tsx';
import { Wish } from './Wish.tsx';

type Props = {
  id: string;
  /** The act whose dialog is open. */
  doing: RenewalDoing | null;
  onDo: (doing: RenewalDoing | null) => void;
  onClose: () => void;
};

/** One renewal: where it stands, what is asked and offered, what it bills, what may be done. */
export function RenewalDrawer({ id, doing, onDo, onClose }: Props) {
  const { t } = useTranslation('renewals');
  const { t: ui } = useTranslation('ui');
  const { org } = useOrganization();
  const { data: renewal, error, refetch } = useQuery(renewalQuery(org, id));
  return (
    <Drawer label={renewal?.contact.name ?? t('one')} onClose={onClose}>
      <div className={shared.drawerBody}>
        <div className={shared.drawerHead}>
          <div>
            <h2>{renewal?.contact.name ?? t('one')}</h2>
            {renewal ? <RenewalState state={renewal.state} /> : null}
          </div>
          <CloseButton aria-label={ui('close')} onClick={onClose} />
        </div>
        {renewal ? <Body renewal={renewal} doing={doing} onDo={onDo} /> : null}
        {!renewal && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {renewal || error ? null : <SkeletonLines lines={6} />}
      </div>
    </Drawer>
  );
}

function Body({
  renewal,
  doing,
  onDo,
}: Pick<Props, 'doing' | 'onDo'> & { renewal: RenewalDetail }) {
  const { can } = useOrganization();
  const mayAct = can('subscriptions.write');
  const mayOffer = mayAct && renewal.acts.includes('offer');
  return (
    <>
      <Callout tone={toneOf(renewal)}>
        <Told renewal={renewal} />
      </Callout>
      {mayAct ? <RenewalActs renewal={renewal} doing={doing} onDo={onDo} /> : null}
      {renewal.wish ? (
        <Wish renewal={renewal} onApply={mayOffer ? () => onDo('apply_wish') : undefined} />
      ) : null}
      <RenewalFacts renewal={renewal} />
      {renewal.next ? (
        <div className={shared.below}>
          <RenewalBill renewal={renewal} />
        </div>
      ) : null}
      <Ways renewal={renewal} />
    </>
  );
}

function toneOf({ state }: RenewalDetail) {
  if (state === 'change_requested' || state === 'intervention') return 'warn';
  return state === 'completed' ? 'good' : 'info';
}

function RenewalFacts({ renewal }: { renewal: RenewalDetail }) {
  const { t } = useTranslation('renewals');
  const format = useFormat();
  const { offer, contact, payer, plan } = renewal;
  const addons = offer.addons.map(({ name, quantity: n }) => (n > 1 ? `${n} × ${name}` : name));
  const day = (value: string | null) =>
    value ? <DateText key="day" value={value} as="moment" /> : null;
  const facts = [
    [t('fact.has'), offer.changed ? plan.name : null],
    [t('fact.offer'), offerName(renewal)],
    [t('fact.price'), <OfferAmount key="price" row={renewal} />],
    [t('fact.addons'), addons.length > 0 ? format.list(addons) : null],
    [t('fact.last_day'), <DateText key="last" value={renewal.last_day} as="full" />],
    [t('fact.email'), contact.email ?? t('no_email')],
    [t('fact.payer'), payer.id === contact.id ? null : payer.name],
    [t('fact.sent'), day(renewal.sent_at)],
    [t('fact.reminded'), day(renewal.reminded_at)],
    [t('fact.decided'), day(renewal.decided_at)],
    [t('fact.by'), renewal.decided_by],
    [t('fact.comment'), renewal.comment || null],
  ] as const;
  return <Facts facts={facts} />;
}

/** To the person, to the invoice, to the notice as a document. */
function Ways({ renewal }: { renewal: RenewalDetail }) {
  const { t } = useTranslation('renewals');
  const { org, path } = useOrganization();
  const { contact, invoice, next, id } = renewal;
  return (
    <div className={`${shared.buttons} ${shared.below}`}>
      <Button component={Link} to={`/o/${org}/people/${contact.id}` as string}>
        {t('record')}
      </Button>
      {invoice ? (
        <Button
          component={Link}
          to={`/o/${org}/invoices` as string}
          search={{ open: invoice.id } as never}
        >
          {t('invoice', { number: invoice.number })}
        </Button>
      ) : null}
      {next?.invoice && next.invoice.total > 0 ? (
        <Button component="a" href={apiUrl(`${path}/renewals/${id}/pdf`)} target="_blank">
          {t('pdf')}
        </Button>
      ) : null}
    </div>
  );
}
