import { useFormat } from './format.tsx';

type Props = {
  /** 'YYYY-MM-DD' or an instant (ISO with a time); null shows a dash. */
  value: string | null | undefined;
  /** short: "3 mars"; relative: "dans 5 jours"; full: "3 mars 2026"; moment: "3 mars 08:14". */
  as?: 'short' | 'relative' | 'full' | 'moment';
};

/** A date as people say it, the exact one on hover, in the organization's zone and language. */
export function DateText({ value, as = 'short' }: Props) {
  const format = useFormat();
  if (!value) return <span className="muted">—</span>;
  const instant = value.length > 10;
  const date = instant ? format.dateOf(value) : value;
  const exact = instant
    ? `${format.longDate(date)}, ${format.time(value)} (${format.timeZone})`
    : format.longDate(date);
  const shown = {
    short: format.shortDate,
    relative: format.relativeDate,
    full: format.fullDate,
    moment: (day: string) =>
      instant ? `${format.shortDate(day)} ${format.time(value)}` : format.shortDate(day),
  }[as](date);
  return (
    <time dateTime={value} title={exact} className="nowrap">
      {shown}
    </time>
  );
}
