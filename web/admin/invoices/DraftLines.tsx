import { ActionIcon, Autocomplete, Button, CloseIcon, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MoneyInput } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { type DraftFields, emptyLine, remarkPath } from './drafts.ts';
import classes from './Invoices.module.css';

type Line = DraftFields['lines'][number];
type Props = {
  lines: Line[];
  currency: string;
  /** Tax rates to offer; any other may be typed. */
  rates: string[];
  /** The server's remark about a field by its path. */
  remark: (path: string) => string | undefined;
  onChange: (lines: Line[]) => void;
};

const begins = (typed: string) => (rate: string) => rate.startsWith(typed.trim());

/** The free lines of an invoice by hand. */
export function DraftLines({ lines, currency, rates, remark, onChange }: Props) {
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
          currency={currency}
          rates={rates}
          remark={(field) => remark(remarkPath(lines, at, field))}
          onChange={(part) => change(line.key, part)}
          onRemove={
            lines.length > 1
              ? () => onChange(lines.filter((each) => each.key !== line.key))
              : undefined
          }
        />
      ))}
      <div>
        <Button
          variant="subtle"
          onClick={() => onChange([...lines, emptyLine(lines.at(-1)?.tax_rate ?? '0')])}
        >
          {t('draft.add_line')}
        </Button>
      </div>
    </fieldset>
  );
}

type LineProps = {
  line: Line;
  number: number;
  currency: string;
  rates: string[];
  remark: (field: string) => string | undefined;
  onChange: (part: Partial<Line>) => void;
  onRemove?: () => void;
};

function LineFields(props: LineProps) {
  const { line, number, currency, rates, remark, onChange, onRemove } = props;
  const { t } = useTranslation('documents');
  return (
    <div className={classes.line}>
      <TextInput
        aria-label={t('draft.line.text', { number })}
        placeholder={t('draft.line.description')}
        maxLength={500}
        value={line.description}
        error={remark('description')}
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
        currency={currency}
        minor={line.unit_amount}
        error={remark('unit_amount')}
        onMinor={(unit_amount) => onChange({ unit_amount })}
      />
      <Autocomplete
        aria-label={t('draft.line.tax', { number })}
        inputMode="decimal"
        maxLength={20}
        rightSection="%"
        rightSectionPointerEvents="none"
        data={rates.includes(line.tax_rate) ? rates : rates.filter(begins(line.tax_rate))}
        filter={({ options }) => options}
        value={line.tax_rate}
        error={remark('tax_rate')}
        onChange={(tax_rate) => onChange({ tax_rate })}
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
