import { describe, expect, it } from 'vitest'
import type { ScenarioPreview } from '#shared/control/scenarioPreviewViews'
import { durationOf, newStepOn, snapped, ticksOf, tracksOf } from './tracks'

const DOCUMENT = {
  cells: [{ id: 'hall', name: 'Hall' }],
  devices: [{ id: 'phone', name: 'Phone' }],
  timeline: [
    { at: '5s', say: 'Doors open' },
    { id: 'full', at: '10s', degrade: { target: { cell: 'hall' }, duration: '20s' } },
    { after: 'full', at: '2s', degrade: { target: { device: 'phone' } } },
    { at: 'start of next month', charge: { report: 'r', bucket: 'b', value: 1, unit: 'MB' } },
  ],
}
const STEPS = [
  { index: 0, id: '@1', title: 'Doors open', kind: 'say', seconds: 5 },
  { index: 1, id: 'full', title: 'Degrade hall', kind: 'degrade', seconds: 10, endSeconds: 30 },
  { index: 2, id: '@3', title: 'Degrade phone', kind: 'degrade', seconds: 12 },
  { index: 3, id: '@4', title: 'Charge', kind: 'charge', seconds: 500_000 },
] as const
const PREVIEW: ScenarioPreview = {
  ...{ lengthSeconds: 40, startsAt: 0, steps: [...STEPS] },
  ...{ expectations: [], series: [], profiles: [], crossings: [] },
}

describe(tracksOf, () => {
  it('gives each cell and device a track, and the rest one for what it is about', () => {
    const tracks = tracksOf(DOCUMENT, PREVIEW, DOCUMENT).map(({ title, blocks }) => [
      title,
      blocks.map(({ index }) => index),
    ])
    expect(tracks).toEqual([
      ['Story', [0]],
      ['Hall', [1]],
      ['Phone', [2]],
      ['Usage', [3]],
    ])
  })

  it('knows what a block counts from, and that the calendar places some', () => {
    const blocks = tracksOf(DOCUMENT, PREVIEW, DOCUMENT).flatMap((track) => track.blocks)
    expect(blocks.map(({ baseSeconds }) => baseSeconds)).toEqual([0, 0, 10, 0])
    expect(blocks.map(({ isMovable }) => isMovable)).toEqual([true, true, true, false])
    expect(blocks.map(({ isResizable }) => isResizable)).toEqual([false, true, true, false])
  })

  describe('of a text that has moved on since it was previewed', () => {
    const [doors, full, phone, charge] = DOCUMENT.timeline
    const blocksOf = (...timeline: unknown[]) =>
      tracksOf({ ...DOCUMENT, timeline }, PREVIEW, DOCUMENT)
        .flatMap((track) => track.blocks)
        .sort((a, b) => a.index - b.index)
    const settled = (...timeline: unknown[]) =>
      blocksOf(...timeline).map(({ index, title, isSettled }) => [index, title, isSettled])

    it('places blocks by the times of the text, what counts from them too', () => {
      const moved = { ...full, at: '14s', degrade: { ...full?.degrade, duration: '30s' } }
      const blocks = blocksOf(doors, moved, phone, charge)
      expect(blocks.map(({ seconds, endSeconds }) => [seconds, endSeconds])).toEqual([
        [5, undefined],
        [14, 44],
        [16, undefined],
        [500_000, undefined],
      ])
      expect(blocks.map(({ baseSeconds, isSettled }) => [baseSeconds, isSettled])).toEqual([
        [0, true],
        [0, true],
        [14, true],
        [0, true],
      ])
    })

    it('knows where a step stands after others were added or removed', () => {
      expect(settled(full, phone, charge)).toEqual([
        [0, 'Degrade hall', true],
        [1, 'Degrade phone', true],
        [2, 'Charge', true],
      ])
      expect(settled(doors, { at: '1s', say: 'New' }, full, phone, charge).map(([index]) => index)).toEqual([
        0, 2, 3, 4,
      ])
    })

    it('lets nobody edit a block whose step has become another one', () => {
      expect(settled(doors, phone, full, charge)).toEqual([
        [0, 'Doors open', true],
        [1, 'Degrade hall', false],
        [2, 'Degrade phone', false],
        [3, 'Charge', true],
      ])
    })
  })
})

it('writes times as people do', () => {
  expect([0, 0.25, 90, 120, 7200].map(durationOf)).toEqual(['0s', '0.25s', '90s', '2min', '2h'])
  expect([snapped(12.4, 5), snapped(-3, 1)]).toEqual([10, 0])
})

it('places a new degradation on what the track is of', () => {
  expect(newStepOn('cell:hall', 'degrade', '5s')).toMatchObject({ degrade: { target: { cell: 'hall' } } })
  expect(newStepOn('story', 'degrade', '5s')).toMatchObject({ degrade: { target: { all: true } } })
})

it('writes round times along the tracks, however long they are', () => {
  expect(ticksOf(40, 5)).toEqual([0, 10, 20, 30])
  expect(ticksOf(660, 5)).toEqual([0, 300, 600])
  expect(ticksOf(31 * 86_400, 5)).toHaveLength(5)
})
