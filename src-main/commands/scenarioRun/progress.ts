// What a run says while it is under way: each step as it is played, each expectation as it is decided.
import type { BenchBus } from '#shared/control/events'

/** `+2:00:05.250`, from the start of the timeline. */
function sinceStart(at: number, startedAt: number): string {
  const ms = Math.max(0, at - startedAt)
  const [days, rest] = [Math.floor(ms / 86_400_000), ms % 86_400_000]
  const time = new Date(rest).toISOString().slice(11, 23)
  return `+${days > 0 ? `${days}d ` : ''}${time}`
}

/** @returns a function that ends it */
export function followProgress(bus: Pick<BenchBus, 'on'>, print: (line: string) => void): () => void {
  let startedAt: number | undefined
  const told = new Set<string>()
  const ends = [
    bus.on('scenario.played', ({ scenario: { say, last, startedAt: since = 0 } }) => {
      startedAt ??= since
      const lines = [
        ...(last ? [{ key: last.id, at: last.at, text: last.title }] : []),
        ...(say ? [{ key: `"${say.since}`, at: say.since, text: `“${say.text}”` }] : []),
      ]
      for (const { key, at, text } of lines.sort((a, b) => a.at - b.at)) {
        if (!told.has(key)) print(`${sinceStart(at, startedAt)}  ${text}`)
        told.add(key)
      }
    }),
    bus.on('scenario.judged', ({ expectation: { id, verdict, title, message, decidedAt = 0 } }) =>
      print(`${sinceStart(decidedAt, startedAt ?? decidedAt)}  ${verdict}  ${id}: ${title}. ${message}`),
    ),
  ]
  return () => ends.forEach((end) => end())
}
