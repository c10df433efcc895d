import { describe, expect, it } from 'vitest'
import { overlap, roomOf } from '@/network/canvas/geometry'
import { place, type Box } from '@/network/canvas/place'
import { nodeSize } from '@/network/measure'
import { LINES } from '../../support/drawn'

const VIEW = { width: 690, height: 570 }

function boxes(count: number, at: (index: number) => [number, number] | null): Box[] {
  return Array.from({ length: count }, (_, index) => {
    return { id: `n${index}`, at: at(index), ...nodeSize(LINES) }
  })
}

function overlapping(places: ReturnType<typeof place>): number {
  const rooms = [...places.values()].map((point) => roomOf({ ...point, lines: LINES }))
  return rooms.flatMap((room, index) => rooms.slice(index + 1).filter((other) => overlap(room, other)))
    .length
}

describe('placing', () => {
  it.each([1, 2, 30, 120])('moves %i nodes apart that all lie in one spot', (count) => {
    const places = place(boxes(count, () => [0, 0]), VIEW)
    expect(places.size).toBe(count)
    expect(overlapping(places)).toBe(0)
  })

  it('moves 300 nodes apart that lie as a force layout leaves them, close round a hub', () => {
    const crowd = boxes(300, (index) => {
      const reach = ((index * 37) % 100) / 100
      return [reach * Math.cos(index), reach * Math.sin(index)]
    })
    expect(overlapping(place(crowd, VIEW))).toBe(0)
  })

  it('places nodes that the server gave no coordinates', () => {
    expect(overlapping(place(boxes(40, () => null), VIEW))).toBe(0)
  })

  it('keeps the order of a layout that has room', () => {
    const places = place(boxes(3, (index) => [index - 1, 0]), VIEW)
    const across = [...places.values()].map(({ x }) => x)
    expect(across).toEqual([...across].sort((one, other) => one - other))
  })

  it('is the same every time', () => {
    const ring = boxes(50, (index) => [Math.cos(index), Math.sin(index)])
    expect([...place(ring, VIEW)]).toEqual([...place(ring, VIEW)])
  })
})
