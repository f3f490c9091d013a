import { useId } from 'react';

type Props = { values: number[]; label: string; width?: number; height?: number };

/** Twelve months in a line; the label says it in words for who cannot see it. */
export function Sparkline({ values, label, width = 120, height = 40 }: Props) {
  const id = useId();
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const points = values.map((value, index) => {
    const y = height - 4 - ((value - low) / span) * (height - 8);
    return `${(index * step).toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg
      role="img"
      aria-labelledby={id}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
    >
      <title id={id}>{label}</title>
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="currentColor"
        strokeOpacity="0.8"
        strokeWidth="1.6"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
