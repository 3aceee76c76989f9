import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listen, type TestServer } from '../../../test/support/simulatorFixture'
import { createOpenApiApp } from './openApiApp'
import { TMF677_DESCRIPTION } from './tmf677Description'

let apis: () => Promise<[typeof TMF677_DESCRIPTION]>
let problems: string[]
let server: TestServer

beforeEach(async () => {
  apis = () => Promise.resolve([TMF677_DESCRIPTION])
  problems = []
  const onProblem = (message: string) => void problems.push(message)
  server = await listen(createOpenApiApp({ apis: () => apis(), serverRoot: () => server.origin, onProblem }))
})
afterEach(() => server.close())

async function ask(path: string, method = 'GET') {
  const response = await fetch(server.origin + path, { method })
  return { response, status: response.status, text: await response.text() }
}

describe(createOpenApiApp, () => {
  it.each(['/openapi', '/openapi/usageManagement-v1.json', '/openapi/usageManagement-v1.yaml', '/docs'])(
    'answers %s',
    async (path) => {
      expect((await ask(path)).status).toBe(200)
    },
  )

  it.each<[string, string, number, string]>([
    ['GET', '/openapi/nothing.json', 404, 'NOT_FOUND'],
    ['GET', '/docs/nothing', 404, 'NOT_FOUND'],
    ['POST', '/openapi', 405, 'METHOD_NOT_ALLOWED'],
    ['GET', '/openapi/%E0%A4%A', 400, 'INVALID_ARGUMENT'],
  ])('refuses %s %s with the status in the body, too', async (method, path, status, code) => {
    const { response, text } = await ask(path, method)
    expect(JSON.parse(text)).toMatchObject({ status, code })
    expect(response.status).toBe(status)
    expect(problems).toEqual([])
  })

  it('reports a failure of its own and tells the client no more than that', async () => {
    apis = () => Promise.reject(new Error('a bug in a description'))
    const { status, text } = await ask('/docs')
    expect([status, JSON.parse(text)]).toMatchObject([500, { status: 500, code: 'INTERNAL' }])
    expect(text).not.toContain('a bug in a description')
    expect(problems).toEqual([expect.stringContaining('a bug in a description')])
  })
})
