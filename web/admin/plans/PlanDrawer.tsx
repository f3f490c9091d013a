import { Button, CloseButton, Collapse, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import {
  Callout,
  PlanMark,
  toast,
  useForm,
  useFormat,
  useIntent,
  useSentence,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import shared from '../shared/Page.module.css';
import { PlanActs } from './PlanActs.tsx';
import { PlanBenefits } from './PlanBenefits.tsx';
import { ColorField } from './PlanColor.tsx';
import { PlanExtras } from './PlanExtras.tsx';
import { KindField, NameFields, PriceFields } from './PlanFields.tsx';
import { PlanJoining } from './PlanJoining.tsx';
import { KindFields } from './PlanKind.tsx';
import { PlanMemberRules } from './PlanMemberRules.tsx';
import { PlanPages } from './PlanPages.tsx';
import { PlanPicture } from './PlanPicture.tsx';
import { PlanPreview } from './PlanPreview.tsx';
import { PlanRenewal } from './PlanRenewal.tsx';
import { PlanRules } from './PlanRules.tsx';
import classes from './Plans.module.css';
import { bodyOf, type PlanWish, startingWish } from './planForm.ts';

type Props = { plan: PlanDetail | undefined; onClose: () => void };

/** One plan: a form to make or change it, and what else can be done with it. */
export function PlanDrawer({ plan, onClose }: Props) {
  const { t } = useTranslation('plans');
  const { t: ui } = useTranslation('ui');
  const { can } = useOrganization();
  return (
    <div className={shared.drawerBody}>
      <div className={shared.drawerHead}>
        <h2 className={classes.name}>
          {plan ? <PlanMark plan={plan} /> : null}
          {plan?.name ?? t('add')}
        </h2>
        <CloseButton aria-label={ui('close')} onClick={onClose} />
      </div>
      {plan && can('plans.write') ? <PlanActs plan={plan} onGone={onClose} /> : null}
      {plan ? <PlanNote plan={plan} /> : null}
      {plan && !plan.deleted_at && can('plans.write') ? <PlanPicture plan={plan} /> : null}
      <PlanForm plan={plan} onSaved={onClose} />
    </div>
  );
}

/** Whom the plan as it stands is for. */
function PlanNote({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { can } = useOrganization();
  const count = plan.counts.running;
  if (plan.deleted_at) {
    const date = format.fullDate(plan.deleted_at.slice(0, 10));
    return <Callout tone="info">{t('deleted_note', { count, date })}</Callout>;
  }
  if (count === 0 || !can('plans.write')) return null;
  return <Callout tone="info">{t('edit_note', { count })}</Callout>;
}

function useSavePlan(plan: PlanDetail | undefined, onSaved: () => void) {
  const { t } = useTranslation('plans');
  const { org, path, organization } = useOrganization();
  const intent = useIntent();
  return useMutation({
    mutationFn: (wish: PlanWish) => {
      const body = bodyOf(wish, plan, organization.currency);
      return plan
        ? api.patch(`${path}/plans/${plan.id}`, { body, version: plan.version })
        : api.post(`${path}/plans`, { body, idempotencyKey: intent.key });
    },
    onError: intent.renew,
    onSuccess: async (_answer, { name }) => {
      // What it gives may be owed from now on: lists and counts follow.
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
      toast({ message: t('saved', { name }) });
      onSaved();
    },
  });
}

function PlanForm({ plan, onSaved }: { plan: PlanDetail | undefined; onSaved: () => void }) {
  const { t } = useTranslation('plans');
  const sentence = useSentence();
  const { organization, can } = useOrganization();
  const save = useSavePlan(plan, onSaved);
  const form = useForm<PlanWish>(startingWish(plan, organization.currency), save.error);
  const [showsRules, setShowsRules] = useState(plan !== undefined);
  const isLocked = !can('plans.write') || Boolean(plan?.deleted_at);
  return (
    <form
      noValidate
      className={shared.below}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(form.values);
      }}
    >
      <fieldset disabled={isLocked} className={`${shared.form} ${shared.set}`}>
        {plan ? null : <KindField form={form} />}
        <NameFields form={form} />
        <ColorField form={form} />
        <KindFields form={form} />
        <PriceFields form={form} currency={organization.currency} />
        <PlanBenefits form={form} />
        <PlanPages form={form} />
        <div>
          <UnstyledButton
            className={shared.linkRow}
            aria-expanded={showsRules}
            onClick={() => setShowsRules(!showsRules)}
          >
            {showsRules ? '▾' : '▸'} {t('rules')}
          </UnstyledButton>
        </div>
        <Collapse expanded={showsRules}>
          <div className={shared.form}>
            <PlanRules form={form} />
            <PlanRenewal form={form} />
            <PlanExtras form={form} />
            <PlanMemberRules form={form} />
            <PlanJoining form={form} plan={plan} />
          </div>
        </Collapse>
        {isLocked ? null : <PlanPreview wish={form.values} />}
        {save.error ? (
          <p role="alert" className={shared.problem}>
            {sentence(save.error)}
          </p>
        ) : null}
        {isLocked ? null : (
          <div className={shared.buttons}>
            <Button type="submit" variant="filled" loading={save.isPending}>
              {t(plan ? 'save' : 'create')}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}
