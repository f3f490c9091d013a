import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { contrast, parseHex, readableAccent } from '../../ui/color.ts';
import classes from './Settings.module.css';

type Props = { value: string; error?: string; onChange: (color: string) => void };

const grounds = { light: '#ffffff', dark: '#101317' } as const;

/** The organization's color, with how it reads on light and dark once corrected. */
export function AccentField({ value, error, onChange }: Props) {
  const { t } = useTranslation('settings');
  const isColor = parseHex(value) !== null;
  const isChanged = isColor && contrast(value, grounds.light) < 4.5;
  return (
    <div>
      <div style={{ fontWeight: 500, fontSize: 13, paddingBottom: 4 }}>{t('accent.label')}</div>
      <div className={classes.accent}>
        <input
          type="color"
          aria-label={t('accent.pick')}
          value={isColor ? value : '#0f6b5c'}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <TextInput
          aria-label={t('accent.code')}
          value={value}
          error={error ?? (isColor ? undefined : t('accent.invalid'))}
          onChange={(event) => onChange(event.currentTarget.value.trim().toLowerCase())}
        />
        <div className={classes.sample} aria-hidden="true">
          {Object.entries(grounds).map(([name, ground]) => {
            const { accent, accentInk, accentSoft } = readableAccent(value, ground);
            const button = { background: accent, color: accentInk };
            const chosen = { background: accentSoft, color: accent };
            return (
              <span key={name} style={{ background: ground, border: '1px solid var(--line)' }}>
                <span style={button}>{t('accent.button')}</span>{' '}
                <span style={chosen}>{t('accent.chosen')}</span>
              </span>
            );
          })}
        </div>
      </div>
      <p className="muted small" style={{ paddingTop: 4 }}>
        {t(isChanged ? 'accent.corrected' : 'accent.fine')}
      </p>
    </div>
  );
}
