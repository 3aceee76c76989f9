/** Mixes two 32-bit words into one (the finaliser of MurmurHash3 over both). */
function mix(a: number, b: number): number {
  let word = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2)), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  word ^= word >>> 16
  word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d)
  return (word ^ (word >>> 12)) >>> 0
}

/** 0 ≤ n < 1, the same for the same seed and number. */
export function hashOf(seed: number, number: number): number {
  const high = Math.floor(number / 2 ** 32)
  return mix(mix(seed, number >>> 0), high) / 2 ** 32
}

/** A 32-bit seed of a text under another seed. */
export function seedOf(seed: number, text: string): number {
  let word = seed >>> 0
  for (let index = 0; index < text.length; index += 1) word = mix(word, text.charCodeAt(index))
  return word
}
