import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/http.ts';
import { Amount, EmptyState, ErrorState, Loading, StatusDot, type Tone } from '../../ui/index.ts';
import { Page } from '../frame/Page.tsx';
import { usePortal } from '../portal.ts';
import { invoicesQuery } from '../queries.ts';
import { useSay } from '../say.ts';
import type { PortalInvoice } from '../types.ts';
import classes from './Invoices.module.css';

const tones: Record<PortalInvoice['status'], Tone> = {
  open: 'warn',
  paid: 'good',
  void: 'idle',
  uncollectible: 'bad',
};

/** Every invoice, latest first, each with its PDF. */
export function InvoicesPage() {
  const { t } = useTranslation('portal');
  const { org } = usePortal();
  const invoices = useQuery(invoicesQuery(org));
  return (
    <Page title={t('invoices.title')}>
      {invoices.error ? (
        <ErrorState error={invoices.error} onRetry={() => void invoices.refetch()} />
      ) : null}
      {invoices.isPending ? <Loading /> : null}
      {invoices.data?.items.length === 0 ? (
        <EmptyState title={t('invoices.empty')}>{t('invoices.empty_text')}</EmptyState>
      ) : null}
      <ul className={classes.list}>
        {invoices.data?.items.map((each) => (
          <Invoice key={each.id} invoice={each} />
        ))}
      </ul>
    </Page>
  );
}

function Invoice({ invoice }: { invoice: PortalInvoice }) {
  const { t } = useTranslation('portal');
  const { path } = usePortal();
  const say = useSay();
  const { id, number, proforma, status, total, currency } = invoice;
  return (
    <li className={classes.item}>
      <div>
        <div className="strong">{say.date(invoice.issued_on)}</div>
        <div className="muted small">
          {number}
          {proforma ? ` · ${t('invoices.proforma')}` : ''}
        </div>
      </div>
      <div className={classes.money}>
        <Amount minor={total} currency={currency} />
        <div className="small">
          <Standing invoice={invoice} />
        </div>
      </div>
      <div className={classes.actions}>
        {status === 'open' ? <PayButton invoice={invoice} /> : null}
        <Button
          component="a"
          size="sm"
          href={apiUrl(`${path}/invoices/${id}/pdf`)}
          download
          aria-label={t(proforma ? 'invoices.proforma_pdf_of' : 'invoices.pdf_of', { number })}
        >
          {t('invoices.pdf')}
        </Button>
      </div>
    </li>
  );
}

function Standing({ invoice }: { invoice: PortalInvoice }) {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const say = useSay();
  const { id, status, total, balance: amount, currency } = invoice;
  const due = overview.due.find(({ invoice_id }) => invoice_id === id);
  if (due?.in_progress) return <StatusDot tone="info">{t('invoices.status.waiting')}</StatusDot>;
  const isPartly = status === 'open' && amount < total;
  return (
    <StatusDot tone={tones[status]}>
      {isPartly
        ? t('invoices.left', { amount: say.money({ amount, currency }) })
        : t(`invoices.status.${status}`)}
    </StatusDot>
  );
}

function PayButton({ invoice: { id, number } }: { invoice: PortalInvoice }) {
  const { t } = useTranslation('portal');
  const { org, overview } = usePortal();
  const due = overview.due.find(({ invoice_id }) => invoice_id === id);
  const say = useSay();
  if (!due || due.in_progress) return null;
  return (
    <Button
      component={Link}
      size="sm"
      variant="filled"
      to={`/portal/${org}/pay/${id}` as string}
      aria-label={`${t('todo.pay', { amount: say.money(due) })}, ${t('pay.invoice', { number })}`}
    >
      {t('todo.pay', { amount: say.money(due) })}
    </Button>
  );
}
