import { ActionIcon, Autocomplete, Popover } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Contact } from '../../api/people.ts';
import { Tag, toast, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { labelsQuery } from '../people/queries.ts';
import { queryClient } from '../queries.ts';
import classes from './Record.module.css';

/** Labels with a way to add one (made if new) and to take off the manual ones. */
export function LabelsFact({ contact }: { contact: Contact }) {
  const { t } = useTranslation('record');
  const { org, path, can } = useOrganization();
  const sentence = useSentence();
  const at = `${path}/contacts/${contact.id}/labels`;
  const change = useMutation({
    mutationFn: (act: { add: string } | { remove: string }) =>
      'add' in act
        ? api.post<unknown>(at, { body: { name: act.add } })
        : api.delete<unknown>(`${at}/${act.remove}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['org', org] }),
    onError: (error) => toast({ message: sentence(error), tone: 'bad' }),
  });
  const canWrite = can('people.write');
  return (
    <span className={classes.tags}>
      {contact.labels.map((label) => (
        <Tag
          key={label.id}
          onRemove={
            canWrite && !label.by_rule ? () => change.mutate({ remove: label.id }) : undefined
          }
          removeLabel={t('label.remove', { name: label.name })}
        >
          {label.name}
          {label.by_rule ? <span className="muted"> · {t('label.by_rule')}</span> : null}
        </Tag>
      ))}
      {canWrite ? <AddLabel contact={contact} onAdd={(add) => change.mutate({ add })} /> : null}
    </span>
  );
}

type AddProps = { contact: Contact; onAdd: (name: string) => void };

function AddLabel({ contact, onAdd }: AddProps) {
  const { t } = useTranslation('record');
  const { org } = useOrganization();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const { data } = useQuery({ ...labelsQuery(org), enabled: opened });
  const held = contact.labels.map((label) => label.name);
  const add = (value: string) => {
    if (value.trim()) onAdd(value.trim());
    setName('');
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus position="bottom-start" width={240}>
      <Popover.Target>
        <ActionIcon size={24} aria-label={t('label.add')} onClick={() => setOpened(!opened)}>
          +
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add(name);
          }}
        >
          <Autocomplete
            data-autofocus
            label={t('label.name')}
            description={t('label.help')}
            comboboxProps={{ withinPortal: false }}
            maxLength={60}
            data={(data?.items ?? [])
              .map((label) => label.name)
              .filter((each) => !held.includes(each))}
            value={name}
            onChange={setName}
            onOptionSubmit={add}
          />
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
