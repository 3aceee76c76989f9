// Every scope that opens something on this bench; a token that asks for none gets them all.
import { CAMARA_SCOPES } from './camara/scopes'
import { USAGE_SCOPE } from './tmf677/admission'

export const ISSUED_SCOPES = [...CAMARA_SCOPES, USAGE_SCOPE] as const
export type Scope = (typeof ISSUED_SCOPES)[number]
