// The history of a bucket, drawn by chart.js; fetched with it only when there is one to draw.
import { Chart, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js'
import { amountText } from '../../../format/amount'
import { instantText } from '../../../format/instant'
import type { LedgerSeries } from './ledgerSeries'

Chart.register(LineController, LineElement, LinearScale, PointElement, Tooltip)

export interface LedgerChart {
  show(series: LedgerSeries): void
  destroy(): void
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000]
/** Distances of ticks that fall on round times. */
const STEPS = [
  ...[1, 2, 5, 10, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 5, 10, 30, 100, 300].map((count) => count * DAY),
]

/** As short as tells two ticks of this span apart. */
function tickText(at: number, spanMs: number): string {
  const text = instantText(at)
  if (spanMs > 4 * DAY) return text.slice(0, 6)
  return spanMs > 10 * MINUTE ? text.slice(7, 12) : text.slice(7)
}

/** Some three to five; the library's own are round numbers, not round times. */
function ticksBetween(from: number, to: number): { value: number }[] {
  const step = STEPS.find((one) => (to - from) / one <= 5) ?? to - from
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, index) => ({ value: (first + index) * step }))
}

/** @param canvas in a box that says how big the chart is */
export function createLedgerChart(canvas: HTMLCanvasElement): LedgerChart {
  const chart = new Chart(canvas, { type: 'line', data: { datasets: [] } })
  return {
    show({ points, unit, what }) {
      const spanMs = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)
      const [ink, muted, grid] = ['--ui-text-highlighted', '--ui-text-muted', '--ui-border'].map(token)
      const font = { family: getComputedStyle(document.body).fontFamily, size: 11 }
      const ticks = { color: muted ?? '', font, maxRotation: 0 }
      const lines = { color: grid ?? '', drawTicks: false }
      chart.data.datasets = [
        {
          label: `${what}, ${unit}`,
          data: points.map(({ at, value }) => ({ x: at, y: value })),
          borderColor: ink ?? '',
          backgroundColor: ink ?? '',
          borderWidth: 1.5,
          pointRadius: points.length > 60 ? 0 : 1.5,
          pointHitRadius: 8,
        },
      ]
      chart.options = {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        parsing: false,
        plugins: {
          legend: { display: false },
          tooltip: {
            displayColors: false,
            callbacks: {
              title: ([item]) => instantText(item?.parsed.x ?? 0),
              label: ({ parsed }) => `${amountText(parsed.y ?? 0, unit)} ${unit} ${what}`,
            },
          },
        },
        scales: {
          x: {
            type: 'linear',
            min: points[0]?.at ?? 0,
            max: points.at(-1)?.at ?? 1,
            grid: lines,
            border: { color: grid ?? '' },
            afterBuildTicks(axis) {
              axis.ticks = ticksBetween(axis.min, axis.max)
            },
            ticks: { ...ticks, callback: (at) => tickText(Number(at), spanMs) },
          },
          y: {
            beginAtZero: true,
            grid: lines,
            border: { display: false },
            ticks: { ...ticks, maxTicksLimit: 4, padding: 6, callback: (value) => amountText(value, unit) },
          },
        },
      }
      chart.update('none')
    },
    destroy: () => chart.destroy(),
  }
}
