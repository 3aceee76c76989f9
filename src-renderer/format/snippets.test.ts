import { describe, expect, it } from 'vitest'
import { curlOf, javascriptOf, pythonOf, type HttpCall } from './snippets'

const call: HttpCall = {
  method: 'POST',
  url: 'http://127.0.0.1:9091/check?a=1&b=2',
  headers: { 'content-type': 'application/json' },
  body: `{"name": "it's"}`,
}

describe(curlOf, () => {
  it('quotes for the shell, single quotes in the body too', () => {
    expect(curlOf(call)).toBe(
      [
        'curl -sS',
        '-X POST',
        `'http://127.0.0.1:9091/check?a=1&b=2'`,
        `-H 'content-type: application/json'`,
        String.raw`--data '{"name": "it'\''s"}'`,
      ].join(' \\\n  '),
    )
  })

  it('is short for a plain GET', () => {
    expect(curlOf({ method: 'GET', url: 'http://127.0.0.1/' })).toBe(`curl -sS \\\n  'http://127.0.0.1/'`)
  })
})

describe(javascriptOf, () => {
  it('has method, headers and body as fetch takes them', () => {
    const options = { method: 'POST', headers: call.headers, body: call.body }
    expect(javascriptOf(call)).toContain(`fetch("${call.url}", ${JSON.stringify(options, null, 2)})`)
  })
})

describe(pythonOf, () => {
  it('carries the body as bytes and the headers as a dictionary', () => {
    const text = pythonOf(call)
    expect(text).toContain(`data=${JSON.stringify(call.body)}.encode()`)
    expect(text).toContain('headers={"content-type":"application/json"}')
  })
})
