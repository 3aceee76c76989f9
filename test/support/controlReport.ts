/** A usage report as somebody registers one. */
export const REPORT = {
  name: 'mine',
  bucket: [
    {
      id: 'b',
      product: { id: 'p' },
      bucketBalance: [{ unit: 'MB', remainingValue: 9 }],
      bucketCounter: [{ unit: 'MB', value: 1 }],
    },
  ],
}
