// Contestant: the least an Express 5 app can do with the same array.
import express from 'express'
import { certificationReports } from './certificationReports.mjs'

const app = express()
app.get('/usageManagement/v1/usageConsumptionReport', (_request, response) => response.json(certificationReports))
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
