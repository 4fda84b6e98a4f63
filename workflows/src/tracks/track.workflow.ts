import type { ChecklistName } from '#domain/checklists.js';
import type { TaskKey } from '#domain/task-keys.js';
import { ProcessRun, type ProcessInput } from '../kit/process-run.js';

/** The one task by which each parallel track goes on. */
const TRACK_TASKS = {
  justice: { checklist: 'track-justice', key: 'follow-justice-case' },
  compensation: { checklist: 'track-compensation', key: 'claim-compensation' },
  stay: { checklist: 'track-stay', key: 'permit-to-stay' },
} as const satisfies Record<string, { checklist: ChecklistName; key: TaskKey }>;

/** Justice, compensation or stay: goes on beside the case, gates nothing, ends when its authority has ended it. */
export async function trackWorkflow(input: ProcessInput = {}): Promise<void> {
  const track = new ProcessRun(input);
  if (!(await track.begin())) return;
  const kind = track.workflowId.split(':').at(-1) as keyof typeof TRACK_TASKS;
  const { checklist, key } = TRACK_TASKS[kind];
  for (;;) {
    const step = await track.fact('trackProgressed');
    if (step.outcome === 'ended' || step.outcome === 'refused') return;
    await track.openTasks({ checklist, keys: [key], causeSeq: step.seq, readsOn: true });
  }
}
