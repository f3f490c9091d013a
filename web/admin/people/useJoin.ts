import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/http.ts';
import type { JoinInput, JoinPreview } from '../../api/subscriptions.ts';
import type { Named, Plan } from '../../api/types.ts';
import { useForm, useFormat, useIntent, wantedOf } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { addonsWith } from './AddonFields.tsx';

export type JoinValues = {
  who: 'new' | 'known';
  contact: Named | null;
  display_name: string;
  email: string;
  plan_id: string | null;
  price_id: string | null;
  amount: number | null;
  quantity: number;
  /** By the id of each add-on. */
  addons: Record<string, number>;
  start_on: string;
  /** Null: as the billing day says. */
  first_billing_on: string | null;
  prorate: boolean;
  payer: Named | null;
  note: string;
  send_invoice: boolean;
};

type Defaults = { start_on: string; first_billing_on: string | null };

/** The add-member form: its values, the defaults of its dates, the live preview, and the act. */
export function useJoin(plans: Plan[], onAdded: (contactId: string) => void) {
  const { org, path } = useOrganization();
  const format = useFormat();
  const intent = useIntent();
  const [start] = useState(() => startingValues(plans, format.today));
  const join = useMutation({
    mutationFn: (body: unknown) =>
      api.post<{ contact_id: string }>(`${path}/subscriptions`, {
        body,
        idempotencyKey: intent.key,
      }),
    onSuccess: async ({ contact_id }) => {
      intent.renew();
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
      onAdded(contact_id);
    },
    onError: () => intent.renew(),
  });
  const form = useForm(start, join.error);
  const { values } = form;
  const plan = plans.find(({ id }) => id === values.plan_id) ?? null;
  const defaults = useQuery({
    queryKey: ['org', org, 'join-defaults', values.plan_id, values.price_id, values.start_on],
    queryFn: ({ signal }) =>
      api.get<Defaults>(`${path}/subscriptions/defaults`, {
        query: {
          plan_id: values.plan_id,
          price_id: values.price_id,
          start_on: values.start_on,
        },
        signal,
      }),
    enabled: values.plan_id !== null && values.start_on !== '',
    placeholderData: keepPreviousData,
  });
  const firstBilling = values.first_billing_on ?? defaults.data?.first_billing_on ?? null;
  const input = plan ? inputOf(values, plan, firstBilling) : null;
  const [asked] = useDebouncedValue(input ? JSON.stringify(input) : null, 180);
  const preview = useQuery({
    queryKey: ['org', org, 'join-preview', asked],
    queryFn: ({ signal }) =>
      api.post<JoinPreview>(`${path}/subscriptions/preview`, {
        body: JSON.parse(asked ?? '{}'),
        signal,
      }),
    enabled: asked !== null && !(plan?.kind === 'custom' && values.amount === null),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const submit = () => {
    const who =
      values.who === 'known'
        ? { contact_id: values.contact?.id }
        : {
            contact: {
              kind: 'person',
              display_name: values.display_name,
              ...(values.email ? { email: values.email } : {}),
            },
          };
    join.mutate({
      ...input,
      ...who,
      send_invoice: values.send_invoice,
      ...(values.note.trim() ? { note: values.note.trim() } : {}),
    });
  };
  return { form, plan, firstBilling, preview, join, submit };
}

function startingValues(plans: Plan[], today: string): JoinValues {
  const plan = plans.find(({ kind }) => kind !== 'free') ?? plans[0];
  return {
    who: 'new',
    contact: null,
    display_name: '',
    email: '',
    plan_id: plan?.id ?? null,
    price_id: firstPriceOf(plan),
    amount: plan?.minimum_amount || null,
    quantity: 1,
    addons: {},
    start_on: today,
    first_billing_on: null,
    prorate: true,
    payer: null,
    note: '',
    send_invoice: false,
  };
}

/** The price a plan starts with in the form. */
export function firstPriceOf(plan: Plan | undefined | null): string | null {
  return plan?.prices.find(({ archived_at }) => !archived_at)?.id ?? null;
}

function inputOf(values: JoinValues, plan: Plan, firstBilling: string | null): JoinInput {
  const isFree = plan.kind === 'free';
  return {
    plan_id: plan.id,
    quantity: values.quantity,
    start_on: values.start_on,
    prorate: values.prorate && !isFree,
    ...(values.price_id && !isFree ? { price_id: values.price_id } : {}),
    ...(plan.kind === 'custom' && values.amount !== null ? { amount: values.amount } : {}),
    ...(firstBilling && !isFree ? { first_billing_on: firstBilling } : {}),
    ...addonsOf(values, plan),
    ...(values.payer ? { payer_id: values.payer.id } : {}),
    ...(values.who === 'known' && values.contact ? { contact_id: values.contact.id } : {}),
  };
}

function addonsOf({ addons, price_id }: JoinValues, plan: Plan): Pick<JoinInput, 'addons'> {
  const wanted = wantedOf(addonsWith(plan, price_id), addons);
  return wanted.length === 0 ? {} : { addons: wanted };
}
