import type { FaultyApi } from '#shared/domain/fault'
import type { Behaviour } from '../../behaviour'
import type { Deviation } from '../deviation'

export type Row = (name: string, breaks: string, title: string, behaviour: Behaviour) => Deviation

/** How names of deviations begin, by API. */
const PREFIXES = {
  'application-profiles': 'profiles',
  'connectivity-insights': 'insights',
  'connectivity-insights-subscriptions': 'subscriptions',
} as const

export type CamaraApi = keyof typeof PREFIXES & FaultyApi

/** Rows of the catalogue that break things of one kind in one API. */
export function rowsOf(api: CamaraApi, group: string): Row {
  return (name, breaks, title, behaviour) => ({
    name: `${PREFIXES[api]}-${name}`,
    title,
    api,
    group,
    breaks,
    behaviour,
  })
}

/** `targetMinGPUMemory.value` gives `target-min-gpu-memory-value`. */
export function dashed(member: string): string {
  return member
    .replaceAll('.', '-')
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
}
