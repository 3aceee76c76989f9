// What the judged requests of a case left on the target.
import type { Hands } from './hands'
import type { Json, World } from './world'

function madeBy({ earlier }: World, stepId: string, member: string): string | undefined {
  const reply = earlier.reply(stepId)
  if (reply === undefined || reply.status >= 300) return undefined
  try {
    const body = JSON.parse(reply.body) as Json
    const id = body[member] ?? body.id
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}

function authorizationOf({ earlier, draft }: World, stepId: string): string | undefined {
  return earlier.reply(stepId)?.request?.headers.authorization ?? draft.authorization ?? undefined
}

/** Removes the profile and the subscription that the case itself created. */
export async function removeWhatWasMade(world: World, hands: Hands): Promise<void> {
  const profile = madeBy(world, 'createApplicationProfile', 'applicationProfileId')
  if (profile !== undefined) await removeProfile(hands, profile, authorizationOf(world, 'createApplicationProfile'))
  const subscription = madeBy(world, 'createSubscription', 'subscriptionId')
  if (subscription === undefined) return
  await removeSubscription(hands, world.basePath, subscription, authorizationOf(world, 'createSubscription'))
}

export async function removeProfile(hands: Hands, id: string, authorization: string | undefined): Promise<void> {
  const path = `/application-profiles/v0.5/application-profiles/${encodeURIComponent(id)}`
  await hands.call('Remove the application profile', { method: 'DELETE', path, authorization })
}

export async function removeSubscription(
  hands: Hands,
  basePath: string,
  id: string,
  authorization: string | undefined,
): Promise<void> {
  const path = `${basePath}/subscriptions/${encodeURIComponent(id)}`
  await hands.call('Remove the subscription', { method: 'DELETE', path, authorization })
}
