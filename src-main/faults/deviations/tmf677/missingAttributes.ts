// Mandatory attributes that are not there, one for each row of the table of attributes that demands one.
import type { Behaviour } from '../../behaviour'
import type { Deviation } from '../deviation'
import { editingBuckets, removing, without } from './reportEdits'
import { rowsOf } from './rowsOf'
import { dashed, shown } from './wrongTypes'

const missing = rowsOf('missing attributes')

const MANDATORY = [
  'name',
  'bucket',
  'bucket.id',
  'bucket.product',
  'bucket.product.id',
  'bucket.product.user.id',
  'bucket.bucketBalance.unit',
  'bucket.bucketBalance.remainingValue',
  'bucket.bucketBalance.validFor.startDateTime',
  'bucket.bucketCounter.unit',
  'bucket.bucketCounter.validFor.startDateTime',
  'relatedParty.id',
]

const NO_QUANTITIES: Behaviour = editingBuckets((bucket) => without('bucketBalance')(without('bucketCounter')(bucket)))

export const MISSING_ATTRIBUTES: readonly Deviation[] = [
  ...MANDATORY.map((attribute) =>
    missing(
      `${dashed(attribute)}-missing`,
      `attribute ${attribute}`,
      `The attribute ${shown(attribute)} is missing.`,
      removing(attribute),
    ),
  ),
  missing(
    'quantities-missing',
    'attributes bucket.bucketBalance, bucket.bucketCounter',
    'Buckets have neither a balance nor a counter.',
    NO_QUANTITIES,
  ),
]
