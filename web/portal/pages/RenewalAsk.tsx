import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countsOf, ErrorState, Loading, wantedOf } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import { usePortal } from '../portal.ts';
import { choicesQuery } from '../queries.ts';
import type { MemberRenewal } from '../renewalTypes.ts';
import type { Choices } from '../types.ts';
import { ChangePlans, heldValue } from './ChangePlans.tsx';
import { Addons, HowMany } from './HowMany.tsx';
import { useAnswer } from './useAnswer.ts';

type Props = { renewal: MemberRenewal; onBack: () => void };

/** What the member would like instead: by choice where they hold it, and in their own words. */
export function RenewalAsk(props: Props) {
  const { org, overview } = usePortal();
  const id = props.renewal.subscription_id;
  // Who only pays for it chooses no plan; they say it in words.
  const isHeld = overview.subscriptions.some((each) => each.id === id);
  const choices = useQuery({ ...choicesQuery(org, id), enabled: isHeld });
  if (choices.error) {
    return <ErrorState error={choices.error} onRetry={() => void choices.refetch()} />;
  }
  if (isHeld && !choices.data) return <Loading />;
  return <AskForm {...props} choices={choices.data ?? null} />;
}

function AskForm({ renewal, onBack, choices }: Props & { choices: Choices | null }) {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const answer = useAnswer(renewal, 'change');
  const [said, setSaid] = useState(() => saidIn(renewal));
  const { chosen, ...fields } = useChosen(renewal, choices);
  const held = overview.subscriptions.find(({ id }) => id === renewal.subscription_id);
  const body = { ...chosen, ...said };
  const asksNothing = Object.values(body).every((value) => value === '');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        answer.mutate(body, { onSuccess: onBack });
      }}
    >
      {choices && held ? (
        <ChangePlans
          choices={choices}
          mark={held.plan}
          price={fields.price}
          onPrice={fields.setPrice}
        />
      ) : null}
      <HowMany quantity={fields.quantity} onQuantity={fields.setQuantity} />
      <Addons
        offered={fields.offered}
        currency={renewal.currency}
        counts={fields.counts}
        onCounts={fields.setCounts}
      />
      <InWords said={said} onSaid={setSaid} />
      <Failure error={answer.error} />
      <div className={classes.actions}>
        <Button
          type="submit"
          size="lg"
          variant="filled"
          loading={answer.isPending}
          disabled={asksNothing}
        >
          {t('renewal.ask_send')}
        </Button>
        <Button size="lg" onClick={onBack}>
          {t('renewal.ask_back')}
        </Button>
      </div>
    </form>
  );
}

type Said = { payer: string; details: string; comment: string };

function saidIn({ wish }: MemberRenewal): Said {
  return { payer: wish?.payer ?? '', details: wish?.details ?? '', comment: wish?.comment ?? '' };
}

/** Who should pay, what is wrong in their details, and anything else. */
function InWords({ said, onSaid }: { said: Said; onSaid: (said: Said) => void }) {
  const { t } = useTranslation('portal');
  const field = (key: keyof Said, maxLength: number) => ({
    size: 'lg',
    maxLength,
    label: t(`renewal.${key}`),
    value: said[key],
    onChange: (event: { currentTarget: { value: string } }) =>
      onSaid({ ...said, [key]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput {...field('payer', 200)} description={t('renewal.payer_hint')} />
      <Textarea {...field('details', 1000)} minRows={2} autosize />
      <Textarea {...field('comment', 2000)} minRows={2} autosize />
    </>
  );
}

/** Plan, number and add-ons as they were asked for before, or as they are; and what differs. */
function useChosen({ wish, quantity: offeredNow }: MemberRenewal, choices: Choices | null) {
  const now = choices?.quantity ?? offeredNow;
  const held = choices ? heldValue(choices) : '';
  const priceIn = (id: string) =>
    choices?.plans.flatMap((plan) => plan.prices).find((each) => each.id === id);
  const wished = wish?.price_id && priceIn(wish.price_id) ? wish.price_id : held;
  const [price, setPrice] = useState(wished);
  const [quantity, setQuantity] = useState(wish?.quantity ?? now);
  const [counts, setCounts] = useState(() => countsOf(wish?.addons ?? choices?.addons ?? []));
  const isHeld = price === held;
  const offered = (isHeld ? choices?.addons : priceIn(price)?.addons) ?? [];
  const addons = wantedOf(offered, counts);
  const plan = choices?.plans.find(({ prices }) => prices.some(({ id }) => id === price));
  const differs = offered.some(
    ({ addon_id, quantity: had }) => (counts[addon_id] ?? 0) !== (isHeld ? had : 0),
  );
  const chosen = {
    ...(isHeld || !plan ? {} : { plan_id: plan.id, price_id: price }),
    ...(quantity === now ? {} : { quantity }),
    ...(differs || (!isHeld && offered.length > 0) ? { addons } : {}),
  };
  return { price, setPrice, quantity, setQuantity, counts, setCounts, offered, chosen };
}
