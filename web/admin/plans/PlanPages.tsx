import { Checkbox, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useOrganization } from '../organization.ts';
import { pageListQuery } from '../pages/queries.ts';
import type { PlanForm } from './PlanFields.tsx';
import classes from './Plans.module.css';

/** The pages a plan opens: ticked where plans decide; those for all members are told of. */
export function PlanPages({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  const { t: words } = useTranslation('pages');
  const { org } = useOrganization();
  const items = useQuery(pageListQuery(org)).data?.items ?? [];
  if (items.length === 0) return null;
  const open = items.filter(({ audience }) => audience !== 'plans').map(({ id }) => id);
  return (
    <section aria-label={t('pages.label')} className={classes.prices}>
      <Checkbox.Group
        label={t('pages.label')}
        description={t('pages.help')}
        error={form.errorOf('pages')}
        value={[...form.values.pages, ...open]}
        onChange={(ids) =>
          form.set(
            'pages',
            ids.filter((id) => !open.includes(id)),
          )
        }
      >
        <Stack gap={6} pt={6}>
          {items.map(({ id, title, audience, published }) => (
            <Checkbox
              key={id}
              value={id}
              disabled={audience !== 'plans'}
              label={
                <>
                  {title}{' '}
                  <span className="muted">
                    {audience === 'plans' ? '' : `· ${words(`audience.${audience}`)} `}
                    {published ? '' : `· ${words('state.draft')}`}
                  </span>
                </>
              }
            />
          ))}
        </Stack>
      </Checkbox.Group>
    </section>
  );
}
