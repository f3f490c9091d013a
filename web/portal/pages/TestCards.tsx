import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, Loading } from '../../ui/index.ts';
import classes from '../frame/parts.module.css';
import { testCardsQuery } from '../queries.ts';

type Props = { value: string; onChange: (number: string) => void };

/** The test gateway's cards, each with what it does; clearly not a real payment form. */
export function TestCards({ value, onChange }: Props) {
  const { t, i18n } = useTranslation('portal');
  const name = useId();
  const cards = useQuery(testCardsQuery(i18n.language));
  if (cards.error) {
    return <ErrorState error={cards.error} onRetry={() => void cards.refetch()} />;
  }
  if (!cards.data) return <Loading />;
  return (
    <fieldset className={classes.choices} aria-describedby={`${name}-hint`}>
      <legend className={classes.legend}>
        {t('card.choose')} <span className={classes.badge}>{t('card.test')}</span>
      </legend>
      <p id={`${name}-hint`} className={classes.hint}>
        {t('card.test_text')}
      </p>
      {cards.data.items.map(({ number, label }) => (
        <label key={number} className={classes.choice}>
          <input
            type="radio"
            name={name}
            required
            checked={value === number}
            onChange={() => onChange(number)}
          />
          <span className={classes.choiceText}>{label}</span>
          <span className="muted nowrap num">••{number.slice(-2)}</span>
        </label>
      ))}
    </fieldset>
  );
}
