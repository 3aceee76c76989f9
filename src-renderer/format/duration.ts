const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const padded = (value: number) => String(value).padStart(2, '0')

/** The two largest units that matter: `85 ms`, `12.4 s`, `3 min 20 s`, `2 h 05 min`, `4 d 03 h`. */
export function durationText(durationMs: number): string {
  const ms = Math.max(0, durationMs)
  if (ms < SECOND) return `${Number(ms.toFixed(ms < 10 ? 1 : 0))} ms`
  if (ms < MINUTE) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ${padded(Math.floor((ms % MINUTE) / SECOND))} s`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ${padded(Math.floor((ms % HOUR) / MINUTE))} min`
  return `${Math.floor(ms / DAY)} d ${padded(Math.floor((ms % DAY) / HOUR))} h`
}

/** `12400 ms` */
export function exactDuration(durationMs: number): string {
  return `${durationMs} ms`
}
