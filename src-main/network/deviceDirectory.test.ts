import { describe, expect, it } from 'vitest'
import { zCell, zSimulatedDevice } from '#shared/domain/device'
import { BASELINE } from '../../test/support/effects'
import { createDeviceDirectory, wireDeviceOf } from './deviceDirectory'

const cell = zCell.parse({ id: 'c', name: 'Cell', baseline: BASELINE })
const phone = zSimulatedDevice.parse({
  id: 'phone',
  name: 'Phone',
  cell: 'c',
  phoneNumber: '+447700900001',
  ipv4Address: { publicAddress: '203.0.113.1', publicPort: 4000, privateAddress: '10.0.0.1' },
  ipv6Prefix: '2001:db8:1::/64',
  condition: { delayMs: 5 },
})
const camera = zSimulatedDevice.parse({
  id: 'camera',
  name: 'Camera',
  cell: 'c',
  phoneNumber: '+447700900002',
  ipv4Address: { publicAddress: '203.0.113.1', publicPort: 4001, privateAddress: '10.0.0.2' },
  ipv6Prefix: '2001:db8:1:0:8000::/65',
})
const directory = createDeviceDirectory([cell], [phone, camera])
const publicAddress = '203.0.113.1'

describe(createDeviceDirectory, () => {
  it.each([
    ['its phone number', { phoneNumber: '+447700900001' }, 'phone'],
    ['its public address and port', { ipv4Address: { publicAddress, publicPort: 4001 } }, 'camera'],
    ['its public and private address', { ipv4Address: { publicAddress, privateAddress: '10.0.0.1' } }, 'phone'],
    ['any address in its prefix', { ipv6Address: '2001:db8:1::7fff:0:0:9' }, 'phone'],
    ['an address in the longest of two prefixes', { ipv6Address: '2001:DB8:1:0:8000::9' }, 'camera'],
  ])('finds a device by %s', (_, device, deviceId) => {
    expect(directory.resolve(device)).toEqual({ deviceId, identifier: device })
  })

  it.each([
    ['an unknown phone number', { phoneNumber: '+447700900009' }],
    ['another port', { ipv4Address: { publicAddress, publicPort: 4002 } }],
    [
      'a port of one device and a private address of another',
      { ipv4Address: { publicAddress, publicPort: 4000, privateAddress: '10.0.0.2' } },
    ],
    ['an address outside every prefix', { ipv6Address: '2001:db8:1:1::1' }],
    ['a network access identifier', { networkAccessIdentifier: 'phone@example.com' }],
  ])('finds no device by %s', (_, device) => {
    expect(directory.resolve(device)).toBeUndefined()
  })

  it('takes the first of phone number, IPv4 and IPv6 that resolves, and echoes that one alone', () => {
    const ipv4Address = { publicAddress, publicPort: 4001 }
    const mixed = { networkAccessIdentifier: 'x@example.com', ipv6Address: '2001:db8:1::1', ipv4Address }
    expect(directory.resolve({ ...mixed, phoneNumber: '+447700900009' })).toEqual({
      deviceId: 'camera',
      identifier: { ipv4Address },
    })
  })

  it('passes over a device that the caller may not use, identifier by identifier', () => {
    const device = { phoneNumber: '+447700900001', ipv4Address: { publicAddress, publicPort: 4001 } }
    const onlyTheCamera = (deviceId: string) => deviceId === 'camera'
    expect(directory.resolve(device)).toMatchObject({ deviceId: 'phone' })
    expect(directory.resolve(device, onlyTheCamera)).toEqual({
      deviceId: 'camera',
      identifier: { ipv4Address: device.ipv4Address },
    })
    expect(directory.resolve({ phoneNumber: device.phoneNumber }, onlyTheCamera)).toBeUndefined()
  })

  it("gives a device its cell's baseline with what differs for it", () => {
    expect(directory.baselineIn('phone', 'c')).toEqual({ ...BASELINE, delayMs: 5 })
    expect(directory.baselineIn('camera', 'c')).toEqual(BASELINE)
  })

  it('refuses an unknown device by name', () => {
    expect(() => directory.get('gone')).toThrow(expect.objectContaining({ code: 'notFound', field: 'device' }))
  })
})

describe(wireDeviceOf, () => {
  it('shows every identifier in a form that resolves', () => {
    const { phoneNumber, ipv4Address, ipv6Address } = wireDeviceOf(camera)
    for (const identifier of [{ phoneNumber }, { ipv4Address }, { ipv6Address }]) {
      expect(directory.resolve(identifier as object)).toMatchObject({ deviceId: 'camera' })
    }
  })
})
