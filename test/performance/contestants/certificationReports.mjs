// The three certification reports as Callbox serves them, of the same size to the byte or nearly so.
const validFor = { startDateTime: '2026-11-01T00:00:00Z', endDateTime: '2026-11-30T23:59:59Z' }

function bucket(id, usageType, productId, userId, unit, remainingValue, value) {
  return {
    id,
    usageType,
    product: { id: productId, user: { id: userId } },
    bucketBalance: [{ unit, remainingValue, validFor }],
    bucketCounter: [{ unit, value, validFor }],
  }
}

function report(id, name, userId, ...buckets) {
  return {
    id,
    href: `http://127.0.0.1:9091/usageManagement/v1/usageConsumptionReport/${id}`,
    name,
    effectiveDate: '2026-11-22T10:00:00Z',
    bucket: buckets,
    relatedParty: [{ id: userId }],
  }
}

export const certificationReports = [
  report('ur001', 'report1', 'u1', bucket('b111', 'data', 'p111', 'u1', 'MB', 2, 3)),
  report('ur002', 'report2', 'u1', bucket('b222', 'voice', 'p222', 'u1', 'minutes', 300, 500)),
  report(
    'ur003',
    'report3',
    'u2',
    bucket('b331', 'sms', 'p333', 'u2', 'messages', 149, 150),
    bucket('b332', 'national voice', 'p222', 'u2', 'minutes', 340, 500),
  ),
]
