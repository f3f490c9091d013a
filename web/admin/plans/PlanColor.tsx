import { Group, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type PlanColor, planColors } from '../../api/plans.ts';
import { PlanMark } from '../../ui/index.ts';
import type { PlanForm } from './PlanFields.tsx';
import classes from './Plans.module.css';

/** The mark beside the plan's name: each color with its word, chosen by click or arrow keys. */
export function ColorField({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  return (
    <Radio.Group
      label={t('color.label')}
      description={t('color.help')}
      error={form.errorOf('color')}
      value={form.values.color ?? 'none'}
      onChange={(value) => form.set('color', value === 'none' ? null : (value as PlanColor))}
    >
      <Group gap="6px 16px" pt={6}>
        <Radio value="none" label={t('color.none')} />
        {planColors.map((color) => (
          <Radio
            key={color}
            value={color}
            label={
              <span className={classes.color}>
                <PlanMark plan={{ color, picture: null }} />
                {t(`color.${color}`)}
              </span>
            }
          />
        ))}
      </Group>
    </Radio.Group>
  );
}
