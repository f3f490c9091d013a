import { processEvents } from '../../actions/gateways/processEvents.ts';
import { sendDueMessages } from '../../actions/messages/sendDueMessages.ts';
import type { Program } from '../../actions/program.ts';
import type { JobName, JobPayload } from '../definitions.ts';
import { advanceClockJob, billingDay, billingRun } from './billing.ts';
import { bulk } from './bulk.ts';
import { systemContext } from './context.ts';
import { liveDemo } from './demo.ts';
import { commitImportJob, undoImportJob } from './imports.ts';
import { schedule } from './schedule.ts';

type Handlers = { [N in JobName]: (program: Program, payload: JobPayload<N>) => Promise<void> };

/** Which code answers which job. */
export const handlers: Handlers = {
  schedule,
  billing_day: billingDay,
  send_messages: async (program, { orgId }) => {
    await sendDueMessages({ ...systemContext(program, orgId), mail: program.mail });
  },
  gateway_events: async (program, { orgId }) => {
    await processEvents(systemContext(program, orgId));
  },
  billing_run: billingRun,
  advance_clock: advanceClockJob,
  commit_import: commitImportJob,
  undo_import: undoImportJob,
  bulk,
  live_demo: liveDemo,
};
