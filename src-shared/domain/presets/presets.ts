import type { Act } from '../act'
import type { Metric } from '../condition'
import type { EffectActs } from '../effect'
import type { Shape } from '../shape'
import type { Preset, PresetEffect, PresetName } from './preset'

type Radio = Pick<EffectActs, 'signalStrength' | 'connectivityType'>

/** What a link is at best; whatever is worse already stays so. */
function atBest(limits: Partial<Record<Metric, number>>, radio: Radio = {}): EffectActs {
  const acts = Object.entries(limits).map(([metric, limit]): [string, Act] => {
    const isRate = metric === 'downRateKbps' || metric === 'upRateKbps'
    return [metric, { clamp: isRate ? { max: limit } : { min: limit } }]
  })
  return { ...(Object.fromEntries(acts) as EffectActs), ...radio }
}

const STEP: Shape = { kind: 'step' }

/** One pulse over the whole length, with edges; without an end a ramp that is held. */
function inAndOut(lengthSeconds: number | undefined, edgeSeconds: number): Shape {
  if (lengthSeconds === undefined) return { kind: 'ramp', rampSeconds: edgeSeconds }
  return {
    kind: 'pulses',
    onSeconds: lengthSeconds,
    offSeconds: 1,
    count: 1,
    edgeSeconds: Math.min(edgeSeconds, lengthSeconds / 2),
  }
}

const once = (acts: EffectActs, shape: Shape): PresetEffect[] => [{ acts, shape, afterSeconds: 0 }]

/**
 * A train passes a tunnel: the link fades over five seconds, is that of a weak 3G cell inside, and comes back over five.
 * Source: link inside as profile `3GSlow` of WebPageTest's connectivity.ini (400 kbit/s both ways, 400 ms round trip); loss,
 * jitter and edges chosen for a cell edge.
 */
const TUNNEL: Preset = {
  title: 'Tunnel',
  summary: 'Fades over 5 s to a weak 3G link, and comes back over 5 s at its end.',
  source: 'WebPageTest connectivity profile 3GSlow for rates and delay; loss, jitter and edges chosen',
  lengthSeconds: 60,
  effects(lengthSeconds) {
    const limits = { delayMs: 200, jitterMs: 120, lossRatio: 0.08, downRateKbps: 400, upRateKbps: 400 }
    return once(atBest(limits, { signalStrength: 'poor', connectivityType: '3G' }), inAndOut(lengthSeconds, 5))
  },
}

/**
 * A metal cabin closes: within a second nothing passes, and it opens again.
 * Source: 3GPP TR 38.901, clause 7.4.3: penetration losses add tens of decibels, more than the margin of a cell indoors;
 * the times are those of a ride over ten floors.
 */
const ELEVATOR: Preset = {
  title: 'Elevator',
  summary: 'No service within a second of the doors closing, for as long as the ride takes.',
  source: '3GPP TR 38.901 clause 7.4.3 (penetration loss) for the outage; times chosen',
  lengthSeconds: 30,
  effects(lengthSeconds) {
    const limits = { delayMs: 1000, jitterMs: 500, lossRatio: 1, downRateKbps: 0, upRateKbps: 0 }
    return once(atBest(limits, { signalStrength: 'no signal' }), inAndOut(lengthSeconds, 1))
  },
}

/**
 * A crowd fills the cell within a minute: a twentieth of the rate is left, queues grow, and jitter with them. For a capacity
 * that is shared by weight use a clamp on a cell with `shared`.
 * Source: 3GPP TS 22.261, table 7.1-1, "broadband access in a crowd": 500,000 users/km² at 30 % activity, twenty times what
 * the same table has for an urban macro cell (10,000/km²) and more.
 */
const CELL_CONGESTION: Preset = {
  title: 'Cell congestion',
  summary: 'Over 60 s rates fall to a twentieth while queues add 150 ms; jitter varies every second.',
  source: '3GPP TS 22.261 table 7.1-1, user densities of a crowd against urban macro; queues chosen',
  effects: () => [
    {
      acts: {
        delayMs: { add: 150 },
        lossRatio: { add: 0.02 },
        downRateKbps: { multiply: 0.05 },
        upRateKbps: { multiply: 0.05 },
      },
      shape: { kind: 'ramp', rampSeconds: 60 },
      afterSeconds: 0,
    },
    { acts: { jitterMs: { add: 80 } }, shape: { kind: 'noise', intervalSeconds: 1 }, afterSeconds: 0 },
  ],
}

/** Nothing passes while the device changes from one radio to the next. */
function interruption(afterSeconds: number, lastsSeconds: number): PresetEffect {
  return { acts: { lossRatio: { set: 1 } }, shape: STEP, afterSeconds, lastsSeconds }
}

