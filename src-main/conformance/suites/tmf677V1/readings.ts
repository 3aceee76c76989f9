// The readings of the conformance document that these checks rely on, in the words a person sees beside a check.
// Numbers are those of decisions/readings.md.
import type { Note } from '#shared/conformance/runReport'

const READINGS = {
  U1: 'the document registers "report1" and shows "report 1": both are accepted',
  U2: 'href is optional; when it is there it ends in /usageConsumptionReport/{id}',
  U3: 'usageType is optional, and the document registers "sms" and "national voice" but shows "data" and "voice": either is accepted',
  U4: 'the document writes "150 message" and "149 messages": singular and plural are accepted',
  U5: 'numbers are compared numerically (2 and 2.0 are equal); a string is not a number',
  U6: 'the owner is the registered user, shown by relatedParty, by product.user, or by both',
  U7: 'the document wants "at least" the usage of the product: the report may be trimmed to it or whole',
  U8: 'the samples wrap a single resource in an array: a list of exactly one is accepted',
  U9: 'fields=id,bucket selects exactly these two first-level attributes, complete as registered',
  U10: '"empty array" in the text, "empty body" in the case: both are accepted, and nothing else',
  U12: 'the document spells this filter with and without "product": each spelling is judged where it is supported',
  U13: 'a counter runs from the first day of the month to the day of the request or the last day, a balance from the first day or the day of the request to the last day; validFor and its end are optional',
  U14: 'the order is free; reports beyond the registered ones are allowed only where they belong in the result',
  U15: 'a balance and a counter were both registered, so both come back',
  U16: '"measured from" a moment: a counter that starts then or later; "until": one that ends then or earlier',
  U17: 'criteria are joined by a logical AND; those on buckets hold for the same bucket',
  U18: 'a nested selection keeps the parents and nothing else; it is the same for a list and for one report',
  U22: 'the document has no row for this: it is only observed',
  U19: 'the attribute is spelled countertype here and counterType from TMF677 v3 on: both are accepted',
} as const

export type ReadingId = keyof typeof READINGS

/** @param detail replaces the general text where the reply itself says more. */
export function note(reading: ReadingId, detail?: string): Note {
  return { reading, text: detail ?? READINGS[reading] }
}
