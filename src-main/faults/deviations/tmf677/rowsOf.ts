import type { Behaviour } from '../../behaviour'
import type { Deviation } from '../deviation'

type Row = (name: string, breaks: string, title: string, behaviour: Behaviour) => Deviation

/** Compares with what was registered, so it sees a value of the right type that is wrong. */
export const CERTIFICATION = 'tmf677-v1-certification'
/** Asks by every filter and for every selection of the tables. */
export const PROFILE = 'tmf677-v1-profile'

/** Rows of the catalogue that break things of one kind. @param suite the only one that can see them, if it is not both */
export function rowsOf(group: string, suite?: string): Row {
  return (name, breaks, title, behaviour) => ({
    name: `tmf677-${name}`,
    title,
    api: 'usageManagement',
    group,
    breaks,
    ...(suite !== undefined && { suites: [suite] }),
    behaviour,
  })
}
