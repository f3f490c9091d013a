import { ActionIcon, Button, CloseIcon, NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MoneyInput, useFormat } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { type DraftFields, emptyLine } from './drafts.ts';
import classes from './Invoices.module.css';

type Line = DraftFields['lines'][number];
type Props = { lines: Line[]; onChange: (lines: Line[]) => void };

const usual = ['20', '10', '5.5', '2.1', '0'];

/** The free lines of an invoice by hand. */
export function DraftLines({ lines, onChange }: Props) {
  const { t } = useTranslation('documents');
  const change = (key: string, part: Partial<Line>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  return (
    <fieldset className={`${shared.set} ${classes.lines}`}>
      <legend>{t('draft.lines')}</legend>
      {lines.map((line, at) => (
        <LineFields
          key={line.key}
          line={line}
          number={at + 1}
          onChange={(part) => change(line.key, part)}
          onRemove={
            lines.length > 1
              ? () => onChange(lines.filter((each) => each.key !== line.key))
              : undefined
          }
        />
      ))}
      <div>
        <Button variant="subtle" onClick={() => onChange([...lines, emptyLine()])}>
          {t('draft.add_line')}
        </Button>
      </div>
    </fieldset>
  );
}

type LineProps = {
  line: Line;
  number: number;
  onChange: (part: Partial<Line>) => void;
  onRemove?: () => void;
};

function LineFields({ line, number, onChange, onRemove }: LineProps) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const rates = usual.includes(line.tax_rate) ? usual : [line.tax_rate, ...usual];
  return (
    <div className={classes.line}>
      <TextInput
        aria-label={t('draft.line.text', { number })}
        placeholder={t('draft.line.description')}
        maxLength={500}
        value={line.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <NumberInput
        aria-label={t('draft.line.quantity', { number })}
        min={1}
        max={100_000}
        allowDecimal={false}
        hideControls
        value={line.quantity}
        onChange={(value) => onChange({ quantity: Math.max(1, Number(value) || 1) })}
      />
      <MoneyInput
        aria-label={t('draft.line.price', { number })}
        placeholder={t('draft.line.unit')}
        allowNegative
        minor={line.unit_amount}
        onMinor={(unit_amount) => onChange({ unit_amount })}
      />
      <Select
        aria-label={t('draft.line.tax', { number })}
        allowDeselect={false}
        data={rates.map((rate) => ({
          value: rate,
          label: rate === '0' ? t('draft.line.no_tax') : format.percent(Number(rate) / 100),
        }))}
        value={line.tax_rate}
        onChange={(rate) => onChange({ tax_rate: rate ?? '0' })}
      />
      {onRemove ? (
        <ActionIcon
          variant="subtle"
          aria-label={t('draft.line.remove', { number })}
          onClick={onRemove}
        >
          <CloseIcon size="16" />
        </ActionIcon>
      ) : (
        <span />
      )}
    </div>
  );
}
