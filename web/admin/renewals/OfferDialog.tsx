import { Button, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { RenewalDetail, RenewalWish } from '../../api/renewals.ts';
import type { Subscription } from '../../api/subscriptions.ts';
import type { Named, Plan } from '../../api/types.ts';
import { ConfirmDialog, countsOf, Loading, useForm } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { ContactPicker } from '../people/ContactPicker.tsx';
import { plansQuery } from '../people/queries.ts';
import { firstPriceOf } from '../people/useJoin.ts';
import { ChangeAddons, useOffered } from '../record/acts/ChangeAddons.tsx';
import { bodyOf, type ChangeWish, WhatFields } from '../record/acts/ChangeFields.tsx';
import { useAct } from '../record/acts/useAct.ts';
import { subscriptionQuery } from './queries.ts';
import type { RenewalDialogProps } from './RenewalDialogs.tsx';

type Props = RenewalDialogProps & {
  /** What the member asked for, to start with; null: what is offered. */
  wish: RenewalWish | null;
};

/** What the next term is offered as; nothing is sent or billed by it. */
export function OfferDialog(props: Props) {
  const { t } = useTranslation('renewals');
  const { org } = useOrganization();
  const plans = useQuery(plansQuery(org));
  const subscription = useQuery(subscriptionQuery(org, props.renewal.subscription_id));
  if (plans.data && subscription.data) {
    return <OfferForm {...props} plans={plans.data.items} subscription={subscription.data} />;
  }
  return (
    <ConfirmDialog
      opened
      disabled
      onClose={props.onClose}
      onConfirm={props.onClose}
      title={t('offer.title', { name: props.renewal.contact.name })}
      confirm={t('offer.confirm')}
      error={plans.error ?? subscription.error}
    >
      <Loading />
    </ConfirmDialog>
  );
}

type FormProps = Props & { plans: Plan[]; subscription: Subscription };

type OfferBody = { payer_id?: string } & Partial<NonNullable<ReturnType<typeof bodyOf>>>;

function OfferForm({ renewal, wish, onClose, plans, subscription }: FormProps) {
  const { t } = useTranslation('renewals');
  const { t: record } = useTranslation('record');
  const name = renewal.contact.name;
  const act = useAct<OfferBody>({
    send: (path, idempotencyKey, body) =>
      api.put(`${path}/renewals/${renewal.id}/offer`, { idempotencyKey, body }),
    done: t('offer.done', { name }),
    onDone: onClose,
  });
  const start = { ...startOf(renewal, wish, plans), payer: renewal.payer as Named | null };
  const form = useForm<ChangeWish & { payer: Named | null }>(start, act.error);
  const { values } = form;
  const plan = plans.find(({ id }) => id === values.plan_id);
  const offered = useOffered(subscription, { ...values, plan });
  const sold = bodyOf(values, { offered, subscription });
  const { payer } = values;
  const payerId = payer && payer.id !== renewal.payer.id ? { payer_id: payer.id } : {};
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('offer.title', { name })}
      confirm={t('offer.confirm')}
      pending={act.isPending}
      error={act.error}
      disabled={!sold || !payer}
      onConfirm={() => act.mutate({ ...sold, ...payerId })}
    >
      <p className="soft">{t('offer.text')}</p>
      <WhatFields form={form as never} subscription={subscription} />
      <NumberInput
        label={record('change.quantity')}
        min={1}
        max={999}
        value={values.quantity}
        onChange={(value) => form.set('quantity', Math.max(1, Number(value) || 1))}
        error={form.errorOf('quantity')}
      />
      <ChangeAddons
        offered={offered ?? []}
        subscription={subscription}
        counts={values.addons}
        onCounts={(addons) => form.set('addons', addons)}
        error={form.errorOf('addons')}
      />
      <ContactPicker
        label={t('offer.payer')}
        description={wish?.payer ? t('offer.payer_asked', { payer: wish.payer }) : undefined}
        value={payer}
        onChange={(found) => form.set('payer', found)}
        error={form.errorOf('payer_id')}
      />
      {renewal.offer.changed ? (
        <div>
          <Button variant="subtle" loading={act.isPending} onClick={() => act.mutate({})}>
            {t('offer.same')}
          </Button>
        </div>
      ) : null}
    </ConfirmDialog>
  );
}

/** What is offered, with what the member asked for in its place. */
function startOf(
  { offer, price_id }: RenewalDetail,
  wish: RenewalWish | null,
  plans: Plan[],
): ChangeWish {
  const plan_id = wish?.plan?.id ?? offer.plan.id;
  const plan = plans.find(({ id }) => id === plan_id);
  const known = wish?.plan ? firstPriceOf(plan) : price_id;
  const chosen = wish?.price_id ?? known;
  const price = plan?.prices.find(({ id }) => id === chosen);
  const isSame = plan_id === offer.plan.id && chosen === price_id;
  const isOwn = isSame && offer.changed && price !== undefined && price.amount !== offer.amount;
  return {
    plan_id,
    price_id: chosen,
    amount: isOwn ? offer.amount : null,
    quantity: wish?.quantity ?? offer.quantity,
    when: 'usual',
    prorate: true,
    addons: countsOf(wish?.addons ?? (isSame ? offer.addons : [])),
  };
}
