import type { DeviationView } from '#shared/control/faultViews'
import type { Behaviour } from '../behaviour'

/** A named way in which a server that conforms stops doing so: it acts on whatever is served, whoever's data it is. */
export interface Deviation extends DeviationView {
  readonly behaviour: Behaviour
}
