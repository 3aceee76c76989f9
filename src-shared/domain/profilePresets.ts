// Application profiles by name: what the standardised 5G quality-of-service classes ask of the network.
//
// From 3GPP TS 23.501, table 5.7.4-1: the packet delay budget and the packet error rate of each 5QI. The table has no rates
// and no jitter: a guaranteed bit rate is agreed for each flow, so the rates here are typical of the example service and
// CHOSEN by us, and no preset asks for jitter. The delay budget ends at the gateway of the operator's network, as CAMARA's
// does.
import { z } from 'zod'
import type { WireNetworkQualityThresholds, WireRate } from '../wire/camara/applicationProfilesV05'

export const zProfilePresetName = z
  .string()
  .regex(/^5qi-\d{1,2}$/, 'a 5QI such as 5qi-2; GET profile-presets lists them')

interface Row {
  readonly fiveQi: number
  readonly resourceType: 'GBR' | 'Non-GBR' | 'Delay-critical GBR'
  readonly service: string
  readonly delayMs: number
  /** N of a packet error rate of 10^-N. */
  readonly lossExponent: number
  /** Chosen. */
  readonly down?: WireRate
  readonly up?: WireRate
}

const kbps = (value: number): WireRate => ({ value, unit: 'Kbps' })
const mbps = (value: number): WireRate => ({ value, unit: 'Mbps' })

function row(
  fiveQi: number,
  resourceType: Row['resourceType'],
  delayMs: number,
  lossExponent: number,
  service: string,
  rates: Pick<Row, 'down' | 'up'> = {},
): Row {
  return { fiveQi, resourceType, delayMs, lossExponent, service, ...rates }
}

const ROWS: readonly Row[] = [
  row(1, 'GBR', 100, 2, 'Conversational voice', { down: kbps(64), up: kbps(64) }),
  row(2, 'GBR', 150, 3, 'Conversational video', { down: mbps(2), up: mbps(2) }),
  row(3, 'GBR', 50, 3, 'Real-time gaming, process monitoring', { down: kbps(500), up: kbps(200) }),
  row(4, 'GBR', 300, 6, 'Buffered video', { down: mbps(5) }),
  row(65, 'GBR', 75, 2, 'Mission-critical push-to-talk voice', { down: kbps(64), up: kbps(64) }),
  row(66, 'GBR', 100, 2, 'Push-to-talk voice', { down: kbps(64), up: kbps(64) }),
  row(67, 'GBR', 100, 3, 'Mission-critical video', { down: mbps(2), up: mbps(2) }),
  row(71, 'GBR', 150, 6, 'Live uplink streaming, 150 ms', { up: mbps(6) }),
  row(72, 'GBR', 300, 4, 'Live uplink streaming, 300 ms', { up: mbps(6) }),
  row(73, 'GBR', 300, 8, 'Live uplink streaming, 300 ms, hardly a loss', { up: mbps(6) }),
  row(74, 'GBR', 500, 8, 'Live uplink streaming, 500 ms, hardly a loss', { up: mbps(6) }),
  row(76, 'GBR', 500, 4, 'Live uplink streaming, 500 ms', { up: mbps(6) }),
  row(5, 'Non-GBR', 100, 6, 'IMS signalling'),
  row(6, 'Non-GBR', 300, 6, 'Buffered video and web, first class'),
  row(7, 'Non-GBR', 100, 3, 'Voice, live video, interactive gaming'),
  row(8, 'Non-GBR', 300, 6, 'Buffered video and web, second class'),
  row(9, 'Non-GBR', 300, 6, 'Buffered video and web, default'),
  row(10, 'Non-GBR', 1100, 6, 'Buffered video and web over satellite'),
  row(69, 'Non-GBR', 60, 6, 'Mission-critical signalling'),
  row(70, 'Non-GBR', 200, 6, 'Mission-critical data'),
  row(79, 'Non-GBR', 50, 2, 'Vehicle messages'),
  row(80, 'Non-GBR', 10, 6, 'Augmented reality at low latency', { down: mbps(20), up: mbps(5) }),
  row(82, 'Delay-critical GBR', 10, 4, 'Discrete automation, small bursts', { down: kbps(250), up: kbps(250) }),
  row(83, 'Delay-critical GBR', 10, 4, 'Discrete automation, platooning', { down: mbps(1), up: mbps(1) }),
  row(84, 'Delay-critical GBR', 30, 5, 'Intelligent transport', { down: mbps(1), up: mbps(1) }),
  row(85, 'Delay-critical GBR', 5, 5, 'High-voltage distribution, remote driving', { down: mbps(1), up: mbps(10) }),
]

export interface ProfilePreset {
  readonly name: string
  readonly title: string
  readonly fiveQi: number
  readonly resourceType: Row['resourceType']
  /** Where its numbers come from, and which of them are chosen. */
  readonly source: string
  readonly networkQualityThresholds: WireNetworkQualityThresholds
}

function presetOf({ fiveQi, resourceType, service, delayMs, lossExponent, down, up }: Row): ProfilePreset {
  const table = '3GPP TS 23.501 table 5.7.4-1 for delay and loss'
  return {
    name: `5qi-${fiveQi}`,
    title: service,
    fiveQi,
    resourceType,
    source: down || up ? `${table}; rates chosen` : table,
    networkQualityThresholds: {
      packetDelayBudget: { value: delayMs, unit: 'Milliseconds' },
      packetLossErrorRate: lossExponent,
      ...(down && { targetMinDownstreamRate: down }),
      ...(up && { targetMinUpstreamRate: up }),
    },
  }
}

/** In the order of the table: guaranteed, not guaranteed, critical in delay. */
export const PROFILE_PRESETS: readonly ProfilePreset[] = ROWS.map(presetOf)

export function profilePreset(name: string): ProfilePreset | undefined {
  return PROFILE_PRESETS.find((preset) => preset.name === name)
}

interface PresetBased {
  readonly preset?: string | undefined
  readonly networkQualityThresholds?: WireNetworkQualityThresholds | undefined
}

/** What a profile asks: its preset, with its own thresholds in place of those. */
export function withPreset<Profile extends PresetBased>({ preset, ...profile }: Profile): Omit<Profile, 'preset'> {
  const base = preset === undefined ? undefined : profilePreset(preset)?.networkQualityThresholds
  if (!base) return profile
  return { ...profile, networkQualityThresholds: { ...base, ...profile.networkQualityThresholds } }
}
