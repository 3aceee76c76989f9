// A sink of https shows a certificate of its own: a bench is told to trust it, for as long as the run lasts.
import type { Hands } from '../world/hands'
import type { RunnerSink } from './runnerSink'

/** @returns what takes it back; nothing to do for a foreign target, which has to trust the sink by itself */
export async function introduceSink({ trust }: RunnerSink, { bench }: Hands): Promise<(hands: Hands) => Promise<void>> {
  if (!bench || !trust) return () => Promise.resolve()
  const { trustedSinks } = await bench.readSettings()
  await bench.changeSettings({ body: { trustedSinks: [...trustedSinks, trust] } })
  return async (hands) => {
    const { trustedSinks: now = [] } = (await hands.bench?.readSettings()) ?? {}
    await hands.bench?.changeSettings({ body: { trustedSinks: now.filter(({ origin }) => origin !== trust.origin) } })
  }
}