/**
 * A device at the edge of coverage falls from 5G to 4G at once and to 3G half-way (after 20 s without an end), each time with
 * an interruption. It changes the connectivity type and its link, not the cell: `POST devices/{id}/handover` does that.
 * Source: links as profiles `LTE` and `3G` of WebPageTest's connectivity.ini; interruption of about 50 ms as in the handover
 * latency of 3GPP TR 36.881. The 300 ms to 3G, loss and jitter are chosen.
 */
const HANDOVER: Preset = {
  title: 'Handover 5G → 4G → 3G',
  summary: 'To 4G at once and to 3G half-way, interrupted for 50 ms and for 300 ms.',
  source:
    'WebPageTest profiles LTE and 3G for rates and delay; 3GPP TR 36.881 for 50 ms; 300 ms, loss and jitter chosen',
  lengthSeconds: 60,
  effects(lengthSeconds = 40) {
    const half = lengthSeconds / 2
    const lte = { delayMs: 35, jitterMs: 15, lossRatio: 0.001, downRateKbps: 12_000, upRateKbps: 12_000 }
    const umts = { delayMs: 150, jitterMs: 60, lossRatio: 0.01, downRateKbps: 1600, upRateKbps: 768 }
    return [
      { acts: atBest(lte, { signalStrength: 'fair', connectivityType: '4G' }), shape: STEP, afterSeconds: 0 },
      interruption(0, 0.05),
      { acts: atBest(umts, { signalStrength: 'poor', connectivityType: '3G' }), shape: STEP, afterSeconds: half },
      interruption(half, 0.3),
    ]
  },
}

/**
 * Somebody walks about indoors: the rate fades up and down several times a second, and packets are lost in the dips.
 * Source: 3GPP TS 36.101, annex B.2, model EPA with 5 Hz Doppler: the channel is another one about every 0.2 s; depth chosen.
 */
const INDOOR_FADING: Preset = {
  title: 'Indoor fading',
  summary: 'Every 0.2 s another rate between all and a tenth, with losses up to 5 % in the dips.',
  source: '3GPP TS 36.101 annex B.2 (EPA, 5 Hz Doppler) for the pace; depth chosen',
  effects: () =>
    once(
      {
        jitterMs: { add: 40 },
        lossRatio: { add: 0.05 },
        downRateKbps: { multiply: 0.1 },
        upRateKbps: { multiply: 0.1 },
        signalStrength: 'fair',
      },
      { kind: 'noise', intervalSeconds: 0.2 },
    ),
}

/**
 * The radio is as good as ever and nothing comes through behind it.
 * Source: ITU-T Y.1540, clause on IP service availability: a path that loses (nearly) everything is unavailable.
 */
const BACKHAUL_CUT: Preset = {
  title: 'Backhaul cut',
  summary: 'Full signal, and every packet is lost.',
  source: 'ITU-T Y.1540, IP service availability',
  effects: () => once(atBest({ lossRatio: 1, downRateKbps: 0, upRateKbps: 0 }), STEP),
}

/**
 * An upload fills a buffer that is far too large: delay climbs over five seconds to more than a second, stays, and drains.
 * Source: J. Gettys, K. Nichols, "Bufferbloat: Dark Buffers in the Internet", ACM Queue 9 (11), 2011: delays beyond a second
 * without loss; the cycle is chosen.
 */
const BUFFERBLOAT: Preset = {
  title: 'Bufferbloat',
  summary: 'Every 30 s a queue builds up over 5 s to 1.2 s of delay, stays for 10 s and drains, without loss.',
  source: 'Gettys and Nichols, Bufferbloat, ACM Queue 9 (11), 2011, for the delay; cycle chosen',
  effects: () =>
    once(
      { delayMs: { add: 1200 }, jitterMs: { add: 300 }, upRateKbps: { multiply: 0.5 } },
      { kind: 'pulses', onSeconds: 20, offSeconds: 10, edgeSeconds: 5 },
    ),
}

/**
 * The ground link is gone and a geostationary satellite takes over.
 * Source: 3GPP TR 38.821: at most 541.46 ms round trip by a transparent geostationary payload; rates as a small terminal's.
 */
const SATELLITE_BACKUP: Preset = {
  title: 'Satellite backup',
  summary: 'One-way delay of 271 ms and a small terminal’s rates.',
  source: '3GPP TR 38.821, round trip of 541.46 ms by a geostationary satellite; rates chosen',
  effects: () =>
    once(atBest({ delayMs: 271, jitterMs: 30, lossRatio: 0.005, downRateKbps: 10_000, upRateKbps: 2000 }), STEP),
}

export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  tunnel: TUNNEL,
  elevator: ELEVATOR,
  'cell-congestion': CELL_CONGESTION,
  'handover-5g-4g-3g': HANDOVER,
  'indoor-fading': INDOOR_FADING,
  'backhaul-cut': BACKHAUL_CUT,
  bufferbloat: BUFFERBLOAT,
  'satellite-backup': SATELLITE_BACKUP,
}
