import type { CasePlayer } from './case-player.js';
import type { SaphanClient } from './saphan-client.js';
import { homeFromHongKong } from './scenario-1.js';
import { raidAtNight } from './scenario-2.js';
import { fishingBoat } from './scenario-3.js';
import { scamCompound } from './scenario-4.js';
import { sheSaysNo } from './scenario-5.js';
import { everythingStalls } from './scenario-6.js';

export interface ScenarioOptions {
  /** The policy in which days are seconds, for a demonstration that asks for it. */
  readonly policyVersion?: string;
}

export type Scenario = (client: SaphanClient, options: ScenarioOptions) => Promise<readonly CasePlayer[]>;

/** Six synthetic cases, played through the public API by people with different roles. */
export const SCENARIOS: Readonly<Record<string, { readonly title: string; readonly play: Scenario }>> = {
  '1': { title: 'Home from Hong Kong', play: homeFromHongKong },
  '2': { title: 'Raid at night in Nonthaburi', play: raidAtNight },
  '3': { title: 'Fishing boat', play: fishingBoat },
  '4': { title: 'Scam compound', play: scamCompound },
  '5': { title: 'She says no', play: sheSaysNo },
  '6': { title: 'Everything stalls', play: everythingStalls },
};
