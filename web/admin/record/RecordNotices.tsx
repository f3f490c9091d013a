import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { OverdueRow } from '../../api/overdue.ts';
import type { Subscription } from '../../api/subscriptions.ts';
import { Callout, toast, useFormat, useSentence } from '../../ui/index.ts';
import { DisputeNotices } from '../disputes/DisputeNotices.tsx';
import { useOrganization } from '../organization.ts';
import { CaseActDialog } from '../overdue/CaseActDialog.tsx';
import { standingOf } from '../overdue/standing.ts';
import { queryClient } from '../queries.ts';
import classes from './Record.module.css';
import type { RecordState } from './useRecord.ts';

/** What must be known first: unpaid, ending, paused, blocked. */
export function RecordNotices({ record }: { record: RecordState }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { contact, subscription } = record;
  const cases = (contact.overdue ?? []).filter(({ state }) => state === 'open');
  return (
    <>
      {contact.blocked_at ? (
        <Callout tone="bad">
          {t('notice.blocked', { date: format.fullDate(format.dateOf(contact.blocked_at)) })}
          {contact.blocked_reason ? ` ${contact.blocked_reason}` : null}
        </Callout>
      ) : null}
      <DisputeNotices contactId={contact.id} />
      {cases.map((overdue) => (
        <OverdueNotice key={overdue.id} overdue={overdue} contactId={contact.id} />
      ))}
      {subscription?.cancellation ? (
        <Callout tone="warn">
          {t('notice.ending', { date: format.fullDate(subscription.cancellation.ends_on) })}
          {subscription.cancellation.reason ? <> « {subscription.cancellation.reason} »</> : null}
        </Callout>
      ) : null}
      {subscription?.pending_change ? <ChangeNotice subscription={subscription} /> : null}
      {subscription?.pause ? (
        <Callout tone="info">
          {subscription.pause.until_on
            ? t('notice.paused_until', {
                from: format.fullDate(subscription.pause.from_on),
                until: format.fullDate(subscription.pause.until_on),
              })
            : t('notice.paused', { from: format.fullDate(subscription.pause.from_on) })}
        </Callout>
      ) : null}
    </>
  );
}

type OverdueProps = { overdue: OverdueRow; contactId: string };

function OverdueNotice({ overdue, contactId }: OverdueProps) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { can } = useOrganization();
  const { invoice, payer } = overdue;
  return (
    <Callout tone="bad" actions={can('billing.write') ? <OverdueActs overdue={overdue} /> : null}>
      <b>
        {t(overdue.mode === 'invoice' ? 'overdue.unpaid' : 'overdue.refused', {
          amount: format.money(invoice.balance, invoice.currency),
          date: format.fullDate(overdue.first_failed_on),
        })}
      </b>
      {overdue.reason_text ? ` (${overdue.reason_text})` : null}
      {'. '}
      {payer.id === contactId ? null : `${t('overdue.payer', { name: payer.name })} `}
      {overdue.access === 'closed' ? `${t('overdue.closed')} ` : null}
      <span className={classes.next}>
        <Coming overdue={overdue} />
      </span>
    </Callout>
  );
}

/** What comes next by itself, or why nothing does. */
function Coming({ overdue }: { overdue: OverdueRow }) {
  const { t } = useTranslation('record');
  const { t: told } = useTranslation('overdue');
  const format = useFormat();
  const byHand = overdue.mode === 'invoice';
  const standing = standingOf(overdue);
  if (standing) return told(`told.${standing}`);
  const next = overdue.steps
    .filter(({ kind, done_at }) => kind === (byHand ? 'reminder' : 'retry') && !done_at)
    .map(({ due_on }) => format.dayAndDate(due_on));
  if (next.length === 0) return t(byHand ? 'overdue.no_reminder' : 'overdue.no_more');
  const dates = { dates: format.list(next), count: next.length };
  return t(byHand ? 'overdue.reminder' : 'overdue.next', dates);
}

function OverdueActs({ overdue }: { overdue: OverdueRow }) {
  const { t } = useTranslation('record');
  const { t: ofCases } = useTranslation('overdue');
  const [isWriting, setWriting] = useState(false);
  const act = useOverdueActs(overdue);
  const standing = standingOf(overdue);
  const mayRetry = overdue.mode !== 'invoice' && (standing === null || standing === 'paused');
  return (
    <>
      {mayRetry ? (
        <Button loading={act.isPending} onClick={() => act.mutate('retry')}>
          {t('overdue.retry')}
        </Button>
      ) : null}
      <Button onClick={() => setWriting(true)}>{ofCases('act.write.menu')}</Button>
      <Button
        variant="subtle"
        color="gray"
        onClick={() => act.mutate(overdue.paused ? 'resume' : 'pause')}
      >
        {overdue.paused ? t('overdue.resume') : t('overdue.pause')}
      </Button>
      {isWriting ? (
        <CaseActDialog kind="write" rows={[overdue]} onClose={() => setWriting(false)} />
      ) : null}
    </>
  );
}

function useOverdueActs(overdue: OverdueRow) {
  const { t } = useTranslation('record');
  const { org, path } = useOrganization();
  const sentence = useSentence();
  const at = `${path}/overdue-cases/${overdue.id}`;
  return useMutation({
    mutationFn: (act: 'retry' | 'pause' | 'resume') => {
      if (act === 'retry') return api.post<unknown>(`${at}/retry`);
      return act === 'pause'
        ? api.post<unknown>(`${at}/pause`)
        : api.delete<unknown>(`${at}/pause`);
    },
    onSuccess: async (_answer, act) => {
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
      toast({ message: t(`overdue.done_${act}`) });
    },
    onError: (error) => toast({ message: sentence(error), tone: 'bad' }),
  });
}

function ChangeNotice({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { pending_change: change, currency } = subscription;
  if (!change) return null;
  const { addons } = change;
  const extra = addons.reduce((sum, each) => sum + each.unit_amount * each.quantity, 0);
  const with_addons = addons.length > 0 ? 'notice.change_addons' : 'notice.change';
  return (
    <Callout tone="info">
      {t(change.price_change_id ? 'notice.change_price' : with_addons, {
        date: format.fullDate(change.effective_on),
        plan: change.plan.name,
        addons: addons.map(({ name, quantity }) => `${name} ×${quantity}`).join(', '),
        amount: format.money(change.amount * change.quantity + extra, currency),
      })}
    </Callout>
  );
}
