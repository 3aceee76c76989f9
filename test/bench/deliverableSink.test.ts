import { describe, expect, it } from 'vitest'
import { isForbiddenHost } from '#main/notifier/forbiddenHosts'
import { requireDeliverableSink } from '#main/simulator/camara/sink'

const judge = (sink: string, plainHttpLoopback = true) => {
  requireDeliverableSink(sink, { plainHttpLoopback, isForbiddenHost })
}
const refusal = expect.objectContaining({ code: 'invalidSink', field: 'sink' }) as Error

describe(requireDeliverableSink, () => {
  it.each([
    'https://app.example.com/sink',
    'https://192.0.2.7:8443/sink?x=1',
    'https://[2001:db8::1]/sink',
    'http://localhost:9092/inbox',
    'http://app.localhost/sink',
    'http://127.0.0.1:9092',
    'http://127.9.9.9',
    'http://[::1]:9092/inbox',
    'http://[::ffff:127.0.0.1]/inbox',
  ])('accepts %s', (sink) => {
    expect(() => judge(sink)).not.toThrow()
  })

  it.each([
    'not a url',
    '/relative',
    'ftp://app.example.com',
    'http://app.example.com/sink',
    'http://192.168.0.1/sink',
    'http://localhost.example.com/sink',
    'https://user:secret@app.example.com/sink',
    'https://169.254.169.254/latest/meta-data',
    'https://169.254.0.1',
    'https://[fe80::1]/sink',
    'https://[::ffff:169.254.169.254]/',
    'https://2852039166/', // 169.254.169.254 as one number
    'https://metadata.google.internal/',
    'https://METADATA.google.internal./',
    'https://[fd00:ec2::254]/',
    'https://100.100.100.200/',
  ])('refuses %s', (sink) => {
    expect(() => judge(sink)).toThrow(refusal)
  })

  it('refuses plain http on this machine, too, when the setting is off', () => {
    expect(() => judge('http://127.0.0.1:9092', false)).toThrow(refusal)
    expect(() => judge('https://127.0.0.1:9092', false)).not.toThrow()
  })
})
