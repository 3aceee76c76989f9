import { onTestFinished } from 'vitest'
import { startSink } from './sinkServer'

export interface SilentSink {
  readonly url: string
  /** Resolves with the first notification. */
  readonly arrival: Promise<void>
}

/** A sink that takes notifications and never answers; closed when the test is over. */
export async function startSilentSink(): Promise<SilentSink> {
  let arrive = () => {}
  const arrival = new Promise<void>((resolve) => (arrive = resolve))
  const sink = await startSink({ now: () => 0 }, () => arrive())
  onTestFinished(() => sink.close())
  return { url: sink.url, arrival }
}
