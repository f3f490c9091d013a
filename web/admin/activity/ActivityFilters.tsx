import { DatePickerInput } from '@mantine/dates';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Contact } from '../../api/people.ts';
import { addDays, addMonths, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { ContactPicker } from '../people/ContactPicker.tsx';
import shared from '../shared/Page.module.css';
import { Pills } from '../shared/Pills.tsx';
import classes from './Activity.module.css';

const route = getRouteApi('/o/$org/activity');
const kinds = ['access', 'billing', 'email', 'login', 'page'] as const;

type Ask = { kind?: string; contact?: string; from?: string; to?: string };

/** Kind, period and person; all of it in the address. */
export function ActivityFilters({ ask }: { ask: Ask }) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const navigate = route.useNavigate();
  const set = (change: Ask) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const { today } = format;
  const monthStart = `${today.slice(0, 7)}-01`;
  return (
    <div className={shared.filters}>
      <Pills
        label={t('filter.kind')}
        name="kind"
        pills={[
          { value: undefined, label: t('filter.all') },
          ...kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
        ]}
      />
      <DatePickerInput
        className={shared.wide}
        type="range"
        clearable
        allowSingleDateInRange
        aria-label={t('filter.period')}
        placeholder={t('filter.period')}
        valueFormat="D MMM YYYY"
        maxDate={today}
        presets={[
          { value: [today, today], label: t('preset.today') },
          { value: [addDays(today, -1), addDays(today, -1)], label: t('preset.yesterday') },
          { value: [addDays(today, -6), today], label: t('preset.week') },
          { value: [monthStart, today], label: t('preset.month') },
          {
            value: [addMonths(monthStart, -1), addDays(monthStart, -1)],
            label: t('preset.last_month'),
          },
        ]}
        value={[ask.from ?? null, ask.to ?? null]}
        onChange={([from, to]) => set({ from: from ?? undefined, to: to ?? undefined })}
      />
      <PersonFilter id={ask.contact} onChange={(contact) => set({ contact })} />
    </div>
  );
}

type PersonProps = { id?: string; onChange: (id: string | undefined) => void };

function PersonFilter({ id, onChange }: PersonProps) {
  const { t } = useTranslation('activity');
  const { org, path } = useOrganization();
  const contact = useQuery({
    queryKey: ['org', org, 'contact', id, 'facts'],
    queryFn: ({ signal }) => api.get<Contact>(`${path}/contacts/${id}`, { signal }),
    enabled: id !== undefined,
  });
  const name = id && contact.data ? contact.data.display_name : '';
  if (id && !contact.data && !contact.isError) return null;
  return (
    <div className={`${shared.narrow} ${classes.person}`}>
      <ContactPicker
        key={`${id}:${name}`}
        label={t('filter.person')}
        placeholder={t('filter.person')}
        value={id ? { id, name } : null}
        onChange={(person) => onChange(person?.id)}
      />
    </div>
  );
}
