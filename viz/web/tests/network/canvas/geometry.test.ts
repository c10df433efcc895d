import { describe, expect, it } from 'vitest'
import { gapBeforeName, pointOn, roomOf } from '@/network/canvas/geometry'
import { RADIUS } from '@/network/measure'
import { drawnNode } from '../../support/drawn'

describe('lines', () => {
  const [left, right] = [
    { x: 0, y: 0 },
    { x: 300, y: 0 },
  ]

  it('pass the middle when straight, and either side of it when bent', () => {
    expect(pointOn(left, right, 0, 0.5)).toEqual({ x: 150, y: 0 })
    const [one, other] = [0.3, -0.3].map((bend) => pointOn(left, right, bend, 0.5))
    expect(one?.y).toBeCloseTo(-(other?.y ?? 0))
    expect(Math.abs(one?.y ?? 0)).toBeGreaterThan(20)
  })

  it('end before the name of a node that they reach from below, and nowhere else', () => {
    const node = drawnNode('to', 0, 0)
    const { bottom } = roomOf(node)
    const below = gapBeforeName({ bend: 0 }, { x: 0, y: 400 }, node)
    expect(RADIUS + below).toBeGreaterThan(bottom)
    expect(gapBeforeName({ bend: 0 }, { x: 0, y: -400 }, node)).toBe(0)
    expect(gapBeforeName({ bend: 0 }, { x: 400, y: 10 }, node)).toBe(0)
  })
})
