import { describe, expect, it } from 'vitest'
import type { CountryCount } from '@/api/types'
import type { Ink } from '@/network/canvas/ink'
import { BASE_MAP, bubbles } from '@/overview/countries'

const INK: Ink = {
  paper: '#fff',
  onKind: '#fff',
  text: '#222',
  faint: '#666',
  line: '#aaa',
  accent: '#14507f',
  notDone: '#9a5b00',
  noteSoft: '#fbf0dc',
  font: 'sans-serif',
}
const COUNTRIES: CountryCount[] = [
  { id: 'my', name: '马来西亚', iso_code: 'MY', people: 9, organisations: 6, affairs: 1 },
  { id: 'nowhere', name: '无码之国', iso_code: null, people: 1, organisations: 0, affairs: 0 },
]

describe('bubbles', () => {
  it('stand on a graticule without borders', () => {
    const { baseOption: option } = bubbles(COUNTRIES, INK)
    expect(option).not.toHaveProperty('geo')
    expect(option).not.toHaveProperty('title')
    expect(option).toMatchObject({ yAxis: { min: -60, max: 90 }, series: [{ data: [{ id: 'my' }] }] })
  })

  it('stand on a map that reaches from edge to edge of the graticule, and says its number', () => {
    const { baseOption: option } = bubbles(COUNTRIES, INK, '审图号：GS(2024)0650号')
    expect(option).toMatchObject({
      title: { text: '审图号：GS(2024)0650号' },
      xAxis: { min: -180, max: 180 },
      yAxis: { min: -90, max: 90 },
      geo: { map: BASE_MAP, silent: true },
    })
    const { geo, grid } = option as { geo: Record<string, unknown>; grid: object }
    expect(geo).toMatchObject(grid)
    expect(geo['boundingCoords']).toEqual([
      [-180, 90],
      [180, -90],
    ])
  })
})
