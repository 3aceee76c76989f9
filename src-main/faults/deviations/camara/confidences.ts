import { zConfidence } from '#shared/wire/camara/common'

/** The two answers there are. */
export const [MEETS, UNABLE] = zConfidence.options
