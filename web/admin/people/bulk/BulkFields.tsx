import { Checkbox, Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { useForm } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { ReasonFields } from '../../renewals/ReasonFields.tsx';
import { ContactPicker } from '../ContactPicker.tsx';
import { plansQuery } from '../queries.ts';
import type { BulkAct } from './acts.ts';
import { DeliverFields } from './DeliverFields.tsx';
import { PlanFields } from './PlanFields.tsx';
import { ExtendFields, PauseFields } from './TimeFields.tsx';
import { type BulkValues, isOfPeople } from './values.ts';

export type FieldsProps = { form: ReturnType<typeof useForm<BulkValues>> };

const withReason = new Set<BulkAct>([
  ...(['extend', 'cancel', 'revoke', 'decline', 'renewal_intervene'] as const),
]);

/** What an act on many people asks for. */
export function BulkFields({
  act,
  form,
  hasPlans,
}: FieldsProps & { act: BulkAct; hasPlans: boolean }) {
  const { t } = useTranslation('bulk');
  const { values } = form;
  return (
    <>
      {act === 'change' ? <PlanFields form={form} /> : null}
      {act === 'payer' ? (
        <ContactPicker
          autoFocus
          label={t('payer')}
          value={values.payer}
          onChange={(payer) => form.set('payer', payer)}
          error={form.errorOf('payer_id')}
        />
      ) : null}
      {act === 'extend' ? <ExtendFields form={form} /> : null}
      {act === 'pause' ? <PauseFields form={form} /> : null}
      {act === 'deliver' ? <DeliverFields form={form} /> : null}
      {isOfPeople(act) || !hasPlans ? null : <OnlyPlan act={act} form={form} />}
      {act === 'cancel' ? (
        <Checkbox
          label={t('stop_collecting')}
          description={t('stop_collecting_help')}
          checked={values.stop_collecting}
          onChange={(event) => form.set('stop_collecting', event.currentTarget.checked)}
        />
      ) : null}
      {act === 'renewal_refuse' ? (
        <ReasonFields
          reason={values.reason}
          comment={values.comment}
          onReason={(reason) => form.set('reason', reason)}
          onComment={(comment) => form.set('comment', comment)}
        />
      ) : null}
      {withReason.has(act) ? (
        <Textarea
          label={t('reason')}
          autosize
          maxLength={act === 'renewal_intervene' ? 500 : 1000}
          value={values.reason}
          onChange={(event) => form.set('reason', event.currentTarget.value)}
        />
      ) : null}
    </>
  );
}

/** Whoever has several subscriptions is acted on in one of them alone. */
function OnlyPlan({ act, form }: FieldsProps & { act: BulkAct }) {
  const { t } = useTranslation('bulk');
  const { org } = useOrganization();
  const { data } = useQuery(plansQuery(org));
  return (
    <Select
      label={t(act === 'reactivate' ? 'only_ended' : 'only')}
      placeholder={t('only_all')}
      clearable
      value={form.values.only_plan_id}
      data={(data?.items ?? []).map(({ id, name: label }) => ({ value: id, label }))}
      onChange={(id) => form.set('only_plan_id', id)}
    />
  );
}
