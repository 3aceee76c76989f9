// A strip of the chart: one metric as a line, drawn by Chart.js. Nothing moves by itself and nothing reacts to the pointer.
import { Chart, LinearScale, LineController, LineElement, PointElement, type ChartConfiguration } from 'chart.js'
import { meets } from '#shared/domain/thresholds'
import { quantityOf } from '../../format/quantity'
import { stripMarks, type StripContent } from './stripMarks'
import { timeTicks } from './timeTicks'

Chart.register(LinearScale, LineController, LineElement, PointElement)

export interface StripChart {
  show(content: StripContent): void
  destroy(): void
}

/** The axes of all strips are equally wide, so that their times stand below each other. */
const AXIS_WIDTH_IN_LABELS = 6.5
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' })

type Options = NonNullable<ChartConfiguration<'line'>['options']>

function highestOf({ track, others }: StripContent): number {
  const own = track.points.reduce((most, { y }) => Math.max(most, y), track.threshold?.bound ?? 0)
  return others ? others.lines.reduce((most, line) => Math.max(most, ...line), own) : own
}

function scalesOf(content: StripContent): Options['scales'] {
  const { track, colours, withAxis, fontPx } = content
  const from = track.points[0]?.x ?? 0
  const to = track.points.at(-1)?.x ?? 1
  const highest = highestOf(content)
  const font = { size: fontPx }
  return {
    x: {
      type: 'linear',
      min: from,
      max: to,
      border: { color: colours.grid },
      grid: { color: colours.grid, tickLength: withAxis ? 4 : 0 },
      ticks: {
        display: withAxis,
        color: colours.muted,
        font,
        maxRotation: 0,
        callback: (at) => TIME.format(Number(at)),
      },
      afterFit(axis) {
        // Only the last strip has labels, and their overhang must not make it narrower than the others.
        axis.paddingLeft = 0
        axis.paddingRight = 0
      },
      afterBuildTicks(axis) {
        axis.ticks = timeTicks(from, to, 9).map((value) => ({ value }))
      },
    },
    y: {
      min: 0,
      max: highest * 1.2 || 1,
      border: { color: colours.grid },
      grid: { color: colours.grid },
      ticks: {
        color: colours.muted,
        font,
        maxTicksLimit: 4,
        includeBounds: false,
        callback(value) {
          const { number, unit } = quantityOf(track.metric, Number(value))
          return `${number} ${unit}`
        },
      },
      afterFit(axis) {
        axis.width = fontPx * AXIS_WIDTH_IN_LABELS
      },
    },
  }
}

function segmentOf({ track, colours }: StripContent) {
  const violated = (y: number | null) => y !== null && track.threshold !== undefined && !meets(track.threshold, y)
  return {
    borderColor: ({ p0, p1 }: { p0: PointElement; p1: PointElement }) =>
      violated(p0.parsed.y) || violated(p1.parsed.y) ? colours.violation : undefined,
    borderDash: ({ p1 }: { p1: PointElement }) => ((p1.parsed.x ?? 0) > track.now ? [4, 4] : undefined),
  }
}

function optionsOf(content: StripContent): Options {
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    events: [],
    parsing: false,
    normalized: true,
    layout: { padding: { right: content.fontPx * 2.5 } },
    elements: { point: { radius: 0 } },
    scales: scalesOf(content) ?? {},
  }
}

export function createStripChart(canvas: HTMLCanvasElement): StripChart {
  let content: StripContent | undefined
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily
  const chart = new Chart(canvas, {
    type: 'line',
    data: { datasets: [] },
    plugins: [stripMarks(() => content)],
  })
  return {
    show(next) {
      content = next
      chart.options = optionsOf(next)
      chart.data.datasets = [
        {
          data: [...next.track.points],
          borderColor: next.colours.line,
          borderWidth: 2,
          segment: segmentOf(next),
        },
      ]
      chart.update('none')
    },
    destroy: () => chart.destroy(),
  }
}
