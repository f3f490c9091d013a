import { Checkbox, NumberInput, Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Audience, PageDetail } from '../../api/pages.ts';
import { useOrganization } from '../organization.ts';
import { planListQuery } from '../plans/queries.ts';
import shared from '../shared/Page.module.css';
import type { PageForm } from './PageEditor.tsx';

type Props = { form: PageForm; plans: PageDetail['plans'] };

const audiences: Audience[] = ['everyone', 'members', 'plans'];

/** Who may open the page, and from when. */
export function PageAccess({ form, plans }: Props) {
  const { t } = useTranslation('pages');
  const { audience } = form.values;
  return (
    <section aria-label={t('field.audience')} className={shared.form}>
      <Radio.Group
        label={t('field.audience')}
        value={audience}
        error={form.errorOf('audience')}
        onChange={(value) => form.set('audience', value as Audience)}
      >
        <Stack gap={8} pt={4}>
          {audiences.map((value) => (
            <Radio key={value} value={value} label={t(`audience.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {audience === 'plans' ? <Plans form={form} plans={plans} /> : null}
      {audience === 'everyone' ? null : <Conditions form={form} />}
    </section>
  );
}

/** Plans on sale or archived, and deleted ones that open it still. */
function Plans({ form, plans }: Props) {
  const { t } = useTranslation('pages');
  const { org } = useOrganization();
  const known = useQuery(planListQuery(org)).data?.items ?? [];
  const gone = plans.filter(({ deleted }) => deleted);
  const choices = [
    ...known.map(({ id, name }) => ({ id, label: name })),
    ...gone.map(({ id, name }) => ({ id, label: t('deleted_plan', { name }) })),
  ];
  return (
    <Checkbox.Group
      label={t('field.plans')}
      error={form.errorOf('plans')}
      value={form.values.plans}
      onChange={(ids) => form.set('plans', ids)}
    >
      <Stack gap={6} pt={6}>
        {choices.length === 0 ? <span className="muted">{t('no_plans')}</span> : null}
        {choices.map(({ id, label }) => (
          <Checkbox key={id} value={id} label={label} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function Conditions({ form }: { form: PageForm }) {
  const { t } = useTranslation('pages');
  return (
    <>
      <NumberInput
        label={t('field.after_days')}
        description={t('field.after_days_help')}
        w={160}
        min={0}
        max={3650}
        allowDecimal={false}
        allowNegative={false}
        value={form.values.after_days}
        error={form.errorOf('after_days')}
        onChange={(value) => form.set('after_days', Number(value) || 0)}
      />
      {(['overdue', 'paused'] as const).map((state) => (
        <Checkbox
          key={state}
          label={t(`field.opens_${state}`)}
          checked={form.values[`opens_${state}`]}
          onChange={(event) => form.set(`opens_${state}`, event.currentTarget.checked)}
        />
      ))}
    </>
  );
}
