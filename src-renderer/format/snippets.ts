// The same HTTP request as people paste it: curl, JavaScript, Python.

export interface HttpCall {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | undefined
}

const shellQuoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
const headersOf = (call: HttpCall) => Object.entries(call.headers ?? {})

/** For a POSIX shell. */
export function curlOf(call: HttpCall): string {
  const method = call.method === 'GET' ? [] : [`-X ${call.method}`]
  const headers = headersOf(call).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`)
  const body = call.body === undefined ? [] : [`--data ${shellQuoted(call.body)}`]
  return ['curl -sS', ...method, shellQuoted(call.url), ...headers, ...body].join(' \\\n  ')
}

/** For Node 20 and browsers. */
export function javascriptOf(call: HttpCall): string {
  const options = {
    method: call.method,
    ...(headersOf(call).length > 0 ? { headers: call.headers } : {}),
    ...(call.body === undefined ? {} : { body: call.body }),
  }
  return [
    `const response = await fetch(${JSON.stringify(call.url)}, ${JSON.stringify(options, null, 2)})`,
    'console.log(response.status, await response.text())',
  ].join('\n')
}

/** For Python 3, its standard library only. */
export function pythonOf(call: HttpCall): string {
  const options = [
    JSON.stringify(call.url),
    `method=${JSON.stringify(call.method)}`,
    ...(headersOf(call).length > 0 ? [`headers=${JSON.stringify(call.headers)}`] : []),
    ...(call.body === undefined ? [] : [`data=${JSON.stringify(call.body)}.encode()`]),
  ]
  return [
    'import urllib.request',
    '',
    `request = urllib.request.Request(\n    ${options.join(',\n    ')},\n)`,
    'with urllib.request.urlopen(request) as response:',
    '    print(response.status, response.read().decode())',
  ].join('\n')
}
