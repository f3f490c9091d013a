import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';
import { digitsOf, useFormat } from './format.tsx';

type Props = Omit<NumberInputProps, 'value' | 'onChange'> & {
  /** Minor units; null when empty. */
  minor: number | null;
  onMinor: (minor: number | null) => void;
  currency?: string;
};

/** An amount typed with a comma or a point, kept in minor units. */
export function MoneyInput({ minor, onMinor, currency, ...rest }: Props) {
  const format = useFormat();
  const code = currency ?? format.currency;
  const [isFocused, setFocused] = useState(false);
  const scale = 10 ** digitsOf(code);
  return (
    <NumberInput
      decimalScale={digitsOf(code)}
      decimalSeparator={format.language === 'fr' ? ',' : '.'}
      thousandSeparator={format.language === 'fr' ? ' ' : ','}
      allowNegative={false}
      hideControls
      fixedDecimalScale={!isFocused && minor !== null && minor % scale !== 0}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      rightSection={<span className="muted small">{code}</span>}
      rightSectionWidth={48}
      value={minor === null ? '' : minor / scale}
      onChange={(value) =>
        onMinor(
          value === '' || Number.isNaN(Number(value)) ? null : Math.round(Number(value) * scale),
        )
      }
      {...rest}
    />
  );
}
