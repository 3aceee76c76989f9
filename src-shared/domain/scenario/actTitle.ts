import { METRICS, type Metric } from '../condition'
import { paceText } from '../pace'
import type { Act } from './acts'

type ActOf<Kind extends Act['kind']> = Extract<Act, { kind: Kind }>['is']

const METRIC_WORDS: Record<Metric, string> = {
  delayMs: 'delay',
  jitterMs: 'jitter',
  lossRatio: 'loss',
  downRateKbps: 'down rate',
  upRateKbps: 'up rate',
}

function targetText(target: ActOf<'degrade'>['target']): string {
  if ('all' in target) return 'everything'
  if ('cell' in target) return target.cell
  return 'server' in target ? `one flow of ${target.device}` : target.device
}

function degradeText({ target, preset, effect, shape }: ActOf<'degrade'>): string {
  const metrics = METRICS.filter((metric) => effect?.[metric] !== undefined)
  const how =
    preset ??
    (shape?.kind === 'trace' ? `trace ${shape.trace}` : metrics.map((metric) => METRIC_WORDS[metric]).join(', '))
  return `Degrade ${targetText(target)}${how === '' ? '' : `: ${how}`}`
}

function rateText({ rate, device }: ActOf<'flow'>): string {
  if (rate) return `${rate.value} ${rate.unit} ${paceText(rate.perSeconds)}`
  return `as fast as ${device ?? 'the device'} goes`
}

function faultText({ act, deviation }: ActOf<'fault'>): string {
  if (deviation !== undefined) return `Deviate: ${deviation}`
  if (act && 'status' in act) return `Answer ${act.status} ${act.code}`
  return `Misbehave: ${Object.keys(act ?? {}).join(', ')}`
}

/** An act in a few words, for people. */
export function actTitle(act: Act): string {
  switch (act.kind) {
    case 'degrade':
      return degradeText(act.is)
    case 'clear':
      return `End ${act.is}`
    case 'handover':
      return `Hand ${act.is.device} over to ${act.is.cell}`
    case 'charge':
      return `Charge ${act.is.value} ${act.is.unit} to ${act.is.bucket}`
    case 'topUp':
      return `Top ${act.is.bucket} up by ${act.is.value} ${act.is.unit}`
    case 'flow':
      return `Use ${act.is.bucket}, ${rateText(act.is)}`
    case 'fault':
      return faultText(act.is)
    case 'tokenExpiry':
      return `Expire the tokens of ${'client' in act.is ? act.is.client : 'everybody'}`
    case 'profile':
      return 'Change an application profile'
    case 'request':
      return `${act.is.method} ${act.is.path}${act.is.times > 1 ? `, ${act.is.times} times` : ''}`
    case 'say':
      return typeof act.is === 'string' ? act.is : act.is.text
    case 'checkpoint':
      return act.is
  }
}
