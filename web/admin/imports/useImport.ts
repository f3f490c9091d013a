import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/http.ts';
import type { ImportChange, ImportDetail } from '../../api/imports.ts';
import { toast, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { importKey, importQuery } from './queries.ts';

type Wish =
  | { kind: 'change'; body: ImportChange }
  | { kind: 'cell'; row: number; column: string; value: string };

/** Changes columns, options or a cell; the server checks every row again each time. */
export function useImport(id: string) {
  const { org, path } = useOrganization();
  const sentence = useSentence();
  return useMutation({
    mutationFn: (wish: Wish) => {
      const at = `${path}/imports/${id}`;
      if (wish.kind === 'change') return api.patch<ImportDetail>(at, { body: wish.body });
      const cells = { [wish.column]: wish.value };
      return api.patch<ImportDetail>(`${at}/rows/${wish.row}`, { body: { cells } });
    },
    onSuccess: async (detail) => {
      queryClient.setQueryData(importQuery(org, id).queryKey, detail);
      await queryClient.invalidateQueries({ queryKey: [...importKey(org, id), 'rows'] });
    },
    onError: (error) => toast({ message: sentence(error), tone: 'bad' }),
  });
}

export type Change = ReturnType<typeof useImport>;

/** The mapping as it stands, whole, with one column's entry replaced. */
export function mappingWith(
  detail: ImportDetail,
  edit: { header?: string; entry?: string; date_order?: string; decimal?: string | null },
): NonNullable<ImportChange['mapping']> {
  const decimal = edit.decimal === undefined ? detail.recognized.decimal : edit.decimal;
  return {
    columns: Object.fromEntries(
      detail.columns
        .filter(({ header }) => header !== '')
        .map(({ header, entry }) => [
          header,
          header === edit.header && edit.entry !== undefined ? edit.entry : entry,
        ]),
    ),
    date_order: edit.date_order ?? detail.recognized.dateOrder,
    ...(decimal ? { decimal } : {}),
  };
}
