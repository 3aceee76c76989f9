// Changes to the body of the request that is being put together.
import { given, type Given } from '../scenario/action'
import { Unmet } from '../world/unmet'
import type { Json, World } from '../world/world'
import { namesOf } from './body'

function structureIn(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
}

/** The structure that holds the member, and the member's name; what is missing on the way is made. */
function holderOf({ draft }: World, path: string): { holder: Json; name: string } {
  const names = namesOf(path)
  const name = names.pop()
  let holder = structureIn(draft.body)
  if (holder === undefined || name === undefined) throw new Unmet(`there is no body in which ${path} could be set`)
  for (const one of names) {
    const below: Json = structureIn(holder[one]) ?? {}
    holder[one] = below
    holder = below
  }
  return { holder, name }
}

export function setMember(world: World, path: string, value: unknown): void {
  const { holder, name } = holderOf(world, path)
  holder[name] = value
}

/** @param make of what is to stand there */
export function bodyWith(path: string, text: string, make: (world: World) => unknown): Given {
  return given(text, async (world) => setMember(world, path, await make(world)))
}

export function bodyWithout(path: string): Given {
  return given(`a body without ${path}`, (world) => {
    const { holder, name } = holderOf(world, path)
    delete holder[name]
  })
}
