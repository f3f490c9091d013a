import type { ReactNode } from 'react';
import { Amount } from './Amount.tsx';
import classes from './Receipt.module.css';

export type ReceiptLine = {
  key: string;
  text: ReactNode;
  /** A date, a period, a reason, below the text. */
  note?: ReactNode;
  minor?: number | null;
  /** Instead of an amount: "gratuit", a date. */
  value?: ReactNode;
};

type Props = {
  /** Who and what: the head of the receipt. */
  title?: ReactNode;
  lines: ReceiptLine[];
  total?: { text: ReactNode; minor: number };
  currency?: string;
  /** What will be sent, who is told. */
  foot?: ReactNode;
};

/** A preview that reads like a receipt: who, what, when, how much, what will be sent. */
export function Receipt({ title, lines, total, currency, foot }: Props) {
  return (
    <section className={classes.receipt}>
      {title ? <div className={classes.title}>{title}</div> : null}
      <ul>
        {lines.map((line) => (
          <li key={line.key} className={classes.line}>
            <span>
              {line.text}
              {line.note ? <small className={classes.note}>{line.note}</small> : null}
            </span>
            <span className="num">
              {line.value ??
                (line.minor === undefined ? null : (
                  <Amount minor={line.minor} currency={currency} />
                ))}
            </span>
          </li>
        ))}
      </ul>
      {total ? (
        <div className={classes.total}>
          <span>{total.text}</span>
          <span className="num">
            <Amount minor={total.minor} currency={currency} />
          </span>
        </div>
      ) : null}
      {foot ? <div className={classes.foot}>{foot}</div> : null}
    </section>
  );
}
