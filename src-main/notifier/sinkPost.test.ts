import { Agent } from 'undici'
import { afterEach, expect, it } from 'vitest'
import { sinkAddressOf } from './sinkAddress'
import { SinkPost } from './sinkPost'

const agents: Agent[] = []
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.destroy()
})

it('is over at once when it is stopped while its connection is being made', async () => {
  const agent = new Agent({ connect: () => undefined }) // as to an address that drops what comes
  agents.push(agent)
  const post = new SinkPost()
  post.send(agent, sinkAddressOf('http://127.0.0.1:9/never'), { headers: {}, body: '{}' })
  const reason = new Error('stopped')
  post.stop(reason)
  await expect(post.reply).rejects.toBe(reason)
})

it('sends nothing when it was stopped before', async () => {
  let asked = 0
  const agent = new Agent({ connect: () => void (asked += 1) })
  agents.push(agent)
  const post = new SinkPost()
  post.stop(new Error('stopped'))
  await expect(post.reply).rejects.toThrow('stopped')
  post.send(agent, sinkAddressOf('http://127.0.0.1:9/never'), { headers: {}, body: '{}' })
  await new Promise((resolve) => setImmediate(resolve))
  expect(asked).toBe(0)
})

it('says so when a header cannot be sent', async () => {
  const agent = new Agent()
  agents.push(agent)
  const post = new SinkPost()
  post.send(agent, sinkAddressOf('http://127.0.0.1:9/'), { headers: { 'x-bad': 'a\nb' }, body: '{}' })
  await expect(post.reply).rejects.toThrow('invalid x-bad header')
})
