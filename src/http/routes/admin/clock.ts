import * as z from 'zod';
import { ClockGoesForward, NotASandbox } from '../../../actions/clock/refusals.ts';
import type { Scene } from '../../../actions/context.ts';
import { act } from '../../../actions/context.ts';
import { startWork } from '../../../actions/work/work.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import {
  addDays,
  addMonthsAnchored,
  dayOfMonth,
  localDate as toLocalDate,
} from '../../../domain/dates.ts';
import { defineRoute } from '../../route.ts';
import { localDate } from '../../shapes.ts';

const body = z.union([
  z.strictObject({ days: z.int().min(1).max(3660) }),
  z.strictObject({ months: z.int().min(1).max(120) }),
  z.strictObject({ until: localDate }),
]);

function targetOf({ today }: Scene, input: z.output<typeof body>): LocalDate {
  if ('days' in input) return addDays(today, input.days);
  if ('months' in input) return addMonthsAnchored(today, input.months, dayOfMonth(today));
  return toLocalDate(input.until);
}

export const clockRoutes = [
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/clock',
    summary: "Move a sandbox's clock forward; each day is lived through in the background",
    tag: 'Clock',
    needs: 'clock.move',
    rate: 'write',
    body,
    answer: z.object({ work_id: z.string() }),
    status: 202,
    handle: async (call) => ({
      work_id: await act(call.ctx, async (scene) => {
        if (!scene.org.sandbox) throw new NotASandbox();
        const until = targetOf(scene, call.body);
        if (until <= scene.today) throw new ClockGoesForward({ today: scene.today });
        return startWork(scene, 'advance', { name: 'advance_clock', payload: { until } });
      }),
    }),
  }),
];
