// Attributes of the right type that say something else than was registered.
import type { Deviation } from '../deviation'
import { monthEarlier } from './monthEarlier'
import { setting } from './reportEdits'
import { CERTIFICATION, rowsOf } from './rowsOf'

const value = rowsOf('values', CERTIFICATION)

export const WRONG_VALUES: readonly Deviation[] = [
  value(
    'name-wrong',
    'attribute name',
    'Every report has the same name.',
    setting('name', () => 'usage report'),
  ),
  value(
    'href-of-another',
    'attribute href',
    'The address of every report ends in another id.',
    setting('href', (href) => `${String(href)}-old`),
  ),
  value(
    'usage-type-wrong',
    'attribute bucket.usageType',
    'Every bucket is of type mms.',
    setting('bucket.usageType', () => 'mms'),
  ),
  value(
    'product-wrong',
    'attribute bucket.product.id',
    'Products are upper case.',
    setting('bucket.product.id', (id) => String(id).toUpperCase()),
  ),
  value(
    'owner-wrong',
    'attribute relatedParty.id',
    'Every report belongs to the same user.',
    setting('relatedParty.id', () => 'somebody'),
  ),
  value(
    'product-user-wrong',
    'attribute bucket.product.user.id',
    'Every product belongs to another user than its report, and no related party is told.',
    {
      edit(reply, url, method) {
        const edits = [setting('bucket.product.user.id', () => 'somebody'), setting('relatedParty', () => [])]
        return edits.reduce((edited, { edit }) => edit?.(edited, url, method) ?? edited, reply)
      },
    },
  ),
  value(
    'counter-value-wrong',
    'attribute bucket.bucketCounter.value',
    'Every counter says one more than was used.',
    setting('bucket.bucketCounter.value', (used) => Number(used) + 1),
  ),
  value(
    'balance-unit-wrong',
    'attribute bucket.bucketBalance.unit',
    'Balances are in another unit.',
    setting('bucket.bucketBalance.unit', () => 'GB'),
  ),
  value(
    'counter-unit-wrong',
    'attribute bucket.bucketCounter.unit',
    'Counters are in another unit.',
    setting('bucket.bucketCounter.unit', () => 'GB'),
  ),
  value(
    'counter-start-wrong',
    'attribute bucket.bucketCounter.validFor.startDateTime',
    'Counters start a month too early.',
    setting('bucket.bucketCounter.validFor.startDateTime', monthEarlier),
  ),
  value(
    'counter-end-wrong',
    'attribute bucket.bucketCounter.validFor.endDateTime',
    'Counters end a month too early.',
    setting('bucket.bucketCounter.validFor.endDateTime', monthEarlier),
  ),
  value(
    'balance-start-wrong',
    'attribute bucket.bucketBalance.validFor.startDateTime',
    'Balances start a month too early.',
    setting('bucket.bucketBalance.validFor.startDateTime', monthEarlier),
  ),
  value(
    'balance-end-wrong',
    'attribute bucket.bucketBalance.validFor.endDateTime',
    'Balances end a month too early.',
    setting('bucket.bucketBalance.validFor.endDateTime', monthEarlier),
  ),
]
