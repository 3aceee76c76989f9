// What the judged requests of a case left on the target.
import { structureIn, subscriptionIdIn } from '../steps/body'
import type { Hands } from './hands'
import type { World } from './world'

/** The body of what a step created; empty where it created nothing. */
function madeBy({ earlier }: World, stepId: string) {
  const reply = earlier.reply(stepId)
  return reply === undefined || reply.status >= 300 ? {} : structureIn(reply)
}

function authorizationOf({ earlier, draft }: World, stepId: string): string | undefined {
  return earlier.reply(stepId)?.request?.headers.authorization ?? draft.authorization ?? undefined
}

/** Removes the profile and the subscription that the case itself created. */
export async function removeWhatWasMade(world: World, hands: Hands): Promise<void> {
  const { applicationProfileId: profile } = madeBy(world, 'createApplicationProfile')
  if (typeof profile === 'string')
    await removeProfile(hands, profile, authorizationOf(world, 'createApplicationProfile'))
  const subscription = subscriptionIdIn(madeBy(world, 'createSubscription'))
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
