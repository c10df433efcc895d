import { describe, expect, it } from 'vitest'
import { formatFactor, lossesOf, partsOfStep } from '@/routes/factors'

describe('a step', () => {
  it('names the parts whose product is its factor', () => {
    const factors = { weight: 0.8, strength: 1, confidence: 0.9, recency: 0.7, past: 0.5 }
    const parts = partsOfStep({ factors, hub: 0.9 })
    expect(parts.map(({ name }) => name)).toEqual(['weight', 'confidence', 'recency', 'past', 'hub'])
    const product = parts.reduce((all, { value }) => all * value, 1)
    expect(product).toBeCloseTo(0.8 * 0.9 * 0.7 * 0.5 * 0.9)
  })

  it('always says the weight of its type', () => {
    const factors = { weight: 1, strength: 1, confidence: 1, recency: 1, past: 1 }
    expect(partsOfStep({ factors, hub: 1 })).toEqual([{ name: 'weight', value: 1 }])
  })

  it.each([
    [0.5599999999999999, '0.56'],
    [1, '1'],
    [0.04249, '0.042'],
    [0.7, '0.7'],
  ])('writes %d as %s', (value, text) => {
    expect(formatFactor(value)).toBe(text)
  })
})

describe('the bar of a step', () => {
  it('shares out what is lost by logarithm, whatever the order', () => {
    const parts = (['weight', 'strength', 'recency'] as const).map((name, index) => {
      return { name, value: [0.5, 0.5, 0.25][index] ?? 1 }
    })
    const shares = lossesOf(parts).map(({ share }) => share)
    const lost = 1 - 0.0625
    expect(shares.map((share) => Number((share / lost).toFixed(6)))).toEqual([0.25, 0.25, 0.5])
    expect(lossesOf([...parts].reverse()).map(({ share }) => share)).toEqual([...shares].reverse())
  })

  it('has nothing to share where nothing is lost', () => {
    expect(lossesOf([{ name: 'weight', value: 1 }])).toEqual([])
  })
})
