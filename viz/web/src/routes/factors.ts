import type { Step } from '@/api/types'

/** A share with two significant digits: 0.56, 0.3, 0.042. */
export function formatFactor(value: number): string {
  return String(Number(value.toPrecision(2)))
}

export interface FactorPart {
  /** Key of the name in the texts. */
  name: 'weight' | 'strength' | 'confidence' | 'recency' | 'past' | 'hub'
  value: number
}

/**
 * What a step's factor is made of: always the type's weight, and each other part that lowers it,
 * so that the line stays readable and its product is still the factor (times the hub's share).
 */
export function partsOfStep({ factors, hub }: Pick<Step, 'factors' | 'hub'>): FactorPart[] {
  const parts: FactorPart[] = [
    { name: 'weight', value: factors.weight },
    { name: 'strength', value: factors.strength },
    { name: 'confidence', value: factors.confidence },
    { name: 'recency', value: factors.recency },
    { name: 'past', value: factors.past },
    { name: 'hub', value: hub },
  ]
  return parts.filter(({ name, value }) => name === 'weight' || value !== 1)
}

/**
 * How much of certainty each part took. A product has no parts of its own, so what is lost of 1 is
 * shared out by logarithm: half of it to each of two equal factors, whatever their order.
 */
export function lossesOf(parts: FactorPart[]): (FactorPart & { share: number })[] {
  const lost = 1 - parts.reduce((product, { value }) => product * value, 1)
  const logarithms = parts.map(({ value }) => -Math.log(value))
  const total = logarithms.reduce((sum, each) => sum + each, 0)
  return parts
    .map((part, index) => ({ ...part, share: total ? (lost * (logarithms[index] ?? 0)) / total : 0 }))
    .filter(({ share }) => share > 0)
}
