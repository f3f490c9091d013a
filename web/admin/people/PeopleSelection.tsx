import { TagsInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import {
  ConfirmDialog,
  nothingSelected,
  type Selection,
  SelectionAction,
  SelectionBar,
  toast,
  useForm,
  useFormat,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { type BulkAct, whoOf } from './bulk/acts.ts';
import { BulkDialogs, BulkMenu } from './bulk/BulkMenu.tsx';
import { labelsQuery } from './queries.ts';

type Props = {
  q: string;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  total: number | null;
  onExport: () => void;
};

/** What can be done with the selected people. */
export function PeopleSelection({ q, selection, onSelection, total, onExport }: Props) {
  const { t } = useTranslation('people');
  const { can } = useOrganization();
  const [isLabeling, setLabeling] = useState(false);
  const [act, setAct] = useState<BulkAct | null>(null);
  const isEverything = selection.mode === 'all';
  return (
    <>
      <SelectionBar selection={selection} onSelection={onSelection} total={total}>
        {can('people.write') ? (
          <SelectionAction onClick={() => setLabeling(true)}>{t('bulk.label')}</SelectionAction>
        ) : null}
        {can('people.export') && isEverything ? (
          <SelectionAction onClick={onExport}>{t('export.menu')}</SelectionAction>
        ) : null}
        <BulkMenu onAct={setAct} />
      </SelectionBar>
      <BulkDialogs
        who={whoOf(selection, q)}
        act={act}
        onClose={() => setAct(null)}
        onStarted={() => {
          setAct(null);
          onSelection(nothingSelected);
        }}
      />
      {isLabeling ? (
        <LabelDialog
          q={q}
          selection={selection}
          count={isEverything ? (total ?? 0) : selection.ids.size}
          onClose={() => setLabeling(false)}
        />
      ) : null}
    </>
  );
}

type LabelProps = { q: string; selection: Selection; count: number; onClose: () => void };

type LabelAnswer = {
  changed: number;
  excluded: { name: string; count: number; reason: string }[];
};

function LabelDialog({ q, selection, count, onClose }: LabelProps) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { org, path } = useOrganization();
  const { data: labels } = useQuery(labelsQuery(org));
  const names = (labels?.items ?? []).filter(({ rule }) => !rule).map(({ name }) => name);
  const who = selection.mode === 'all' ? { q } : { ids: [...selection.ids] };
  const change = useMutation({
    mutationFn: (body: { add: string[]; remove: string[] }) =>
      api.post<LabelAnswer>(`${path}/contact-labels`, { body: { ...who, ...body } }),
    onSuccess: async ({ changed, excluded }) => {
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
      const reasons = excluded.map(
        (each) => `${each.name}: ${format.number(each.count)} (${each.reason})`,
      );
      const done = t('bulk.labeled', { count: changed, number: format.number(changed) });
      toast({ message: [done, ...reasons].join(' · ') });
      onClose();
    },
  });
  const form = useForm({ add: [] as string[], remove: [] as string[] }, change.error);
  const { add, remove } = form.values;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('bulk.label_title')}
      confirm={t('bulk.label_button', { count, number: format.number(count) })}
      disabled={add.length + remove.length === 0}
      pending={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate(form.values)}
    >
      <TagsInput
        data-autofocus
        label={t('bulk.add')}
        description={t('bulk.add_help')}
        data={names}
        value={add}
        onChange={(value) => form.set('add', value)}
        error={form.errorOf('add')}
      />
      <TagsInput
        label={t('bulk.remove')}
        data={names}
        value={remove}
        onChange={(value) => form.set('remove', value)}
        error={form.errorOf('remove')}
      />
    </ConfirmDialog>
  );
}
