import { Button, Combobox, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmailTag } from '../../api/emailTexts.ts';
import classes from './Emails.module.css';

type Props = {
  /** What it is put into, for those who do not see the field. */
  field: string;
  tags: EmailTag[];
  onInsert: (tag: string) => void;
};

/** Finds a smart tag by its meaning or its example, and puts it where the cursor was. */
export function TagPicker({ field, tags, onInsert }: Props) {
  const { t } = useTranslation('emails');
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const asked = search.trim().toLowerCase();
  const found = tags.filter(({ label, example, insert }) =>
    `${label} ${example} ${insert}`.toLowerCase().includes(asked),
  );
  return (
    <Combobox
      store={combobox}
      width={340}
      position="bottom-end"
      withinPortal
      keepMounted={false}
      onOptionSubmit={(insert) => {
        combobox.closeDropdown();
        onInsert(insert);
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size="xs"
          variant="subtle"
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          aria-label={t('tag.insert_into', { field })}
          onClick={() => combobox.toggleDropdown()}
        >
          {t('tag.insert')}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          aria-label={t('tag.search')}
          placeholder={t('tag.search')}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Combobox.Options mah={300} className={classes.options} aria-label={t('tag.list')}>
          {found.map(({ insert, label, example, optional }) => (
            <Combobox.Option key={insert} value={insert}>
              <span className={classes.option}>
                <span>{label}</span>
                <span className="muted small">{example || t('tag.nothing_here')}</span>
                {optional ? <span className="muted small">{t('tag.optional')}</span> : null}
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 ? <Combobox.Empty>{t('tag.none')}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
