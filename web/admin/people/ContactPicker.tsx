import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { PersonRow } from '../../api/people.ts';
import type { Named, Page } from '../../api/types.ts';
import { useOrganization } from '../organization.ts';

type Props = {
  label: string;
  value: Named | null;
  onChange: (contact: Named | null) => void;
  /** Narrows the search: `type:company`. */
  among?: string;
  error?: string;
  description?: string;
  autoFocus?: boolean;
  placeholder?: string;
};

/** Finds one contact by a few letters of their name or e-mail. */
export function ContactPicker({ label, value, onChange, among = '', ...rest }: Props) {
  const { t } = useTranslation('people');
  const { org, path } = useOrganization();
  const [text, setText] = useState(value?.name ?? '');
  const [asked] = useDebouncedValue(text.replaceAll('"', '').trim(), 150);
  const found = useQuery({
    queryKey: ['org', org, 'picker', among, asked],
    queryFn: ({ signal }) =>
      api.get<Page<PersonRow>>(`${path}/contacts`, {
        query: { q: `${among}${asked ? ` "${asked}"` : ''}`.trim(), limit: 8 },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const items = found.data?.items ?? [];
  const all = value && !items.some(({ id }) => id === value.id) ? [value, ...items] : items;
  return (
    <Select
      label={label}
      searchable
      clearable
      data-autofocus={rest.autoFocus || undefined}
      description={rest.description}
      error={rest.error}
      placeholder={rest.placeholder ?? t('picker.placeholder')}
      nothingFoundMessage={t('picker.nothing')}
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      value={value?.id ?? null}
      onChange={(id) => onChange(all.find((each) => each.id === id) ?? null)}
      data={all.map((each) => ({ value: each.id, label: each.name }))}
    />
  );
}
