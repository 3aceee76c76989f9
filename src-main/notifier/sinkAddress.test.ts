import { expect, it } from 'vitest'
import { sinkAddressOf } from './sinkAddress'

it.each([
  [
    'https://app.example:8443/hook?x=1#part',
    { origin: 'https://app.example:8443', path: '/hook?x=1', isSecure: true, isForbidden: false },
  ],
  ['http://app.example', { origin: 'http://app.example', path: '/', isSecure: false, isForbidden: false }],
  [
    'http://[::ffff:169.254.169.254]/x',
    { origin: 'http://[::ffff:a9fe:a9fe]', path: '/x', isSecure: false, isForbidden: true },
  ],
  ['http://metadata/', { origin: 'http://metadata', path: '/', isSecure: false, isForbidden: true }],
])('takes %s apart', (sink, address) => {
  expect(sinkAddressOf(sink)).toEqual(address)
  expect(sinkAddressOf(sink)).toEqual(address)
})
