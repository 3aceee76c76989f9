import { describe, expect, it } from 'vitest'
import { zRegisteredReport } from '#shared/domain/registeredReport'
import { namesOfReport } from './namesOfReport'

const bucket = { id: 'b1', product: { id: 'p1' }, bucketBalance: [{ unit: 'MB', remainingValue: 1 }] }

describe(namesOfReport, () => {
  it('are its own, those of its buckets and products, and its parties', () => {
    const report = zRegisteredReport.parse({
      ...{ id: 'ur001', name: 'Report 1', relatedParty: [{ id: 'u1' }] },
      bucket: [{ ...bucket, name: 'Calls' }],
    })
    expect(namesOfReport(report)).toEqual(['ur001', 'Report 1', 'b1', 'Calls', 'p1', 'u1'])
  })
})
