// Changes to the body of the request that is being put together.
import { isStructure } from '../../place'
import { given, type Given } from '../scenario/action'
import { Unmet } from '../world/unmet'
import type { Json, World } from '../world/world'
import { namesOf } from './body'

/** The structure that holds the member, and the member's name; what is missing on the way is made. */
function holderOf({ draft }: World, path: string): { holder: Json; name: string } {
  const names = namesOf(path)
  const name = names.pop()
  if (!isStructure(draft.body) || name === undefined) throw new Unmet(`there is no body in which ${path} could be set`)
  let holder: Json = draft.body
  for (const one of names) {
    const found = holder[one]
    const below: Json = isStructure(found) ? found : {}
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
