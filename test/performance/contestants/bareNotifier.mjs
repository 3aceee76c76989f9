// Contestant: the least that must happen between a degradation and the first byte at a sink: a bare Express 5 app brings two
// lines to disk, one after the other, then posts. Its body says where.
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { Agent } from 'undici'

const LINE = Buffer.from(`${'x'.repeat(2000)}\n`)
const folder = await mkdtemp(join(tmpdir(), 'callbox-bare-'))
const files = await Promise.all(['degradations', 'notifications'].map((name) => open(join(folder, name), 'a')))
const agent = new Agent()
const headers = { 'content-type': 'application/json' }
const ignore = () => undefined
const heedless = {
  ...{ onRequestStart: ignore, onResponseStart: ignore, onResponseData: ignore, onResponseEnd: ignore },
  onResponseError: ignore,
}

const app = express()
app.use(express.json())
app.post('/degradations', async (request, response) => {
  for (const file of files) {
    await file.write(LINE)
    await file.datasync()
  }
  agent.dispatch({ origin: request.body.sink, path: '/', method: 'POST', headers, body: LINE }, heedless)
  response.status(201).json({})
})
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
process.once('SIGTERM', async () => {
  await rm(folder, { recursive: true })
  process.exit()
})
