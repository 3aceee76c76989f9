import { byComposition } from '#shared/domain/effect'
import { targetCovers, type EffectTarget, type Flow } from '#shared/domain/flow'
import type { DegradationEffect } from './compileEffect'

function placeOf(target: EffectTarget): string {
  if (target.kind === 'all') return 'all'
  return target.kind === 'cell' ? `cell ${target.cellId}` : `device ${target.deviceId}`
}

/** The effects by where they act, so that a flow never meets those of other cells and devices. */
export class EffectIndex {
  readonly #byId = new Map<string, DegradationEffect>()
  readonly #byPlace = new Map<string, DegradationEffect[]>()

  /** Adds an effect, or replaces the one with its id. */
  put(effect: DegradationEffect): void {
    this.drop(effect.id)
    const place = placeOf(effect.target)
    this.#byId.set(effect.id, effect)
    this.#byPlace.set(place, [...this.#at(place), effect].sort(byComposition))
  }

  drop(id: string): void {
    const effect = this.#byId.get(id)
    if (effect === undefined) return
    const place = placeOf(effect.target)
    const left = this.#at(place).filter((other) => other !== effect)
    this.#byId.delete(id)
    if (left.length === 0) this.#byPlace.delete(place)
    else this.#byPlace.set(place, left)
  }

  clear(): void {
    this.#byId.clear()
    this.#byPlace.clear()
  }

  /** What acts on a flow at any time, in composition order. */
  covering(flow: Flow, cellId: string): DegradationEffect[] {
    const places = [...this.#at('all'), ...this.#at(`cell ${cellId}`), ...this.#at(`device ${flow.deviceId}`)]
    return places.filter(({ target }) => targetCovers(target, flow, cellId)).sort(byComposition)
  }

  #at(place: string): readonly DegradationEffect[] {
    return this.#byPlace.get(place) ?? []
  }
}
