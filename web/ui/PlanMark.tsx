import classes from './PlanMark.module.css';

type Props = {
  /** Its color of the palette, and the address of its picture. */
  plan: { color: string | null; picture: string | null };
  /** Large beside a title, small in a list. */
  large?: boolean;
};

/** A plan's picture edged with its color, or the color alone: beside its name, never without. */
export function PlanMark({ plan, large = false }: Props) {
  const { color, picture } = plan;
  if (!color && !picture) return null;
  const style = color ? ({ '--mark': `var(--plan-${color})` } as React.CSSProperties) : undefined;
  const size = large ? 'large' : 'small';
  if (!picture) {
    return <span aria-hidden className={classes.color} data-size={size} style={style} />;
  }
  return <img alt="" src={picture} className={classes.picture} data-size={size} style={style} />;
}
