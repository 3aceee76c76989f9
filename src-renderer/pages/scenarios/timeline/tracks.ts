// What a timeline shows: a track for each cell and device that something happens to, and for what concerns neither.
import type { ScenarioPreview } from '#shared/control/scenarioPreviewViews'
import { listOf, partOf, presentSteps, type PresentStep, type Step } from './presentSteps'

export interface Block extends Omit<PresentStep, 'step'> {
  /** It says when by a time of its own, not by the calendar, so that it can be moved. */
  readonly isMovable: boolean
  readonly isResizable: boolean
}

export interface Track {
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}

const RESIZABLE = ['degrade', 'flow', 'fault']
const BY_CALENDAR = /start|end|^\d{4}-/

/** `cell:tunnel`, `device:tablet`, or what else the step is about. */
function trackIdOf(step: Step): string {
  const target = partOf(partOf(step, 'degrade'), 'target')
  if (typeof target['cell'] === 'string') return `cell:${target['cell']}`
  const device = target['device'] ?? partOf(step, 'handover')['device'] ?? partOf(step, 'flow')['device']
  if (typeof device === 'string') return `device:${device}`
  if ('degrade' in step) return 'all'
  if ('charge' in step || 'topUp' in step || 'flow' in step) return 'usage'
  if ('fault' in step || 'tokenExpiry' in step || 'request' in step || 'profile' in step) return 'apis'
  return 'story'
}

const OTHERS: readonly (readonly [string, string])[] = [
  ['all', 'Whole network'],
  ['usage', 'Usage'],
  ['apis', 'APIs'],
  ['story', 'Story'],
]

function blockOf({ step, ...present }: PresentStep): Block {
  const at = step['at']
  return {
    ...present,
    isMovable: typeof at !== 'string' || !BY_CALENDAR.test(at),
    isResizable: RESIZABLE.includes(present.kind),
  }
}

/**
 * @param document as the YAML says it
 * @param previewed as the YAML said it that the preview is of
 * @returns in the order story, whole network, cells, devices, usage, APIs; only those on which something happens, and
 *   every device, so that something can be placed there
 */
export function tracksOf(document: Step, preview: ScenarioPreview, previewed: Step): Track[] {
  const blocks = new Map<string, Block[]>()
  for (const present of presentSteps(preview, listOf(document['timeline']), listOf(previewed['timeline']))) {
    const id = trackIdOf(present.step)
    blocks.set(id, [...(blocks.get(id) ?? []), blockOf(present)])
  }
  const named = (list: string, kind: string) =>
    listOf(document[list]).map(({ id, name }) => ({ id: `${kind}:${String(id)}`, title: String(name ?? id) }))
  const [all, usage, apis, story] = OTHERS.map(([id, title]) => ({ id, title }))
  const inOrder = [story, all, ...named('cells', 'cell'), ...named('devices', 'device'), usage, apis]
  return inOrder
    .flatMap((track) => (track ? [{ ...track, blocks: blocks.get(track.id) ?? [] }] : []))
    .filter(({ id, blocks: own }) => own.length > 0 || /^(cell|device):/.test(id))
}

/** Seconds as a scenario writes them: `90s`, `5min`, `2h`. */
export function durationOf(seconds: number): string {
  const whole = Math.round(seconds * 1000) / 1000
  if (whole > 0 && whole % 3600 === 0) return `${whole / 3600}h`
  if (whole > 0 && whole % 60 === 0) return `${whole / 60}min`
  return `${whole}s`
}

/** The nearest multiple of the grid, never before the start. */
export function snapped(seconds: number, grid: number): number {
  return Math.max(0, Math.round(seconds / grid) * grid)
}

/** What a new block of a track begins with. */
export function newStepOn(trackId: string, kind: 'degrade' | 'say' | 'fault', at: string): Record<string, unknown> {
  if (kind === 'say') return { at, say: 'What happens now' }
  if (kind === 'fault') return { at, fault: { act: { status: 503, code: 'UNAVAILABLE' }, duration: '10s' } }
  const [what, id] = trackId.split(/:(.*)/)
  const target = what === 'cell' || what === 'device' ? { [what]: id } : { all: true }
  return { at, degrade: { target, effect: { delayMs: { add: 200 } }, duration: '10s' } }
}

const STEPS_SECONDS = [
  0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400, 604_800,
]

/** Round times to write along the tracks, at most `most` of them, in seconds from the start. */
export function ticksOf(lengthSeconds: number, most: number): number[] {
  const step = STEPS_SECONDS.find((one) => lengthSeconds / one <= most) ?? lengthSeconds / most
  return Array.from({ length: Math.ceil(lengthSeconds / step) }, (_, index) => index * step)
}
