import { targetCovers, type EffectTarget, type Flow } from '#shared/domain/flow'
import type { DegradationEffect } from './compileDegradation'

function placeOf(target: EffectTarget): string {
  if (target.kind === 'all') return 'all'
  return target.kind === 'cell' ? `cell ${target.cellId}` : `device ${target.deviceId}`
}

/** The effects by where they act, so that a flow never meets those of other cells and devices. */
export class EffectIndex {
  readonly #byDegradation = new Map<string, readonly DegradationEffect[]>()
  readonly #byPlace = new Map<string, readonly DegradationEffect[]>()
  #revision = 0

  /** Another number after each change. */
  get revision(): number {
    return this.#revision
  }

  /** Adds the effects of a degradation, or replaces those it had. */
  put(degradationId: string, effects: readonly DegradationEffect[]): void {
    this.drop(degradationId)
    this.#byDegradation.set(degradationId, effects)
    for (const effect of effects) {
      const place = placeOf(effect.target)
      this.#byPlace.set(place, [...this.#at(place), effect])
    }
  }

  drop(degradationId: string): void {
    this.#revision += 1
    const effects = new Set(this.#byDegradation.get(degradationId))
    this.#byDegradation.delete(degradationId)
    for (const place of new Set([...effects].map(({ target }) => placeOf(target)))) {
      const left = this.#at(place).filter((other) => !effects.has(other))
      if (left.length === 0) this.#byPlace.delete(place)
      else this.#byPlace.set(place, left)
    }
  }

  clear(): void {
    this.#revision += 1
    this.#byDegradation.clear()
    this.#byPlace.clear()
  }

  /** What acts at any time on a flow whose device is attached to this cell, in no order. */
  covering(flow: Flow, cellId: string): DegradationEffect[] {
    const places = [...this.#at('all'), ...this.#at(`cell ${cellId}`), ...this.#at(`device ${flow.deviceId}`)]
    return places.filter(({ target }) => targetCovers(target, flow, cellId))
  }

  /** Whether anything in this cell is shared among its devices. */
  isShared(cellId: string): boolean {
    return this.#at(`cell ${cellId}`).some((effect) => effect.isShared)
  }

  /** How many cells have something that is shared. */
  get sharedCells(): number {
    return [...this.#byPlace.values()].filter((effects) => effects.some((effect) => effect.isShared)).length
  }

  #at(place: string): readonly DegradationEffect[] {
    return this.#byPlace.get(place) ?? []
  }
}
