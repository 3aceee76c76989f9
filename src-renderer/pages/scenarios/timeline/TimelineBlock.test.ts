import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import TimelineBlock from './TimelineBlock.vue'
import type { Block } from './tracks'

function mountBlock({ isSettled = true } = {}) {
  const block: Block = {
    ...{ index: 0, id: '@1', title: 'Doors open', kind: 'say', seconds: 5 },
    ...{ isMovable: true, isResizable: false, baseSeconds: 0, isSettled },
  }
  return mount(TimelineBlock, { props: { block, lengthSeconds: 40, grid: 1, current: true, readOnly: false } })
}

it('moves as long as an arrow is held, and is removed once, however long Delete is', async () => {
  const block = mountBlock()
  const button = block.get('button')
  for (const repeat of [false, true, true]) await button.trigger('keydown', { key: 'ArrowRight', repeat })
  expect(block.emitted('move')).toEqual([[6], [6], [6]])
  for (const repeat of [false, true, true]) await button.trigger('keydown', { key: 'Delete', repeat })
  expect(block.emitted('remove')).toHaveLength(1)
})

it('stays as it is until it is known which step it is', async () => {
  const block = mountBlock({ isSettled: false })
  for (const key of ['ArrowRight', 'Delete']) await block.get('button').trigger('keydown', { key })
  expect([block.emitted('move'), block.emitted('remove')]).toEqual([undefined, undefined])
})
