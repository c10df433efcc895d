import { describe, expect, it } from 'vitest'
import { apartLine, partsOf, tellingLine } from '@/search/matched'

describe('a hit', () => {
  it('brings out the part that matched', () => {
    expect(partsOf('徐州市侨联', [3, 4])).toEqual([
      { text: '徐州市', hit: false },
      { text: '侨', hit: true },
      { text: '联', hit: false },
    ])
    expect(partsOf('𠮷田侨', [0, 1])[0]).toEqual({ text: '𠮷', hit: true })
    expect(partsOf('许崇育', null)).toEqual([{ text: '许崇育', hit: false }])
  })

  it('is told apart from its namesakes', () => {
    const apart = { places: ['槟城'], offices: [], fields: ['麻醉学'], schools: [], years: ['1998'] }
    expect(apartLine(apart)).toBe('槟城 · 麻醉学 · 1998')
    expect(apartLine(null)).toBe('')
    expect(tellingLine({ properties: { summary: '简介', position: '院士' } })).toBe('院士')
    expect(tellingLine({ properties: {} })).toBe('')
  })
})
