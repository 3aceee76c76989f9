import type { ControlHandlers } from '#shared/control/contract'
import { chargeAct, degradeAct, faultAct, flowAct, topUpAct } from './handActs'
import type { Recording } from './recording'

/** The same operations; what hands do with them is recorded once it is done. */
export function recordedHandlers(handlers: ControlHandlers, recording: Recording): ControlHandlers {
  async function then<T>(done: T | Promise<T>, record: (made: T) => Promise<void>): Promise<T> {
    const made = await done
    await record(made)
    return made
  }

  return {
    ...handlers,
    addDegradation: (input) =>
      then(handlers.addDegradation(input), ({ id }) =>
        recording.add(degradeAct(input.body), { id, inSeconds: input.body.startsInSeconds }),
      ),
    removeDegradation: (input) => then(handlers.removeDegradation(input), () => recording.end(input.id)),
    handOver: (input) =>
      then(handlers.handOver(input), () => {
        const { cell, startsInSeconds: inSeconds } = input.body
        return recording.add({ handover: { device: input.id, cell } }, { inSeconds })
      }),
    addFault: (input) => then(handlers.addFault(input), ({ id }) => recording.add(faultAct(input.body), { id })),
    removeFault: (input) => then(handlers.removeFault(input), () => recording.end(input.id)),
    chargeBucket: (input) => then(handlers.chargeBucket(input), () => recording.add(chargeAct(input, input.body))),
    topUpBucket: (input) => then(handlers.topUpBucket(input), () => recording.add(topUpAct(input, input.body))),
    startBucketFlow: (input) =>
      then(handlers.startBucketFlow(input), ({ id }) => recording.add(flowAct(input, input.body), { id })),
    stopBucketFlow: (input) => then(handlers.stopBucketFlow(input), () => recording.end(input.flowId)),
  }
}
