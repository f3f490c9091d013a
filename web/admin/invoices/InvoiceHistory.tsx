import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceDetail } from '../../api/billing.ts';
import { Timeline, type TimelineEntry, type Tone, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { TakeBackDialog } from './dialogs/TakeBackDialog.tsx';

type Part = InvoiceDetail['payments'][number];

const tones: Record<string, Tone> = {
  succeeded: 'good',
  declined: 'bad',
  unknown: 'warn',
  requires_action: 'warn',
};

/** What happened to an invoice: every try, what was paid and given back, what was sent. */
export function InvoiceHistory({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  const { can } = useOrganization();
  const [takesBack, setTakesBack] = useState<Part | null>(null);
  const entries = useEntries(invoice, can('billing.write') ? setTakesBack : null);
  if (entries.length === 0) return null;
  return (
    <section className={shared.section}>
      <h2>{t('history.title')}</h2>
      <Timeline label={t('history.title')} entries={entries} />
      {takesBack ? (
        <TakeBackDialog invoice={invoice} payment={takesBack} onClose={() => setTakesBack(null)} />
      ) : null}
    </section>
  );
}

type TakeBack = ((part: Part) => void) | null;

function useEntries(invoice: InvoiceDetail, onTakeBack: TakeBack) {
  const attempts = useAttempts(invoice);
  const payments = usePayments(invoice, onTakeBack);
  const refunds = useRefunds(invoice);
  const notes = useCreditNotes(invoice);
  const disputes = useDisputes(invoice);
  const messages = useMessages(invoice);
  return [...attempts, ...payments, ...refunds, ...notes, ...disputes, ...messages].sort((a, b) =>
    b.at.localeCompare(a.at),
  );
}

/** Sums in the invoice's currency, and the word for a value of the server. */
function useSay(invoice: InvoiceDetail) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const money = (minor: number) => format.money(minor, invoice.currency);
  const word = (family: string, value: string) =>
    t(`${family}.${value}` as 'means.cash', { defaultValue: value.replaceAll('_', ' ') });
  return { t, money, word };
}

function useAttempts(invoice: InvoiceDetail): TimelineEntry[] {
  const { t, money, word } = useSay(invoice);
  return invoice.attempts.map((attempt): TimelineEntry => {
    const { method } = attempt;
    return {
      key: attempt.id,
      at: attempt.at,
      tone: tones[attempt.state] ?? 'info',
      text: t(`history.attempt_${attempt.state}` as 'history.attempt_declined', {
        amount: money(attempt.amount),
        defaultValue: t('history.attempt_waiting', { amount: money(attempt.amount) }),
      }),
      detail: [
        attempt.reason_text ?? attempt.reason,
        method ? `${method.brand} ••${method.last4}` : null,
        word('cause', attempt.cause),
      ]
        .filter(Boolean)
        .join(' · '),
    };
  });
}

function usePayments(invoice: InvoiceDetail, onTakeBack: TakeBack): TimelineEntry[] {
  const { t, money, word } = useSay(invoice);
  return invoice.payments.map((part, index): TimelineEntry => {
    const isOffline = part.payment_id !== null && !['card', 'sepa_debit'].includes(part.means);
    const canTakeBack = part.reversible ?? (isOffline && !part.reversed_at);
    return {
      key: part.payment_id ?? `credit-${index}`,
      at: part.on,
      tone: part.reversed_at ? 'idle' : 'good',
      text: t(part.reversed_at ? 'history.reversed' : 'history.paid', {
        amount: money(part.amount),
        means: word('means', part.means),
      }),
      detail: [
        part.reference,
        part.to_credit > 0 ? t('history.to_credit', { amount: money(part.to_credit) }) : null,
      ]
        .filter(Boolean)
        .join(' · '),
      action:
        onTakeBack && canTakeBack ? (
          <Button size="xs" variant="subtle" onClick={() => onTakeBack(part)}>
            {t('take_back.act')}
          </Button>
        ) : null,
    };
  });
}

/** Credit notes, also those of refunds. */
function useCreditNotes(invoice: InvoiceDetail): TimelineEntry[] {
  const { t, money } = useSay(invoice);
  return invoice.credit_notes.map(
    ({ id, number, total, issued_on: at }): TimelineEntry => ({
      key: id,
      at,
      tone: 'warn',
      text: t('history.credit_note', { number, amount: money(total) }),
    }),
  );
}

function useRefunds(invoice: InvoiceDetail): TimelineEntry[] {
  const { t, money } = useSay(invoice);
  return invoice.refunds.map(
    (refund): TimelineEntry => ({
      key: refund.id,
      at: refund.on,
      tone: refund.state === 'failed' ? 'bad' : 'warn',
      text: t(refund.state === 'failed' ? 'history.refund_failed' : 'history.refunded', {
        amount: money(refund.amount),
      }),
      detail: [refund.outside ? t('history.outside') : null, refund.reason]
        .filter(Boolean)
        .join(' · '),
    }),
  );
}

function useDisputes(invoice: InvoiceDetail): TimelineEntry[] {
  const { t, money } = useSay(invoice);
  return invoice.disputes.flatMap(({ id, amount: minor, state, opened_at, closed_at }) => {
    const amount = money(minor);
    const opened = { key: id, at: opened_at, tone: 'bad' as const };
    const entries: TimelineEntry[] = [{ ...opened, text: t('history.disputed', { amount }) }];
    if (closed_at) {
      const won = state === 'won';
      const text = t(won ? 'history.dispute_won' : 'history.dispute_lost', { amount });
      entries.push({ key: `${id}-end`, at: closed_at, tone: won ? 'good' : 'bad', text });
    }
    return entries;
  });
}

function useMessages(invoice: InvoiceDetail): TimelineEntry[] {
  const { t, word } = useSay(invoice);
  const { t: mail } = useTranslation('messages');
  return invoice.messages.map(
    (message): TimelineEntry => ({
      key: message.id,
      at: message.created_at,
      tone: message.state === 'failed' ? 'bad' : 'idle',
      text: t('history.message', {
        template: mail(`template.${message.template as 'invoice'}`, {
          defaultValue: message.template,
        }),
      }),
      detail: [message.to, word('message_state', message.state)].filter(Boolean).join(' · '),
    }),
  );
}
