// The data of the foreign server: the certification reports as another implementer would write them down.

export interface ForeignPeriod {
  startDateTime?: string
  endDateTime?: string
}

export interface ForeignQuantity {
  [attribute: string]: unknown
  unit?: string
  validFor?: ForeignPeriod
}

export interface ForeignBucket {
  [attribute: string]: unknown
  id?: string
  usageType?: string
  product: { id: string; user?: { id: string } }
  bucketBalance?: ForeignQuantity[]
  bucketCounter?: ForeignQuantity[]
}

export interface ForeignReport {
  [attribute: string]: unknown
  id?: string
  href?: string
  name?: string
  effectiveDate?: string
  bucket: ForeignBucket[]
  relatedParty?: { id: string; role?: string }[]
}

/** How this server writes the days of its reports. */
export interface Calendar {
  readonly firstDay: string
  readonly today: string
  readonly lastDay: string
}

const two = (part: number) => `${part}`.padStart(2, '0')

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/**
 * @param zone appended to every date-time, such as `+05:30`
 * @param zoneMinutes by which clocks there are ahead of UTC
 * @param monthsBack writes the days of an earlier month
 */
export function calendarOf(now: Date, zone = 'Z', zoneMinutes = 0, monthsBack = 0): Calendar {
  const there = new Date(now.getTime() + zoneMinutes * 60_000)
  const months = there.getUTCFullYear() * 12 + there.getUTCMonth() - monthsBack
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1]
  const lastDate = daysIn(year, month)
  const at = (date: number, time: string) => `${year}-${two(month)}-${two(date)}T${time}${zone}`
  const clock = there.toISOString().slice(11, 19)
  return {
    firstDay: at(1, '00:00:00'),
    today: at(Math.min(there.getUTCDate(), lastDate), clock),
    lastDay: at(lastDate, '23:59:59'),
  }
}

interface Line {
  bucket: string
  product: string
  type: string
  unit: string
  used: number
  left: number
}

function bucketOf({ bucket, product, type, unit, used, left }: Line, user: string, calendar: Calendar): ForeignBucket {
  return {
    id: bucket,
    usageType: type,
    product: { id: product, user: { id: user } },
    bucketBalance: [
      { unit, remainingValue: left, validFor: { startDateTime: calendar.today, endDateTime: calendar.lastDay } },
    ],
    bucketCounter: [{ unit, value: used, validFor: { startDateTime: calendar.firstDay, endDateTime: calendar.today } }],
  }
}

function reportOf(id: string, name: string, user: string, lines: Line[], calendar: Calendar): ForeignReport {
  return {
    id,
    href: `http://elsewhere.example/usageManagement/v1/usageConsumptionReport/${id}`,
    name,
    effectiveDate: calendar.today,
    bucket: lines.map((line) => bucketOf(line, user, calendar)),
    relatedParty: [{ id: user, role: 'customer' }],
  }
}

export function foreignReports(calendar: Calendar): ForeignReport[] {
  const data = { bucket: 'b111', product: 'p111', type: 'data', unit: 'MB', used: 3, left: 2 }
  const voice = { bucket: 'b222', product: 'p222', type: 'voice', unit: 'minutes', used: 500, left: 300 }
  const sms = { bucket: 'b331', product: 'p333', type: 'sms', unit: 'messages', used: 150, left: 149 }
  const national = { bucket: 'b332', product: 'p222', type: 'national voice', unit: 'minutes', used: 500, left: 340 }
  return [
    reportOf('ur001', 'report1', 'u1', [data], calendar),
    reportOf('ur002', 'report2', 'u1', [voice], calendar),
    reportOf('ur003', 'report3', 'u2', [sms, national], calendar),
  ]
}

/** A report that nobody registered for the certification. */
export function strangersReport(calendar: Calendar, id: string, user: string): ForeignReport {
  const line = { bucket: `b-${id}`, product: `p-${id}`, type: 'data', unit: 'MB', used: 1, left: 9 }
  return reportOf(id, `report of ${user}`, user, [line], calendar)
}
