import { describe, expect, it } from 'vitest'
import { isForbiddenHost } from './forbiddenHosts'

describe(isForbiddenHost, () => {
  it.each([
    '169.254.169.254',
    '169.254.0.1',
    '::ffff:169.254.169.254',
    'fe80::1',
    'febf::1',
    'fd00:ec2::254',
    '100.100.100.200',
    'metadata.google.internal',
    'Metadata.Google.Internal.',
  ])('names %s', (host) => {
    expect(isForbiddenHost(host)).toBe(true)
  })

  it.each(['127.0.0.1', '::1', '169.253.255.255', '192.168.1.1', 'fec0::1', 'sink.example.com'])(
    'leaves %s alone',
    (host) => {
      expect(isForbiddenHost(host)).toBe(false)
    },
  )
})
