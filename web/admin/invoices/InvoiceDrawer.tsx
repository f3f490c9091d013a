import { Anchor, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { InvoiceDetail } from '../../api/billing.ts';
import { apiUrl } from '../../api/http.ts';
import { Amount, Callout, DateText, ErrorState, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { InvoiceActs } from './InvoiceActs.tsx';
import { InvoiceHistory } from './InvoiceHistory.tsx';
import { InvoiceLines } from './InvoiceLines.tsx';
import { InvoiceState } from './InvoiceState.tsx';
import { invoiceQuery } from './queries.ts';

type Props = { id: string; onClose: () => void };

/** One invoice: what it says, what happened to it, and what may be done. */
export function InvoiceDrawer({ id, onClose }: Props) {
  const { t } = useTranslation('invoices');
  const { t: ui } = useTranslation('ui');
  const { org } = useOrganization();
  const invoice = useQuery(invoiceQuery(org, id));
  return (
    <div className={shared.drawerBody}>
      <div className={shared.drawerHead}>
        <div>
          <h2>{invoice.data ? title(t, invoice.data) : t('invoice')}</h2>
          {invoice.data ? <InvoiceState row={invoice.data} /> : null}
        </div>
        <CloseButton aria-label={ui('close')} onClick={onClose} />
      </div>
      {invoice.isError ? (
        <ErrorState error={invoice.error} onRetry={() => void invoice.refetch()} />
      ) : null}
      {invoice.isPending ? <SkeletonLines lines={8} /> : null}
      {invoice.data ? (
        <>
          {invoice.data.proforma ? <Callout tone="info">{t('proforma_text')}</Callout> : null}
          <Disputed invoice={invoice.data} />
          <InvoiceActs invoice={invoice.data} />
          <InvoiceFacts invoice={invoice.data} />
          <InvoiceLines invoice={invoice.data} />
          <InvoiceHistory invoice={invoice.data} />
        </>
      ) : null}
    </div>
  );
}

/** A bank took its money back: why it is open again, and where that is decided. */
function Disputed({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  const { org } = useOrganization();
  const format = useFormat();
  return invoice.disputes
    .filter((dispute) => dispute.undecided)
    .map(({ id, amount: minor, state }) => {
      const amount = format.money(minor, invoice.currency);
      return (
        <Callout key={id} tone={state === 'lost' ? 'warn' : 'bad'}>
          {t(state === 'lost' ? 'disputed.lost' : 'disputed.open', { amount })}{' '}
          <Link to={`/o/${org}/disputes` as string} search={{ open: id } as never}>
            {t('disputed.link')}
          </Link>
        </Callout>
      );
    });
}

type T = ReturnType<typeof useTranslation<'invoices'>>['t'];

const title = (t: T, { proforma, number }: InvoiceDetail) =>
  t(proforma ? 'proforma_number' : 'invoice_number', { number });

function InvoiceFacts({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  const { org, path } = useOrganization();
  const person = (id: string, name: string) => (
    <Link to={`/o/${org}/people/${id}` as string}>{name}</Link>
  );
  return (
    <dl className={shared.facts}>
      <dt>{t(invoice.covers.length > 0 ? 'fact.payer' : 'fact.member')}</dt>
      <dd>{person(invoice.contact.id, invoice.contact.name)}</dd>
      {invoice.covers.length > 0 ? (
        <>
          <dt>{t('fact.covers')}</dt>
          <dd>
            {invoice.covers.map(({ subscription_id, contact, total }) => (
              <div key={subscription_id}>
                {person(contact.id, contact.name)}{' '}
                <Amount minor={total} currency={invoice.currency} />
              </div>
            ))}
          </dd>
        </>
      ) : null}
      {invoice.payer.id === invoice.contact.id ? null : (
        <>
          <dt>{t('fact.payer')}</dt>
          <dd>{person(invoice.payer.id, invoice.payer.name)}</dd>
        </>
      )}
      <dt>{t('fact.issued')}</dt>
      <dd>
        <DateText value={invoice.issued_on} as="full" />
      </dd>
      {invoice.notice ? (
        <>
          <dt>{t('fact.notice')}</dt>
          <dd>
            {invoice.notice.number} · <DateText value={invoice.notice.issued_on} as="full" />
          </dd>
        </>
      ) : null}
      <dt>{t('fact.due')}</dt>
      <dd>
        <DateText value={invoice.due_on} as="full" />
      </dd>
      <dt>{t('fact.collection')}</dt>
      <dd>
        {t(invoice.collection === 'automatic' ? 'collection.automatic' : 'collection.invoice')}
      </dd>
      <dt>{t('fact.balance')}</dt>
      <dd className="strong">
        <Amount minor={invoice.balance} currency={invoice.currency} />
      </dd>
      <dt>{t('fact.documents')}</dt>
      <dd>
        <Pdf href={apiUrl(`${path}/invoices/${invoice.id}/pdf`)} name={invoice.number} />
        {invoice.credit_notes.map((note) => (
          <span key={note.id}>
            {' · '}
            <Pdf href={apiUrl(`${path}/credit-notes/${note.id}/pdf`)} name={note.number} />
          </span>
        ))}
      </dd>
    </dl>
  );
}

function Pdf({ href, name }: { href: string; name: string }) {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" underline="always">
      {name}.pdf
    </Anchor>
  );
}
