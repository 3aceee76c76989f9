// What a strip draws besides its line: the time to come, the time violated, the threshold, the notifications.
import { Chart, type Plugin } from 'chart.js'
import type { MetricTrack, Span } from './metricTrack'
import type { StripColours } from './stripColours'

/** Other devices' values of the metric at equal distances, as thin lines behind. */
export interface OtherLines {
  readonly from: number
  readonly stepMs: number
  readonly lines: readonly (readonly number[])[]
}

/** An attempt, made or to come. */
export interface AttemptMark {
  /** Bench instant. */
  readonly at: number
  readonly succeeded: boolean
  /** It is yet to be made. */
  readonly planned: boolean
}

export interface StripContent {
  readonly track: MetricTrack
  readonly colours: StripColours
  readonly others?: OtherLines | undefined
  /** Bench instants at which a notification was raised. */
  readonly raisedAt: readonly number[]
  /** Attempts to deliver one of them. */
  readonly attempts?: readonly AttemptMark[]
  /** The last of the strips carries the axis of all. */
  readonly withAxis: boolean
  /** CSS pixels of a small label. */
  readonly fontPx: number
}

const WORD = 'violated'

interface Drawing {
  readonly context: CanvasRenderingContext2D
  readonly area: Chart['chartArea']
  readonly content: StripContent
  readonly xOf: (at: number) => number
  readonly yOf: (value: number) => number
}

function drawingOf(chart: Chart, content: StripContent): Drawing {
  const { left, right } = chart.chartArea
  const x = chart.scales['x']
  const xOf = (at: number) => Math.min(right, Math.max(left, x?.getPixelForValue(at) ?? left))
  const yOf = (value: number) => chart.scales['y']?.getPixelForValue(value) ?? 0
  return { context: chart.ctx, area: chart.chartArea, content, xOf, yOf }
}

function drawFuture({ context, area, content, xOf }: Drawing) {
  const now = xOf(content.track.now)
  context.fillStyle = content.colours.future
  context.fillRect(now, area.top, area.right - now, area.bottom - area.top)
}

function drawOthers({ context, area, content, xOf, yOf }: Drawing) {
  if (!content.others) return
  const { from, stepMs, lines } = content.others
  const left = xOf(from)
  const step = (xOf(from + stepMs * 60) - left) / 60
  context.strokeStyle = content.colours.muted
  context.globalAlpha = 0.45
  context.lineWidth = 1
  for (const line of lines) {
    context.beginPath()
    line.forEach((value, index) => context.lineTo(Math.min(area.right, left + index * step), yOf(value)))
    context.stroke()
  }
  context.globalAlpha = 1
}

function drawViolation({ context, area, content, xOf }: Drawing, { from, to }: Span) {
  const left = xOf(from)
  const width = xOf(to) - left
  context.fillStyle = content.colours.violation
  context.globalAlpha = 0.16
  context.fillRect(left, area.top, width, area.bottom - area.top)
  context.globalAlpha = 1
}

/** The height between `top` and `bottom` that is farthest from what is drawn already. */
function clearest({ top, bottom }: Chart['chartArea'], taken: readonly number[]): number {
  const heights = [0.2, 0.35, 0.5, 0.65, 0.8].map((share) => top + (bottom - top) * share)
  const distance = (height: number) => Math.min(...taken.map((other) => Math.abs(other - height)))
  return heights.reduce((best, height) => (distance(height) > distance(best) ? height : best))
}

/** In the middle of what is behind us, where there is room for it, clear of the lines and of the marks at the top. */
function drawWord({ context, area, content, xOf, yOf }: Drawing, { from, to }: Span) {
  const { points, threshold, now } = content.track
  const end = Math.min(to, Math.max(from, now))
  const left = xOf(from)
  const right = xOf(end)
  const middle = points.find(({ x }) => x >= (from + end) / 2)?.y ?? 0
  context.fillStyle = content.colours.violation
  context.font = `600 ${content.fontPx}px ${String(Chart.defaults.font.family)}`
  context.textBaseline = 'middle'
  context.textAlign = 'center'
  if (context.measureText(WORD).width + 12 > right - left) return
  const taken = [area.top, yOf(middle), yOf(threshold?.bound ?? middle)]
  context.fillText(WORD, (left + right) / 2, clearest(area, taken))
}

function drawLine({ context }: Drawing, colour: string, width: number, from: [number, number], to: [number, number]) {
  context.strokeStyle = colour
  context.lineWidth = width
  context.beginPath()
  context.moveTo(...from)
  context.lineTo(...to)
  context.stroke()
}

/** A diamond on a thin line. */
function drawNotification(drawing: Drawing, at: number) {
  const { context, area, content, xOf } = drawing
  const x = xOf(at)
  const size = content.fontPx * 0.45
  drawLine(drawing, content.colours.muted, 1, [x, area.top], [x, area.bottom])
  context.fillStyle = content.colours.line
  context.beginPath()
  context.moveTo(x, area.top)
  context.lineTo(x + size, area.top + size)
  context.lineTo(x, area.top + 2 * size)
  context.lineTo(x - size, area.top + size)
  context.fill()
}

/** A bar on the axis: full when delivered, half when not, hollow when it is to come. */
function drawAttempt({ context, area, content, xOf }: Drawing, { at, succeeded, planned }: AttemptMark) {
  const width = content.fontPx * 0.4
  const height = content.fontPx * (succeeded || planned ? 1.6 : 0.9)
  const bar = [xOf(at) - width / 2, area.bottom - height, width, height] as const
  context.fillStyle = content.colours.line
  context.strokeStyle = content.colours.line
  context.lineWidth = 1.5
  if (planned) context.strokeRect(...bar)
  else context.fillRect(...bar)
}

function drawThreshold(drawing: Drawing, y: number) {
  const { area, content } = drawing
  drawLine(drawing, content.colours.muted, 1.5, [area.left, y], [area.right, y])
}

/** @param contentOf undefined before there is anything to show */
export function stripMarks(contentOf: () => StripContent | undefined): Plugin {
  return {
    id: 'stripMarks',
    beforeDatasetsDraw(chart) {
      const content = contentOf()
      if (!content) return
      const drawing = drawingOf(chart, content)
      chart.ctx.save()
      drawFuture(drawing)
      drawOthers(drawing)
      content.track.violations.forEach((span) => drawViolation(drawing, span))
      const bound = content.track.threshold?.bound
      if (bound !== undefined) drawThreshold(drawing, drawing.yOf(bound))
      chart.ctx.restore()
    },
    afterDatasetsDraw(chart) {
      const content = contentOf()
      if (!content) return
      const drawing = drawingOf(chart, content)
      chart.ctx.save()
      const now = drawing.xOf(content.track.now)
      drawLine(drawing, content.colours.line, 1.5, [now, drawing.area.top], [now, drawing.area.bottom])
      content.track.violations.forEach((span) => drawWord(drawing, span))
      content.raisedAt.forEach((at) => drawNotification(drawing, at))
      content.attempts?.forEach((attempt) => drawAttempt(drawing, attempt))
      chart.ctx.restore()
    },
  }
}
