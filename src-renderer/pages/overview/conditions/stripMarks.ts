// What a strip draws besides its line: the time to come, the time violated, the threshold, the notifications.
import { Chart, type Plugin } from 'chart.js'
import type { MetricTrack, Span } from './metricTrack'
import type { StripColours } from './stripColours'

export interface StripContent {
  readonly track: MetricTrack
  readonly colours: StripColours
  /** Bench instants at which a notification was raised. */
  readonly raisedAt: readonly number[]
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
}

function drawingOf(chart: Chart, content: StripContent): Drawing {
  const { left, right } = chart.chartArea
  const x = chart.scales['x']
  const xOf = (at: number) => Math.min(right, Math.max(left, x?.getPixelForValue(at) ?? left))
  return { context: chart.ctx, area: chart.chartArea, content, xOf }
}

function drawFuture({ context, area, content, xOf }: Drawing) {
  const now = xOf(content.track.now)
  context.fillStyle = content.colours.future
  context.fillRect(now, area.top, area.right - now, area.bottom - area.top)
}

function drawViolation({ context, area, content, xOf }: Drawing, { from, to }: Span) {
  const left = xOf(from)
  const width = xOf(to) - left
  context.fillStyle = content.colours.violation
  context.globalAlpha = 0.16
  context.fillRect(left, area.top, width, area.bottom - area.top)
  context.globalAlpha = 1
}

/** In the middle of what is behind us, where there is room for it, clear of the line and of the marks at the top. */
function drawWord({ context, area, content, xOf }: Drawing, { from, to }: Span) {
  const left = xOf(from)
  const right = xOf(Math.min(to, Math.max(from, content.track.now)))
  context.fillStyle = content.colours.violation
  context.font = `600 ${content.fontPx}px ${String(Chart.defaults.font.family)}`
  context.textBaseline = 'middle'
  context.textAlign = 'center'
  if (context.measureText(WORD).width + 12 > right - left) return
  context.fillText(WORD, (left + right) / 2, (area.top + area.bottom) / 2)
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
      content.track.violations.forEach((span) => drawViolation(drawing, span))
      const bound = content.track.threshold?.bound
      const y = bound === undefined ? undefined : chart.scales['y']?.getPixelForValue(bound)
      if (y !== undefined) drawThreshold(drawing, y)
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
      chart.ctx.restore()
    },
  }
}
