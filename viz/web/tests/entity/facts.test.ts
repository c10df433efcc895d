import { describe, expect, it } from 'vitest'
import { arrowOf, factsOf, formatValue, groupsOf, relationshipFactsOf, roleOf } from '@/entity/facts'
import { person, relationship, SCHEMA } from '../support/schema'

describe('facts', () => {
  const entity = person('a', {
    recorded_at: '2026-01-31T08:00:00Z',
    aliases: ['甲', '乙'],
    position: '院士',
    confidence: 0.7,
    sources: [{ document: 'doc-002', line: 33 }],
    status: 'done',
    unheard_of: 'x',
    empty: '',
  })

  it('stand in the schema’s order with its names, unknown ones last', () => {
    expect(factsOf(entity, SCHEMA, 'zh').map(({ title, value }) => [title, value])).toEqual([
      ['职务', '院士'],
      ['别名', '甲、乙'],
      ['可信度', '70%'],
      ['录入时间', expect.stringContaining('2026')],
      ['unheard_of', 'x'],
    ])
    expect(factsOf(entity, SCHEMA, 'en')[1]).toMatchObject({ title: 'aliases', value: '甲, 乙' })
  })

  it('of a relationship leave out its sources', () => {
    const item = { ...relationship('r', 'a', 'KNOWS', 'b'), properties: { role: '院士', sources: [{}] } }
    expect(relationshipFactsOf(item, SCHEMA, 'zh')).toEqual([{ name: 'role', title: '角色', value: '院士' }])
  })

  it.each([
    [true, 'boolean', 'zh', '是'],
    [false, 'boolean', 'en', 'no'],
    [24006, 'number', 'zh', '24,006'],
    ['2009-05', 'date', 'zh', '2009-05'],
    ['proposed', 'enum', 'zh', '建议'],
    [{ 电报: 'x', 层: [1] }, 'map', 'zh', '电报：x；层：[1]'],
    ['<b>', 'text', 'en', '<b>'],
  ] as const)('formats %s as %s in %s', (value, valueType, language, text) => {
    expect(formatValue(value, valueType, SCHEMA, language)).toBe(text)
  })
})

describe('relationships by type', () => {
  it('put both directions of an undirected type together', () => {
    const counts = [
      { type: 'LEADS', direction: 'out' as const, count: 1 },
      { type: 'KNOWS', direction: 'in' as const, count: 2 },
      { type: 'KNOWS', direction: 'out' as const, count: 3 },
    ]
    expect(groupsOf(counts, SCHEMA)).toEqual([
      { type: 'KNOWS', direction: null, count: 5 },
      { type: 'LEADS', direction: 'out', count: 1 },
    ])
  })

  it('show where they point', () => {
    expect(['out', 'in', null].map((way) => arrowOf(way as 'out' | 'in' | null))).toEqual(['→', '←', '—'])
  })
})

describe('a role', () => {
  const kin = { properties: { role: '女儿', end_role: '父母' } }

  it('of equals is the neighbour’s, from whichever end one looks', () => {
    expect(roleOf(kin, true, false)).toEqual({ role: '父母', own: true })
    expect(roleOf(kin, false, false)).toEqual({ role: '女儿', own: true })
  })

  it('that only one end has is said to be that one’s', () => {
    const lone = { properties: { role: '表兄' } }
    expect(roleOf(lone, true, false)).toEqual({ role: '表兄', own: false })
    expect(roleOf(lone, false, false)).toEqual({ role: '表兄', own: true })
    expect(roleOf({ properties: {} }, true, false)).toBeNull()
  })

  it('of a directed relationship is one, whoever looks', () => {
    const led = { properties: { role: '会长' } }
    for (const fromStart of [true, false]) {
      expect(roleOf(led, fromStart, true)).toEqual({ role: '会长', own: true })
    }
  })
})
