import { Checkbox, SegmentedControl, Textarea } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CreditPreview, InvoiceDetail } from '../../../api/billing.ts';
import { api } from '../../../api/http.ts';
import { Callout, ConfirmDialog, MoneyInput, useForm, useFormat } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { useAct } from '../../record/acts/useAct.ts';
import classes from '../Invoices.module.css';
import { CreditNoteReceipt } from './CreditNoteReceipt.tsx';

type Wish = {
  by: 'lines' | 'amount';
  /** By line, without sign; as much of it as is given up. */
  lines: Record<string, number | null>;
  amount: number | null;
  reason: string;
  send: boolean;
};

type Form = ReturnType<typeof useForm<Wish>>;
type Props = { invoice: InvoiceDetail; onClose: () => void };

/** What is asked of the server; null while nothing is chosen. */
function creditedOf(invoice: InvoiceDetail, { by, lines, amount }: Wish) {
  if (by === 'amount') return amount ? { amount } : null;
  const chosen = invoice.lines
    .filter(({ id }) => lines[id])
    .map(({ id, left }) => ({ line_id: id, amount: Math.sign(left) * (lines[id] ?? 0) }));
  return chosen.length > 0 ? { lines: chosen } : null;
}

function useCreditPreview({ id }: InvoiceDetail, credited: ReturnType<typeof creditedOf>) {
  const { org, path } = useOrganization();
  return useQuery({
    queryKey: ['org', org, 'credit-preview', id, credited],
    queryFn: ({ signal }) =>
      api.post<CreditPreview>(`${path}/invoices/${id}/credit-notes/preview`, {
        body: credited ?? {},
        signal,
      }),
    enabled: credited !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
}

/** Corrects an invoice by a credit note, line by line or by one amount, seen before it is made. */
export function CreditNoteDialog({ invoice, onClose }: Props) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const act = useAct<object>({
    send: (path, idempotencyKey, body) =>
      api.post(`${path}/invoices/${invoice.id}/credit-notes`, { idempotencyKey, body }),
    done: t('credit.done', { number: invoice.number }),
    onDone: onClose,
  });
  const form = useForm<Wish>(
    { by: 'lines', lines: {}, amount: null, reason: '', send: true },
    act.error,
  );
  const { reason, send } = form.values;
  const credited = creditedOf(invoice, form.values);
  const preview = useCreditPreview(invoice, credited);
  const shown = credited && !preview.isError ? preview.data : undefined;
  return (
    <ConfirmDialog
      opened
      size={560}
      onClose={onClose}
      title={t('credit.title', { number: invoice.number })}
      confirm={
        shown
          ? t('credit.confirm', { amount: format.money(shown.total, invoice.currency) })
          : t('credit.confirm_bare')
      }
      pending={act.isPending}
      error={act.error ?? (credited ? preview.error : null)}
      disabled={!credited || !shown || preview.isFetching}
      onConfirm={() => act.mutate({ ...credited, reason, send })}
    >
      <p className="muted">{t('credit.text')}</p>
      {invoice.proforma ? <Callout tone="info">{t('credit.proforma')}</Callout> : null}
      <CreditFields invoice={invoice} form={form} />
      {shown ? <CreditNoteReceipt invoice={invoice} preview={shown} sends={send} /> : null}
    </ConfirmDialog>
  );
}

function CreditFields({ invoice, form }: { invoice: InvoiceDetail; form: Form }) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const { values } = form;
  const left = invoice.lines.reduce((sum, line) => sum + line.left, 0);
  return (
    <>
      <SegmentedControl
        aria-label={t('credit.by')}
        value={values.by}
        data={(['lines', 'amount'] as const).map((value) => ({
          value,
          label: t(`credit.by_${value}`),
        }))}
        onChange={(by) => form.set('by', by)}
      />
      {values.by === 'amount' ? (
        <MoneyInput
          label={t('credit.amount')}
          description={t('credit.left', { amount: format.money(left, invoice.currency) })}
          currency={invoice.currency}
          minor={values.amount}
          error={form.errorOf('amount')}
          onMinor={(amount) => form.set('amount', amount)}
        />
      ) : (
        <LineFields invoice={invoice} form={form} />
      )}
      <Textarea
        autosize
        label={t('reason')}
        value={values.reason}
        error={form.errorOf('reason')}
        onChange={(event) => form.set('reason', event.currentTarget.value)}
      />
      <Checkbox
        label={t('credit.send', { name: invoice.payer.name })}
        checked={values.send}
        onChange={(event) => form.set('send', event.currentTarget.checked)}
      />
    </>
  );
}

/** One amount for each line that something is left of, and a button for all of it. */
function LineFields({ invoice, form }: { invoice: InvoiceDetail; form: Form }) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const { lines } = form.values;
  return (
    <fieldset className={classes.creditLines}>
      <legend className={classes.hidden}>{t('credit.by_lines')}</legend>
      {invoice.lines
        .filter(({ left }) => left !== 0)
        .map(({ id, description, left }) => (
          <MoneyInput
            key={id}
            label={description}
            description={t(left < 0 ? 'credit.left_discount' : 'credit.left', {
              amount: format.money(Math.abs(left), invoice.currency),
            })}
            currency={invoice.currency}
            minor={lines[id] ?? null}
            max={Math.abs(left)}
            onMinor={(minor) => form.set('lines', { ...lines, [id]: minor })}
          />
        ))}
    </fieldset>
  );
}
