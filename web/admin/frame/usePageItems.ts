import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PaletteItem } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { pageListQuery } from '../pages/queries.ts';

const most = 5;

/** The organization's own pages whose title or address has the words, compared by `fold`. */
export function usePageItems(
  text: string,
  { isOpen, fold }: { isOpen: boolean; fold: (text: string) => string },
): PaletteItem[] {
  const { t } = useTranslation('frame');
  const { org } = useOrganization();
  const navigate = useNavigate();
  const pages = useQuery({ ...pageListQuery(org), enabled: isOpen && text !== '' });
  if (text === '') return [];
  return (pages.data?.items ?? [])
    .filter(({ title, path }) => fold(`${title} ${path}`).includes(fold(text)))
    .slice(0, most)
    .map(({ id, title, path }) => ({
      key: id,
      group: t('menu.pages'),
      label: title,
      hint: `/${path}`,
      run: () => void navigate({ href: `/o/${org}/pages/${id}` }),
    }));
}
