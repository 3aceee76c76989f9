// How checks say what they found.
import type { Note } from '#shared/conformance/runReport'
import type { Place } from './place'
import type { Finding } from './suite'

type Where = Pick<Place, 'path' | 'value'>

function actualOf({ value }: Where): Pick<Finding, 'actual'> {
  return value === undefined ? {} : { actual: value }
}

export function met(place: Where, expected: unknown, message: string, notes: readonly Note[] = []): Finding {
  return { outcome: 'met', path: place.path, expected, ...actualOf(place), message, notes }
}

export function tolerated(place: Where, expected: unknown, message: string, notes: readonly Note[]): Finding {
  return { outcome: 'tolerated', path: place.path, expected, ...actualOf(place), message, notes }
}

export function violated(place: Where, expected: unknown, message: string, notes: readonly Note[] = []): Finding {
  return { outcome: 'violated', path: place.path, expected, ...actualOf(place), message, notes }
}

/** Compares with one expected value. */
export function compare(place: Where, expected: string | number, notes: readonly Note[] = []): Finding {
  if (place.value === expected) return met(place, expected, 'as registered')
  return violated(place, expected, `registered was ${JSON.stringify(expected)}`, notes)
}
