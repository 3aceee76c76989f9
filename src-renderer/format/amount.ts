// Amounts of usage: exact decimal texts with a unit beside them, shown as far as anybody reads.
import { unitNamed, USUAL_UNITS, type UnitKind } from '#shared/domain/unit'

const MOST_DECIMALS = 6

/** Minor units of a currency by ISO 4217; none for a unit that is no currency. */
function minorDigits(unit: string): number {
  if (unitNamed(unit)?.kind !== 'currency') return 0
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency: unit,
    }).resolvedOptions()
    return maximumFractionDigits ?? 0
  } catch {
    return 0
  }
}

const formats = new Map<string, Intl.NumberFormat>()

/** `1,234.5`; euros with two decimals, yen with none. */
export function amountText(value: number | string, unit: string): string {
  const known = formats.get(unit)
  const format =
    known ??
    new Intl.NumberFormat('en', { minimumFractionDigits: minorDigits(unit), maximumFractionDigits: MOST_DECIMALS })
  formats.set(unit, format)
  return format.format(Number(value))
}

const KINDS: Record<UnitKind, string> = {
  time: 'Time',
  volume: 'Volume',
  events: 'Events',
  currency: 'Currency, ISO 4217',
}

/** What a unit measures, in words; empty for one that nothing is calculated with. */
export function kindText(unit: string): string {
  const kind = unitNamed(unit)?.kind
  return kind === undefined ? '' : KINDS[kind]
}

/** The units of the same kind to choose from, the unit itself first. */
export function unitsLike(unit: string): readonly string[] {
  const kind = unitNamed(unit)?.kind
  if (kind === undefined || kind === 'currency') return [unit]
  return [...new Set([unit, ...USUAL_UNITS[kind]])]
}
