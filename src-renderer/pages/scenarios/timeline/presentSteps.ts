// The steps of a preview as they stand in the text by now: that moves on, and the next preview comes a moment later.
import type { PreviewedStep, ScenarioPreview } from '#shared/control/scenarioPreviewViews'
import { durationMs, zDurationText } from '#shared/domain/scenario/duration'

export type Step = Readonly<Record<string, unknown>>

/** Index and times are those of the text. */
export interface PresentStep extends PreviewedStep {
  /** As the text has it; while it is not settled, as it was previewed. */
  readonly step: Step
  /** It is the step that was previewed, its times apart. Otherwise the next preview tells what has become of it. */
  readonly isSettled: boolean
  /** Seconds of the step it counts from. */
  readonly baseSeconds: number
}

export function listOf(value: unknown): Step[] {
  return Array.isArray(value) ? (value as Step[]) : []
}

export function partOf(step: Step, name: string): Step {
  const part = step[name]
  return typeof part === 'object' && part !== null ? (part as Step) : {}
}

/** What a step is, whenever that is. */
function actText(step: Step): string {
  return JSON.stringify(step, (key, value: unknown) => (key === 'at' || key === 'duration' ? undefined : value))
}

/**
 * Where steps stand that stood in another list before: what both begin and end with is the same.
 * @returns by the place before; -1 where it is another step by now, undefined where it is there no longer
 */
function placesIn(now: readonly Step[], before: readonly Step[]): (number | undefined)[] {
  const [is, was] = [now.map(actText), before.map(actText)]
  const most = Math.min(is.length, was.length)
  let ahead = 0
  while (ahead < most && is[ahead] === was[ahead]) ahead += 1
  let behind = 0
  while (behind < most - ahead && is.at(-1 - behind) === was.at(-1 - behind)) behind += 1
  const shift = is.length - was.length
  return was.map((_, index) => {
    if (index < ahead) return index
    if (index >= was.length - behind) return index + shift
    return shift === 0 ? -1 : undefined
  })
}

function secondsOf(duration: unknown): number | undefined {
  const { data } = zDurationText.safeParse(duration)
  return data === undefined ? undefined : durationMs(data) / 1000
}

/** By how many seconds a time in the text is later than before; one of the calendar is left to the next preview. */
function laterBy(now: unknown, before: unknown): number {
  const [is, was] = [now, before].map((at) => secondsOf(at ?? '0s'))
  return is === undefined || was === undefined ? 0 : is - was
}

/**
 * @param timeline as the text says it by now
 * @param before as the text said it that was previewed
 */
export function presentSteps(
  { steps }: Pick<ScenarioPreview, 'steps'>,
  timeline: readonly Step[],
  before: readonly Step[],
): PresentStep[] {
  const places = placesIn(timeline, before)
  const indexById = new Map(before.map(({ id }, index) => [id, index]))
  const secondsAt = new Map(steps.map(({ index, seconds }) => [index, seconds]))
  const stepNow = (index: number) => timeline[places[index] ?? -1] ?? before[index] ?? {}
  const baseOf = (index: number) => {
    const after = before[index]?.['after']
    return after === undefined ? undefined : indexById.get(after)
  }

  /** Seconds of a step: what was previewed, and by how much it, and what it counts from, was moved since. */
  function startOf(index: number): number {
    const base = baseOf(index)
    const moved = base === undefined ? 0 : startOf(base) - (secondsAt.get(base) ?? 0)
    return (secondsAt.get(index) ?? 0) + moved + laterBy(stepNow(index)['at'], before[index]?.['at'])
  }

  function endOf({ index, kind, seconds, endSeconds }: PreviewedStep): number | undefined {
    const start = startOf(index)
    const [is, was] = [stepNow(index), before[index] ?? {}].map((step) => partOf(step, kind)['duration'])
    if (is === was) return endSeconds === undefined ? undefined : endSeconds + start - seconds
    const lasts = secondsOf(is)
    return lasts === undefined ? undefined : start + lasts
  }

  return steps.flatMap(({ endSeconds: _, ...previewed }, at) => {
    const { index } = previewed
    const place = places[index]
    if (place === undefined) return []
    const [base, end] = [baseOf(index), endOf(steps[at] ?? previewed)]
    return {
      ...previewed,
      ...{ index: place < 0 ? index : place, seconds: startOf(index) },
      ...(end !== undefined && { endSeconds: end }),
      ...{ step: stepNow(index), isSettled: place >= 0, baseSeconds: base === undefined ? 0 : startOf(base) },
    }
  })
}
