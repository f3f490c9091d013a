import { Button, NumberInput, Radio, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { isProblem } from '../../api/problem.ts';
import {
  AddonCounts,
  addressOf,
  countsOf,
  MoneyInput,
  toast,
  useForm,
  useFormat,
  useIntent,
  wantedOf,
} from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import type { Answer, OwnOffer } from '../joinTypes.ts';
import { usePortal } from '../portal.ts';
import { overviewQuery, queryClient } from '../queries.ts';
import type { Overview } from '../types.ts';
import { JoinBill, useJoinPreview } from './JoinBill.tsx';
import { JoinQuestion } from './JoinQuestion.tsx';
import { type JoinValues, useJoinDraft } from './joinDraft.ts';
import { useOfferCost } from './offerCost.ts';

export type JoinWish = {
  price_id?: string;
  amount?: number | null;
  quantity: number;
  addons: { addon_id: string; quantity: number }[];
};

function startOf(offer: OwnOffer): JoinValues {
  const known = offer.questions.map(({ key, value }) => [key, value] as const);
  return {
    price: offer.prices[0]?.id ?? '',
    amount: offer.custom ? (offer.prices[0]?.amount ?? null) : null,
    quantity: 1,
    counts: countsOf(offer.prices[0]?.addons ?? []),
    answers: Object.fromEntries(known),
    message: '',
  };
}

/** The price, the number, the add-ons, what the plan's form asks, what it costs, one button. */
export function JoinForm({ offer }: { offer: OwnOffer }) {
  const { t } = useTranslation('portal');
  const { org } = usePortal();
  const draft = useJoinDraft(offer);
  const join = useJoining(offer, draft.forget);
  const form = useForm(draft.found ?? startOf(offer), join.error);
  const { values } = form;
  const price = offer.prices.find(({ id }) => id === values.price);
  const wish: JoinWish = {
    price_id: values.price,
    quantity: values.quantity,
    addons: wantedOf(price?.addons ?? [], values.counts),
    ...(offer.custom ? { amount: values.amount } : {}),
  };
  const preview = useJoinPreview(offer.id, wish);
  const bill = offer.custom && values.amount === null ? undefined : preview.data;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate({ ...wish, answers: sent(values.answers), message: values.message });
      }}
    >
      <Terms offer={offer} form={form} />
      {offer.questions.map((question) => (
        <JoinQuestion
          key={question.key}
          question={question}
          value={values.answers[question.key] ?? null}
          error={form.errorOf(`answers.${question.key}`)}
          onChange={(answer) => form.set('answers', { ...values.answers, [question.key]: answer })}
        />
      ))}
      {offer.message === 'none' ? null : (
        <Textarea
          size="lg"
          autosize
          minRows={3}
          maxLength={2000}
          required={offer.message === 'required'}
          label={t('join.message')}
          value={values.message}
          error={form.errorOf('message')}
          onChange={(event) => form.set('message', event.currentTarget.value)}
        />
      )}
      {bill ? <JoinBill offer={offer} preview={bill} onLeave={() => draft.keep(values)} /> : null}
      <Failure error={join.error ?? preview.error} except={['answers', 'message']} />
      <div className={classes.actions}>
        <Button
          type="submit"
          size="lg"
          variant="filled"
          loading={join.isPending}
          disabled={!bill || bill.needs_method}
        >
          {t(offer.approval_needed ? 'join.ask' : 'join.confirm', { plan: offer.name })}
        </Button>
        <Button component={Link} to={`/portal/${org}` as string} size="lg">
          {t('return.not_now')}
        </Button>
      </div>
    </form>
  );
}

type FormProps = { offer: OwnOffer; form: ReturnType<typeof useForm<JoinValues>> };

/** Which price, how much, how many, and what beside. */
function Terms({ offer, form }: FormProps) {
  const { t } = useTranslation('portal');
  const costOf = useOfferCost(offer);
  const format = useFormat();
  const { values } = form;
  const price = offer.prices.find(({ id }) => id === values.price);
  const minimum = format.money(offer.minimum_amount, price?.currency);
  return (
    <>
      {offer.prices.length > 1 ? (
        <Radio.Group
          label={t('join.price')}
          value={values.price}
          onChange={(id) => {
            form.set('price', id);
            const chosen = offer.prices.find((each) => each.id === id);
            if (offer.custom) form.set('amount', chosen?.amount ?? null);
          }}
        >
          {offer.prices.map((each) => (
            <Radio key={each.id} value={each.id} className={classes.choice} label={costOf(each)} />
          ))}
        </Radio.Group>
      ) : null}
      {offer.custom ? (
        <MoneyInput
          size="lg"
          required
          withAsterisk={false}
          label={t('change.amount')}
          description={t('change.minimum', { amount: minimum })}
          minor={values.amount}
          error={form.errorOf('amount')}
          onMinor={(amount) => form.set('amount', amount)}
          currency={price?.currency ?? 'EUR'}
        />
      ) : null}
      {!offer.custom && price?.amount === 0 ? null : (
        <NumberInput
          size="lg"
          label={t('change.quantity')}
          allowDecimal={false}
          min={1}
          max={offer.seats_left ?? 1000}
          value={values.quantity}
          error={form.errorOf('quantity')}
          onChange={(count) => form.set('quantity', Math.max(1, Number(count) || 1))}
        />
      )}
      {price && price.addons.length > 0 ? (
        <fieldset className={classes.choices}>
          <legend className={classes.legend}>{t('change.addons')}</legend>
          <AddonCounts
            size="lg"
            currency={price.currency}
            offered={price.addons}
            counts={values.counts}
            onCounts={(counts) => form.set('counts', counts)}
          />
        </fieldset>
      ) : null}
    </>
  );
}

/** Addresses go without their empty lines, empty texts as nothing. */
function sent(answers: Record<string, Answer>): Record<string, Answer> {
  const clean = (value: Answer): Answer => {
    if (typeof value === 'object' && value !== null) return addressOf(value);
    return typeof value === 'string' && value.trim() === '' ? null : value;
  };
  return Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, clean(value)]));
}

function useJoining(offer: OwnOffer, onJoined: () => void) {
  const { t } = useTranslation('portal');
  const { org, path, overview: before } = usePortal();
  const router = useRouter();
  const intent = useIntent();
  return useMutation({
    mutationFn: (body: JoinWish & { answers: Record<string, Answer>; message: string }) =>
      api.post<Overview>(`${path}/plans/${offer.id}/join`, { body, idempotencyKey: intent.key }),
    // What may have arrived although its answer did not is asked under the same key.
    onError: (error) => {
      if (isProblem(error) && error.status >= 400 && error.status < 500) intent.renew();
    },
    onSuccess: (after) => {
      onJoined();
      queryClient.setQueryData(overviewQuery(org).queryKey, after);
      const known = new Set(before.due.map(({ invoice_id }) => invoice_id));
      const toPay = after.due.find(
        ({ invoice_id, in_progress }) => !known.has(invoice_id) && !in_progress,
      );
      const done = t(offer.approval_needed ? 'join.asked' : 'join.done', { plan: offer.name });
      if (!toPay) toast({ message: done });
      router.history.push(toPay ? `/portal/${org}/pay/${toPay.invoice_id}` : `/portal/${org}`);
    },
  });
}
