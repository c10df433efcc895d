import { describe, expect, it } from 'vitest'
import { failureOf } from '@/api/failure'
import { arrowOf, factsOf, formatValue, groupsOf, relationshipFactsOf } from '@/entity/facts'
import { byDocument } from '@/entity/sources'
import en from '@/i18n/en'
import zh from '@/i18n/zh'
import { apartLine, partsOf, tellingLine } from '@/search/matched'
import { person, SCHEMA, relationship } from './schema'

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

describe('sources', () => {
  it('name each document once', () => {
    const [one, two, three] = [
      { document: 'doc-002', line: 3 },
      { document: 'doc-000', line: 5 },
      { document: 'doc-002', line: 33, words: '许崇育' },
    ]
    expect(byDocument([one, two, three, { words: '口述' }])).toEqual([
      { document: 'doc-002', places: [one, three] },
      { document: 'doc-000', places: [two] },
      { document: null, places: [{ words: '口述' }] },
    ])
  })
})

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

describe('a failure', () => {
  it('keeps what the server said, in both languages', () => {
    const body = { status: 404, code: 'not_found', title: 'x', detail: 'No such id.', detail_zh: '没有这个编号。' }
    expect(failureOf(404, body)).toMatchObject({
      reason: 'missing',
      words: { zh: '没有这个编号。', en: 'No such id.' },
    })
  })

  it.each([
    [503, 'unavailable'],
    [429, 'unavailable'],
    [422, 'refused'],
  ])('with status %i and no body of ours is %s', (status, reason) => {
    expect(failureOf(status, '<html>')).toMatchObject({ reason, words: null })
  })
})

describe('the texts', () => {
  type Texts = { [key: string]: string | Texts }
  const flatten = (texts: Texts, path = ''): [string, string][] =>
    Object.entries(texts).flatMap(([key, value]) => {
      const name = path ? `${path}.${key}` : key
      return typeof value === 'string' ? [[name, value] as [string, string]] : flatten(value, name)
    })
  const english = new Map(flatten(en))

  it.each(flatten(zh))('%s has the same places to fill in both languages', (key, text) => {
    const places = (words: string) => (words.match(/\{\w+\}/g) ?? []).sort()
    expect(places(english.get(key) ?? '')).toEqual(places(text))
  })

  it('use full-width punctuation in Chinese', () => {
    expect(flatten(zh).filter(([, text]) => /[\u4e00-\u9fff][,;:?!]/.test(text))).toEqual([])
  })
})
