import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, countsOf, useForm } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { plansQuery } from '../../people/queries.ts';
import type { SubscriptionActProps } from './ActDialog.tsx';
import { ActReceipt } from './ActReceipt.tsx';
import { ChangeAddons, useOffered } from './ChangeAddons.tsx';
import { bodyOf, type ChangeWish, WhatFields, WhenFields } from './ChangeFields.tsx';
import { useAct, useActPreview } from './useAct.ts';

/** Another plan, price, number or other add-ons: now with the difference, or at the next period. */
export function ChangeDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const address = `/subscriptions/${subscription.id}/change`;
  const { org } = useOrganization();
  const plans = useQuery(plansQuery(org));
  const act = useAct<ReturnType<typeof bodyOf>>({
    send: (path, idempotencyKey, body) =>
      api.post(path + address, { idempotencyKey, version: subscription.version, body }),
    done: t('change.done', { name }),
    onDone: onClose,
  });
  const form = useForm<ChangeWish>(
    {
      plan_id: subscription.plan?.id ?? null,
      price_id: subscription.price_id,
      amount: null,
      quantity: subscription.quantity,
      when: 'usual',
      prorate: true,
      addons: countsOf(subscription.addons),
    },
    act.error,
  );
  const { values } = form;
  const plan = plans.data?.items.find(({ id }) => id === values.plan_id);
  const offered = useOffered(subscription, { ...values, plan });
  const body = bodyOf(values, { offered, subscription });
  const isSame =
    values.plan_id === subscription.plan?.id &&
    values.price_id === subscription.price_id &&
    values.quantity === subscription.quantity &&
    values.amount === null &&
    subscription.addons.length === (body?.addons.length ?? 0) &&
    subscription.addons.every(({ addon_id, quantity }) => values.addons[addon_id] === quantity);
  const preview = useActPreview(
    `${address}/preview`,
    body && !isSame ? { method: 'post', input: body } : null,
  );
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('change.title', { name })}
      confirm={t('change.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      disabled={!body || isSame || preview.isError}
      onConfirm={() => act.mutate(body)}
    >
      <WhatFields form={form} subscription={subscription} />
      <ChangeAddons
        offered={offered ?? []}
        subscription={subscription}
        counts={values.addons}
        onCounts={(addons) => form.set('addons', addons)}
        error={form.errorOf('addons')}
      />
      <WhenFields form={form} />
      {body && !isSame ? <ActReceipt title={t('receipt.title')} preview={preview} /> : null}
    </ConfirmDialog>
  );
}

/** Takes back a change that was to come. */
export function WithdrawDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const act = useAct({
    send: (path) =>
      api.delete(`${path}/subscriptions/${subscription.id}/change`, {
        version: subscription.version,
      }),
    done: t('withdraw.done', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('withdraw.title', { name })}
      confirm={t('withdraw.confirm')}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <p>{t('withdraw.text')}</p>
    </ConfirmDialog>
  );
}
