// Contestant: the least node:http can do with the same array.
import { createServer } from 'node:http'
import { certificationReports } from './certificationReports.mjs'

const server = createServer((_request, response) => {
  response
    .writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(certificationReports))
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
