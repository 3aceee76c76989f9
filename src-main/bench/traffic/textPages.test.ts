import { describe, expect, it } from 'vitest'
import { createTextPages } from './textPages'

const LIMITS = { totalBytes: 200, pageBytes: 100 }

describe('texts in pages', () => {
  it('gives back what it keeps, whatever the script, empty ones too', () => {
    const pages = createTextPages(LIMITS)
    const texts = ['plain', '', 'Größe – 容量 🙂']
    const place = pages.keep(texts)
    pages.keep(['another'])
    expect(place && pages.read(place)).toEqual(texts)
  })

  it('drops the oldest page, and no other, to make room', () => {
    const pages = createTextPages(LIMITS)
    const places = ['a', 'b', 'c'].map((letter) => pages.keep([letter.repeat(90)]))
    expect(places.map((place) => place && pages.read(place)?.[0]?.[0])).toEqual([undefined, 'b', 'c'])
  })

  it('gives a text larger than a page one of its own, in place of as many as it takes', () => {
    const pages = createTextPages(LIMITS)
    const small = pages.keep(['small'])
    const large = pages.keep(['l'.repeat(190)])
    expect(small && pages.read(small)).toBeUndefined()
    expect(large && pages.read(large)).toEqual(['l'.repeat(190)])
  })

  it('refuses what is larger than all pages, and drops nothing for it', () => {
    const pages = createTextPages(LIMITS)
    const small = pages.keep(['small'])
    expect(pages.keep(['l'.repeat(201)])).toBeUndefined()
    expect(small && pages.read(small)).toEqual(['small'])
  })
})
