import { Button, Menu, Popover, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryChip, QueryKey } from '../../api/people.ts';
import { useOrganization } from '../organization.ts';
import { FilterEditor } from './FilterEditor.tsx';
import classes from './People.module.css';
import { queryKeysQuery } from './queries.ts';
import { type FilterText, filterOf, withFilter } from './queryEdit.ts';

type Props = {
  q: string;
  chips: QueryChip[];
  onQuery: (q: string) => void;
};

const usual = ['status', 'plan', 'label', 'joined', 'amount', 'access-ends'];

/** The query's filters as chips with pop-overs; the same text as in the search box. */
export function FilterChips({ q, chips, onQuery }: Props) {
  const { t, i18n } = useTranslation('people');
  const { org } = useOrganization();
  const { data: keys = [] } = useQuery(queryKeysQuery(org, i18n.language));
  const [opened, setOpened] = useState<string | null>(null);
  const used = chips.map(({ key }) => key).filter((key) => key !== null);
  const shown = [...new Set([...usual, ...used, ...(opened ? [opened] : [])])]
    .map((name) => keys.find(({ key }) => key === name))
    .filter((key) => key !== undefined);
  const others = keys.filter(({ key }) => !shown.some((each) => each.key === key));
  return (
    <div className={classes.chips}>
      {shown.map((key) => (
        <FilterChip
          key={key.key}
          filterKey={key}
          filter={filterOf(q, key.key)}
          chip={chips.find((chip) => chip.key === key.key)}
          opened={opened === key.key}
          onToggle={(isOpen) => setOpened(isOpen ? key.key : null)}
          onFilter={(filter) => onQuery(withFilter(q, key.key, filter))}
        />
      ))}
      {others.length > 0 ? (
        <Menu position="bottom-start" width={220}>
          <Menu.Target>
            <UnstyledButton className={classes.chip}>{t('filter.more')}</UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
            {others.map((key) => (
              <Menu.Item key={key.key} onClick={() => setOpened(key.key)}>
                {titleOf(key)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {q ? (
        <Button variant="subtle" color="gray" size="xs" onClick={() => onQuery('')}>
          {t('filter.clear')}
        </Button>
      ) : null}
    </div>
  );
}

/** "access-ends" or its French word as a title: first letter large, hyphens gone. */
export function titleOf(key: QueryKey): string {
  const text = key.label.replaceAll('-', ' ').replace(/^(field|champ)\./, '');
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

type ChipProps = {
  filterKey: QueryKey;
  filter: FilterText | null;
  chip: QueryChip | undefined;
  opened: boolean;
  onToggle: (isOpen: boolean) => void;
  onFilter: (filter: FilterText | null) => void;
};

function FilterChip({ filterKey, filter, chip, opened, onToggle, onFilter }: ChipProps) {
  const title = titleOf(filterKey);
  const shown = chip?.display ?? chip?.text;
  return (
    <Popover opened={opened} onChange={onToggle} position="bottom-start" trapFocus width={260}>
      <Popover.Target>
        <UnstyledButton
          className={classes.chip}
          data-on={filter ? true : undefined}
          onClick={() => onToggle(!opened)}
        >
          {filter && shown ? shown : title}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <FilterEditor
          title={title}
          filterKey={filterKey}
          filter={filter}
          onFilter={onFilter}
          onClose={() => onToggle(false)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
