import { defineRefusal } from '../../domain/errors.ts';

export const NotASandbox = defineRefusal('real_time_only', 409, {
  en: 'This organization lives in real time. Only a sandbox has a clock that can be moved.',
  fr: "Cette organisation vit en temps réel. Seul un bac à sable a une horloge que l'on avance.",
});

export const ClockGoesForward = defineRefusal('clock_goes_forward', 422, {
  en: 'The clock only goes forward. Choose a day after {today:day}.',
  fr: "L'horloge ne va que vers l'avant. Choisissez un jour après le {today:day}.",
});

export const ClockTooFar = defineRefusal('clock_too_far', 422, {
  en: 'At most ten years at once. Choose a day before {limit:day}.',
  fr: 'Dix ans au plus en une fois. Choisissez un jour avant le {limit:day}.',
});
