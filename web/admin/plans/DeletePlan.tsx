import { Checkbox, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import { Callout, ConfirmDialog, useForm } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useAct } from '../record/acts/useAct.ts';

type Props = { plan: PlanDetail; onClose: () => void; onGone: () => void };
type Wish = { writes: boolean; notice: string };

/** Deletes a plan: whom it concerns, and a word to them if staff want to write one. */
export function DeletePlan({ plan, onClose, onGone }: Props) {
  const { t } = useTranslation('plans');
  const { name } = plan;
  const { running } = plan.counts;
  const form = useForm<Wish>({ writes: false, notice: '' });
  const { writes, notice } = form.values;
  const remove = useAct({
    send: (path, idempotencyKey) =>
      api.delete(`${path}/plans/${plan.id}`, {
        version: plan.version,
        idempotencyKey,
        body: writes ? { notice } : {},
      }),
    done: t('delete.done', { name }),
    onDone: onGone,
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('delete.title', { name })}
      confirm={t('delete.confirm', { name })}
      disabled={writes && notice.trim() === ''}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    >
      {running > 0 ? <Concerned plan={plan} /> : null}
      <p>{t('delete.text')}</p>
      {running > 0 ? <Notice form={form} /> : null}
    </ConfirmDialog>
  );
}

function Concerned({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation('plans');
  const { org } = useOrganization();
  return (
    <Callout
      tone="warn"
      actions={
        <Link to={`/o/${org}/people` as string} search={{ q: `plan:"${plan.name}"` } as never}>
          {t('delete.who')}
        </Link>
      }
    >
      {t('delete.running', { count: plan.counts.running })}
    </Callout>
  );
}

function Notice({ form }: { form: ReturnType<typeof useForm<Wish>> }) {
  const { t } = useTranslation('plans');
  return (
    <>
      <Checkbox
        label={t('delete.writes')}
        checked={form.values.writes}
        onChange={(event) => form.set('writes', event.currentTarget.checked)}
      />
      {form.values.writes ? (
        <Textarea
          label={t('delete.notice')}
          description={t('delete.notice_help')}
          autosize
          minRows={4}
          maxLength={5000}
          value={form.values.notice}
          onChange={(event) => form.set('notice', event.currentTarget.value)}
        />
      ) : null}
    </>
  );
}
