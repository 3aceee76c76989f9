/** What a scenario takes for given cannot be brought about on this target; the message completes "not sent, as …". */
export class Unmet extends Error {
  override readonly name = 'Unmet'
}
