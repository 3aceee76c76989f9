// A sink in a process of its own: it answers 204 and says on GET how many calls came, and how long it took from the first.
import { createServer } from 'node:http'

let count = 0
let bytes = 0

const server = createServer((request, response) => {
  if (request.method === 'GET') return void response.end(JSON.stringify({ count, bytes }))
  request.on('data', (chunk) => (bytes += chunk.length))
  request.on('end', () => {
    count += 1
    response.writeHead(204).end()
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
