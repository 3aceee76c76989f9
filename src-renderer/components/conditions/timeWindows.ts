export interface TimeWindow {
  readonly value: string
  readonly label: string
  readonly secondsBack: number
  readonly secondsAhead: number
}

export const DEFAULT_WINDOW: TimeWindow = { value: '2', label: '2 minutes', secondsBack: 120, secondsAhead: 40 }

/** How much time the charts show. */
export const TIME_WINDOWS: readonly TimeWindow[] = [
  { value: '1', label: '1 minute', secondsBack: 60, secondsAhead: 20 },
  DEFAULT_WINDOW,
  { value: '10', label: '10 minutes', secondsBack: 600, secondsAhead: 200 },
]

/** Samples of one device over the time shown. */
export const SERIES_POINTS = 321
