import { parseArgs } from 'node:util';
import { DEMONSTRATION_SPEEDS, demonstrationVersion } from '#policy/load-policy.js';
import { dataFolder } from './data-directory.js';
import { getRunningServer } from './running-server.js';
import type { CasePlayer, ShownClock, ShownEvent } from './scenarios/case-player.js';
import { SaphanClient } from './scenarios/saphan-client.js';
import { SCENARIOS, type ScenarioOptions } from './scenarios/scenarios.js';
import { SentenceError } from './sentence-error.js';

interface PlayedCase {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly finalStage: string;
  readonly outcome: string | null;
  readonly timeline: readonly ShownEvent[];
  readonly clocks: readonly ShownClock[];
}

/** `npm run demo`: plays a scenario against the running server through HTTP and prints what it has become. */
async function demo(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      scenario: { type: 'string', default: '1' },
      'days-as-seconds': { type: 'boolean', default: false },
      speed: { type: 'string' },
    },
  });
  const scenario = SCENARIOS[values.scenario];
  if (scenario === undefined) throw new SentenceError('There are scenarios 1 to 6: npm run demo -- --scenario 2');
  const { apiUrl } = getRunningServer(dataFolder());
  const client = new SaphanClient(apiUrl);
  if (!values.json) console.log(`Scenario ${values.scenario}: ${scenario.title}, played on ${apiUrl}\n`);
  const players = await scenario.play(client, policyOf(values.speed, values['days-as-seconds']));
  const played = await Promise.all(players.map(describe));
  if (values.json) console.log(JSON.stringify(played, null, 2));
  else played.forEach(print);
}

/** At what speed the clocks run: the law's, a day a second, or so many seconds a day. */
function policyOf(speed: string | undefined, daysAsSeconds: boolean): ScenarioOptions {
  if (speed === undefined) return daysAsSeconds ? { policyVersion: 'th-nrm-2565-days-as-seconds' } : {};
  const secondsPerDay = Number(speed);
  if (!DEMONSTRATION_SPEEDS.includes(secondsPerDay)) {
    throw new SentenceError(
      `A demonstration day lasts ${DEMONSTRATION_SPEEDS.join(', ')} seconds: npm run demo -- --speed 5`,
    );
  }
  return { policyVersion: demonstrationVersion(secondsPerDay) };
}

async function describe(player: CasePlayer): Promise<PlayedCase> {
  const [{ id, number, stage, outcome }, timeline, clocks] = await Promise.all([
    player.show(),
    player.timeline(),
    player.clocks(),
  ]);
  return { caseId: id, caseNumber: number, finalStage: stage, outcome, timeline, clocks };
}

function print({ caseNumber, finalStage, outcome, timeline, clocks }: PlayedCase): void {
  console.log(`Case ${caseNumber}`);
  for (const { happenedAt, actor, agency, sentence } of timeline) {
    console.log(`  ${happenedAt.slice(0, 19)}Z  ${sentence.en}  (${actor ?? agency ?? 'saphan'})`);
  }
  console.log('  Clocks');
  for (const { key, state, dueAt, confidence } of clocks) {
    console.log(`    ${key.padEnd(24)} ${state.padEnd(8)} due ${dueAt.slice(0, 19)}Z  [${confidence ?? '?'}]`);
  }
  console.log(`  ${finalStage}${outcome === null ? '' : `: ${outcome}`}\n`);
}

await demo();
