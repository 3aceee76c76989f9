import { describe, expect, it } from 'vitest'
import { playbackOf } from './playback'

const scenario = { name: 'tunnel', title: 'A tunnel', loadedAt: 0 }
const playing = { ...scenario, state: 'playing' as const, startedAt: 10_000, endsAt: 50_000 }

describe(playbackOf, () => {
  it('has played nothing before the first start', () => {
    expect(playbackOf({ ...scenario, state: 'loaded' }, 99_000)).toEqual({
      state: 'loaded',
      playedMs: 0,
      lengthMs: 0,
      playedRatio: 0,
    })
  })

  it('is as far as the bench clock has come', () => {
    expect(playbackOf(playing, 20_000)).toEqual({
      state: 'playing',
      playedMs: 10_000,
      lengthMs: 40_000,
      playedRatio: 0.25,
    })
  })

  it('has ended with its timeline, however far the clock jumps', () => {
    expect(playbackOf(playing, 1e9)).toMatchObject({ state: 'ended', playedMs: 40_000, playedRatio: 1 })
  })

  it('has ended at once without a timeline', () => {
    expect(playbackOf({ ...playing, endsAt: 10_000 }, 10_000)).toMatchObject({ state: 'ended', playedRatio: 1 })
  })
})
