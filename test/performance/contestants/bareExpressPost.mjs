// Contestant: the least an Express 5 app can do with the same POST: parse it, answer a fixed body.
import express from 'express'

const MET = 'meets the application requirements'
const BODY = {
  packetDelayBudget: MET,
  jitter: MET,
  packetlossErrorRate: MET,
  targetMinDownstreamRate: MET,
  targetMinUpstreamRate: MET,
}

const app = express()
app.use(express.json())
app.post('/check-network-quality', (_request, response) => response.json(BODY))
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
