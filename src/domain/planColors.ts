/** The colors a plan may be marked with; the interface has a shade of each for both grounds. */
export const planColors = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
] as const;

export type PlanColor = (typeof planColors)[number];
