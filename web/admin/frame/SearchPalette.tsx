import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { PersonRow } from '../../api/people.ts';
import type { Page } from '../../api/types.ts';
import { Palette, type PaletteItem } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useMenu } from './menu.ts';
import type { FrameState } from './useFrameState.ts';
import { usePageItems } from './usePageItems.ts';

const acts = ['pause', 'resume', 'cancel', 'extend', 'refund', 'change'] as const;
type Act = (typeof acts)[number];

/** ⌘K: people, what is written, pages, and acts on people ("pause Zoé"). */
export function SearchPalette({ frame }: { frame: FrameState }) {
  const { t } = useTranslation('frame');
  const [query, setQuery] = useState('');
  const items = usePaletteItems(query, frame.isPaletteOpen);
  return (
    <Palette
      opened={frame.isPaletteOpen}
      onClose={frame.closePalette}
      query={query}
      onQuery={setQuery}
      items={items}
      label={t('palette.label')}
      placeholder={t('palette.placeholder')}
      empty={t('palette.empty')}
    />
  );
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** "pause zoé" is the act "pause" on people found by "zoé". */
function useAct(query: string): { act: Act | null; text: string } {
  const { t } = useTranslation('frame');
  const [first = '', ...rest] = query.trim().split(/\s+/);
  const act = acts.find(
    (each) => first.length > 2 && fold(t(`acts.${each}`)).startsWith(fold(first)),
  );
  return act && rest.length > 0 ? { act, text: rest.join(' ') } : { act: null, text: query.trim() };
}

function usePaletteItems(query: string, isOpen: boolean): PaletteItem[] {
  const { t } = useTranslation('frame');
  const { org, path } = useOrganization();
  const navigate = useNavigate();
  const menu = useMenu();
  const { act, text } = useAct(query);
  const [asked] = useDebouncedValue(text.replaceAll('"', ''), 120);
  const people = useQuery({
    queryKey: ['org', org, 'palette', asked],
    queryFn: ({ signal }) =>
      api.get<Page<PersonRow>>(`${path}/contacts`, {
        query: { q: `"${asked}"`, limit: 7 },
        signal,
      }),
    enabled: isOpen && asked.length > 0,
    placeholderData: keepPreviousData,
  });
  const found = asked && text ? (people.data?.items ?? []) : [];
  const written = usePageItems(text, { isOpen, fold });
  const go = (address: string) => () => void navigate({ href: `/o/${org}${address}` });
  return [
    ...found.map((person) => ({
      key: person.id,
      group: act ? t('palette.acts') : t('palette.people'),
      label: act ? `${t(`acts.${act}`)} · ${person.name}` : person.name,
      hint: person.plan_name ?? person.email,
      run: go(`/people/${person.id}${act ? `?act=${act}` : ''}`),
    })),
    ...written,
    ...menu
      .filter((entry) => fold(t(`menu.${entry.key}`)).includes(fold(text)))
      .map((entry) => ({
        key: entry.key,
        group: t('palette.pages'),
        label: t(`menu.${entry.key}`),
        run: go(entry.path),
      })),
    ...(fold(t('palette.add')).includes(fold(text))
      ? [
          {
            key: 'add',
            group: t('palette.acts'),
            label: t('palette.add'),
            run: go('/people?add=member'),
          },
        ]
      : []),
  ];
}
