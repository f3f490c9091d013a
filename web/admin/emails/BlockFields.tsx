import { ActionIcon, Button, CloseIcon, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EmailBlock, EmailLink, EmailTag } from '../../api/emailTexts.ts';
import classes from './Emails.module.css';
import { TagField } from './TagField.tsx';

type Props<Block extends EmailBlock> = {
  block: Block;
  tags: EmailTag[];
  disabled: boolean;
  /** The remark on a part of the block: `text`, `rows.0.value`. */
  errorOf: (part: string) => string | undefined;
  onChange: (block: EmailBlock) => void;
};

type Paragraph = Extract<EmailBlock, { text: string }>;
type Facts = Extract<EmailBlock, { kind: 'facts' }>;
type Link = Extract<EmailBlock, { kind: 'button' }>;

/** The words of a paragraph. */
export function ParagraphFields(props: Props<Paragraph>) {
  const { block, onChange, errorOf, ...rest } = props;
  const { t } = useTranslation('emails');
  return (
    <TagField
      {...rest}
      label={t('field.text')}
      maxLength={4000}
      value={block.text}
      error={errorOf('text')}
      onChange={(text) => onChange({ ...block, text })}
    />
  );
}

/** A button: its words; it leads to one of the e-mail's own links. */
export function ButtonFields(props: Props<Link> & { links: EmailLink[] }) {
  const { block, onChange, errorOf, links, ...rest } = props;
  const { t } = useTranslation('emails');
  const own = [...new Map(links.map(({ url, label }) => [url, label]))];
  return (
    <>
      <TagField
        {...rest}
        line
        label={t('field.label')}
        maxLength={300}
        value={block.label}
        error={errorOf('label')}
        onChange={(label) => onChange({ ...block, label })}
      />
      <Select
        label={t('field.url')}
        className={classes.weight}
        allowDeselect={false}
        disabled={rest.disabled}
        data={own.map(([value, label]) => ({ value, label }))}
        value={block.url}
        error={errorOf('url')}
        onChange={(url) => onChange({ ...block, url: url ?? block.url })}
      />
    </>
  );
}

/** A short table: rows without a value for a member are left out of their e-mail. */
export function FactsFields(props: Props<Facts>) {
  const { block, onChange, errorOf, ...rest } = props;
  const { t } = useTranslation('emails');
  const change = (at: number, part: Partial<Facts['rows'][number]>) =>
    onChange({
      ...block,
      rows: block.rows.map((row, i) => (i === at ? { ...row, ...part } : row)),
    });
  return (
    <>
      {block.rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name while being typed
        <div key={at} className={classes.factRow}>
          {(['label', 'value'] as const).map((part) => (
            <TagField
              key={part}
              {...rest}
              line
              label={t(`field.row_${part}`, { row: at + 1 })}
              maxLength={part === 'label' ? 300 : 1000}
              value={row[part]}
              error={errorOf(`rows.${at}.${part}`)}
              onChange={(value) => change(at, { [part]: value })}
            />
          ))}
          {rest.disabled ? null : (
            <ActionIcon
              aria-label={t('row.remove', { row: at + 1 })}
              onClick={() => onChange({ ...block, rows: block.rows.toSpliced(at, 1) })}
            >
              <CloseIcon size="16" />
            </ActionIcon>
          )}
        </div>
      ))}
      {rest.disabled || block.rows.length >= 20 ? null : (
        <div>
          <Button
            size="xs"
            variant="subtle"
            onClick={() => onChange({ ...block, rows: [...block.rows, { label: '', value: '' }] })}
          >
            {t('row.add')}
          </Button>
        </div>
      )}
    </>
  );
}
