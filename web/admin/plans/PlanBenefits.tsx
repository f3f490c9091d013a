import { Button, Checkbox, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BenefitDetail, DeliveryKind } from '../../api/benefits.ts';
import { api } from '../../api/http.ts';
import { useForm, useSentence } from '../../ui/index.ts';
import { benefitListQuery, benefitsKey } from '../benefits/queries.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import shared from '../shared/Page.module.css';
import type { PlanForm } from './PlanFields.tsx';
import classes from './Plans.module.css';

/** What a plan gives: ticked from what the organization offers, or named on the way. */
export function PlanBenefits({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  const { t: words } = useTranslation('benefits');
  const { org } = useOrganization();
  const items = useQuery(benefitListQuery(org)).data?.items ?? [];
  const { benefits } = form.values;
  return (
    <section aria-label={t('benefits.label')} className={classes.prices}>
      <Checkbox.Group
        label={t('benefits.label')}
        description={t('benefits.help')}
        error={form.errorOf('benefits')}
        value={benefits}
        onChange={(ids) => form.set('benefits', ids)}
      >
        <Stack gap={6} pt={6}>
          {items.length === 0 ? <span className="muted">{t('benefits.none')}</span> : null}
          {items.map(({ id, name, delivery }) => (
            <Checkbox
              key={id}
              value={id}
              label={
                <>
                  {name} <span className="muted">· {words(`short.${delivery}`)}</span>
                </>
              }
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <NewBenefit onMade={(id) => form.set('benefits', [...benefits, id])} />
    </section>
  );
}

const kinds: DeliveryKind[] = ['none', 'once', 'period'];

/** Names a benefit without leaving the plan; it is there for every plan from then on. */
function NewBenefit({ onMade }: { onMade: (id: string) => void }) {
  const { t } = useTranslation('plans');
  const { t: words } = useTranslation('benefits');
  const { org, path } = useOrganization();
  const sentence = useSentence();
  const make = useMutation({
    mutationFn: (body: object) => api.post<BenefitDetail>(`${path}/benefits`, { body }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: benefitsKey(org) });
      form.setValues({ name: '', delivery: 'none' });
      onMade(id);
    },
  });
  const form = useForm({ name: '', delivery: 'none' as DeliveryKind }, make.error);
  const { name, delivery } = form.values;
  return (
    <>
      <div className={classes.newBenefit}>
        <TextInput
          label={t('benefits.new')}
          maxLength={120}
          value={name}
          error={form.errorOf('name')}
          onChange={(event) => form.set('name', event.currentTarget.value)}
        />
        <Select
          label={words('field.delivery')}
          allowDeselect={false}
          value={delivery}
          data={kinds.map((value) => ({ value, label: words(`delivery.${value}`) }))}
          onChange={(value) => form.set('delivery', value as DeliveryKind)}
        />
        <Button
          disabled={name.trim() === ''}
          loading={make.isPending}
          onClick={() => make.mutate({ name, delivery })}
        >
          {t('benefits.add')}
        </Button>
      </div>
      {make.error ? (
        <p role="alert" className={shared.problem}>
          {sentence(make.error)}
        </p>
      ) : null}
    </>
  );
}
