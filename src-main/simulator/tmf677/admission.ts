// Who may ask, and for what shape: before a request of TMF677 is answered, in the order of reading C32. The document asks
// for no token; the bench does where a setting says so.
import type { Request, RequestHandler, Response } from 'express'
import type { Settings } from '#shared/control/settings'
import type { Caller } from '#shared/domain/caller'
import { authenticate, requireJsonAccepted, requireScope } from '../admission'
import type { ClientRegistry } from '../clients'
import { exchangeContext } from '../exchangeContext'
import type { FaultsPort } from '../faultsPort'

/** Of the access tokens that open TMF677. */
export const USAGE_SCOPE = 'usage-management:read'
/** The first segment of its paths, by which faults and products name it. */
export const API = 'usageManagement'

export interface UsageAdmissionPorts {
  settings: () => Pick<Settings, 'usageRequiresToken'>
  /** `verify` throws BenchError `unauthenticated`. */
  issuer: { verify(accessToken: string): Promise<Caller> }
  clients: Pick<ClientRegistry, 'requireProduct'>
  /** Absent: nothing goes wrong on purpose. */
  faults?: FaultsPort
}

// Of an Accept without parameters, as most clients send it: that of axios is `application/json, text/plain, */*`.
const TAKES_JSON = /(?:^|,)\s*(?:application\/json|\*\/\*)\s*(?:,|$)/

/** Whether a request has to go through {@link admit}: asked for each, so it looks at little. */
export function needsAdmission({ settings, faults }: UsageAdmissionPorts, accept: string | undefined): boolean {
  if (settings().usageRequiresToken || faults?.concerns(API)) return true
  return accept !== undefined && (accept.includes(';') || !TAKES_JSON.test(accept))
}

/** @returns false when a fault left nobody to answer */
async function meetFaults(
  faults: FaultsPort | undefined,
  caller: Caller | undefined,
  request: Request,
  response: Response,
) {
  if (!faults?.concerns(API)) return true
  const operation = request.params['id'] === undefined ? 'listUsageConsumptionReport' : 'retrieveUsageConsumptionReport'
  return faults.meet({ api: API, operation, ...(caller && { clientId: caller.clientId }) }, request, response)
}

/** Stands before the routes, since a fault may make it another request. */
export function admit({ settings, issuer, clients, faults }: UsageAdmissionPorts): RequestHandler {
  return async (request, response, next) => {
    const caller = settings().usageRequiresToken ? await authenticate(request, { auth: 'strict', issuer }) : undefined
    if (caller) exchangeContext(request).clientId = caller.clientId
    if (!(await meetFaults(faults, caller, request, response))) return
    if (caller) {
      clients.requireProduct(caller.clientId, API)
      requireScope(caller, USAGE_SCOPE)
    }
    requireJsonAccepted(request)
    next()
  }
}
