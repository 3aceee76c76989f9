import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openEventStream, type StreamOptions } from './eventStream'

/** The browser's event source, with the network in the test's hand. */
class PlayedSource extends EventTarget {
  static readonly opened: PlayedSource[] = []
  onmessage: ((message: MessageEvent<string>) => void) | null = null
  onerror: (() => void) | null = null
  readyState = 1

  constructor() {
    super()
    PlayedSource.opened.push(this)
  }

  hello(instance: string) {
    this.dispatchEvent(new MessageEvent('hello', { data: JSON.stringify({ instance, nextSeq: 1 }) }))
  }

  tell(seq: number) {
    const event = { kind: 'degradation.removed', id: `d${seq}` }
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(event), lastEventId: String(seq) }))
  }

  fail(readyState: 0 | 2) {
    this.readyState = readyState
    this.onerror?.()
  }

  close() {
    this.readyState = 2
  }
}

function openPlayed(probe: StreamOptions['probe'] = () => Promise.resolve('answers')) {
  const log: string[] = []
  const end = openEventStream(
    { url: '/events', probe, openSource: () => new PlayedSource() as unknown as EventSource },
    {
      onState: (state) => log.push(state),
      onRestart: () => log.push('restart'),
      onEvents: (batch) => log.push(batch.map(({ seq }) => seq).join(',')),
    },
  )
  return { log, end, source: () => PlayedSource.opened.at(-1) as PlayedSource }
}

describe(openEventStream, () => {
  beforeEach(() => {
    vi.useFakeTimers()
    PlayedSource.opened.length = 0
  })
  afterEach(() => void vi.useRealTimers())

  it('hands on the events of a burst as one batch', async () => {
    const { log, source } = openPlayed()
    source().hello('bench 1')
    for (const seq of [1, 2, 3]) source().tell(seq)
    await vi.advanceTimersByTimeAsync(50)
    expect(log).toEqual(['connecting', 'live', 'restart', '1,2,3'])
  })

  it('goes on without a new snapshot when the same bench resumes the stream', () => {
    const { log, source } = openPlayed()
    source().hello('bench 1')
    source().fail(0)
    source().hello('bench 1')
    expect(log).toEqual(['connecting', 'live', 'restart', 'lost', 'live'])
  })

  it('starts anew when another bench answers, without the events of the one before', async () => {
    const { log, source } = openPlayed()
    source().hello('bench 1')
    source().tell(700)
    source().fail(0)
    source().hello('bench 2')
    await vi.advanceTimersByTimeAsync(50)
    expect(log).not.toContain('700')
    expect(log.filter((entry) => entry === 'restart')).toHaveLength(2)
  })

  it('starts anew when the bench has forgotten what was missed', () => {
    const { log, source } = openPlayed()
    source().hello('bench 1')
    source().dispatchEvent(new MessageEvent('resync', { data: '{"nextSeq":9}' }))
    expect(log).toEqual(['connecting', 'live', 'restart', 'restart'])
  })

  it('tells a refused session from a bench that is gone, and tries again', async () => {
    const answers = ['silent', 'refuses'] as const
    let asked = 0
    const { log, source } = openPlayed(() => Promise.resolve(answers[asked++] ?? 'answers'))
    source().fail(2)
    await vi.advanceTimersByTimeAsync(1000)
    source().fail(2)
    await vi.advanceTimersByTimeAsync(1000)
    expect(log).toEqual(['connecting', 'lost', 'unauthorised'])
    expect(PlayedSource.opened).toHaveLength(3)
  })

  it('is silent once it is ended', async () => {
    const { log, end, source } = openPlayed()
    source().hello('bench 1')
    source().tell(1)
    end()
    await vi.advanceTimersByTimeAsync(5000)
    expect(log).toEqual(['connecting', 'live', 'restart'])
    expect(PlayedSource.opened).toHaveLength(1)
  })
})
