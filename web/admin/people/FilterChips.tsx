import { Button, Menu, Popover, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryChip, QueryKey } from '../../api/people.ts';
import { useOrganization } from '../organization.ts';
import { FilterEditor } from './FilterEditor.tsx';
import classes from './People.module.css';
import { queryKeysQuery } from './queries.ts';
import { type FilterText, filterOf, valuesIn, withFilter } from './queryEdit.ts';

type Props = {
  /** The query in the reader's words. */
  text: string;
  chips: QueryChip[];
  onText: (text: string) => void;
};

const usual = ['status', 'plan', 'label', 'joined', 'amount', 'access-ends'];

/** The query's filters as chips with pop-overs; the same text as in the search box. */
export function FilterChips({ text, chips, onText }: Props) {
  const { t, i18n } = useTranslation('people');
  const { org } = useOrganization();
  const { data: keys = [] } = useQuery(queryKeysQuery(org, i18n.language));
  const [opened, setOpened] = useState<string | null>(null);
  const title = useTitle();
  const used = keys.filter((key) => chipOf(key, chips)).map((key) => key.canonical);
  const shown = [...new Set([...usual, ...used, ...(opened ? [opened] : [])])]
    .map((name) => keys.find(({ canonical }) => canonical === name))
    .filter((key) => key !== undefined);
  const others = keys.filter(({ key }) => !shown.some((each) => each.key === key));
  return (
    <div className={classes.chips}>
      {shown.map((key) => (
        <FilterChip
          key={key.key}
          filterKey={key}
          filter={filterOf(text, key.key)}
          chip={chipOf(key, chips)}
          opened={opened === key.canonical}
          onToggle={(isOpen) => setOpened(isOpen ? key.canonical : null)}
          onFilter={(filter) => onText(withFilter(text, key.key, filter))}
        />
      ))}
      {others.length > 0 ? (
        <Menu position="bottom-start" width={220}>
          <Menu.Target>
            <UnstyledButton className={classes.chip}>{t('filter.more')}</UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
            {others.map((key) => (
              <Menu.Item key={key.key} onClick={() => setOpened(key.canonical)}>
                {title(key)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {text ? (
        <Button variant="subtle" color="gray" size="xs" onClick={() => onText('')}>
          {t('filter.clear')}
        </Button>
      ) : null}
    </div>
  );
}

function chipOf(key: QueryKey, chips: QueryChip[]): QueryChip | undefined {
  return chips.find(({ text }) => text.replace(/^-/, '').startsWith(`${key.key}:`));
}

/** A key as a title: the usual ones have their own, an own field its label. */
export function useTitle(): (key: QueryKey) => string {
  const { t } = useTranslation('people');
  return (key) => {
    const text = key.label.replaceAll('-', ' ');
    const plain = text.charAt(0).toLocaleUpperCase() + text.slice(1);
    return t(`key.${key.canonical}` as 'key.status', { defaultValue: plain });
  };
}

const spokenAlone = ['status', 'plan', 'label', 'kind'];

/** What a chip says: "mécène, producteur", "sauf vip", "Inscription ce mois". */
function useSpoken(): (key: QueryKey, chip: QueryChip) => string {
  const { t } = useTranslation('people');
  const title = useTitle();
  return (key, chip) => {
    const values = valuesIn(chip.text.slice(chip.text.indexOf(':') + 1)).join(', ');
    const spoken = key.kind === 'word' ? values.replaceAll('-', ' ') : values;
    const said = spokenAlone.includes(key.canonical) ? spoken : `${title(key)} ${spoken}`;
    return chip.negated ? t('filter.except', { values: said }) : said;
  };
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
  const title = useTitle()(filterKey);
  const spoken = useSpoken();
  return (
    <Popover opened={opened} onChange={onToggle} position="bottom-start" trapFocus width={260}>
      <Popover.Target>
        <UnstyledButton
          className={classes.chip}
          data-on={filter ? true : undefined}
          onClick={() => onToggle(!opened)}
        >
          {filter && chip ? spoken(filterKey, chip) : title}
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
