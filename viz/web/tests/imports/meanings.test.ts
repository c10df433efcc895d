import { describe, expect, it } from 'vitest'
import type { Problem } from '@/imports/client'
import { meaningsOf, unknownHeaders, wordsOf } from '@/imports/meanings'
import { SCHEMA } from '../support/schema'

function problem(change: Partial<Problem>): Problem {
  return {
    ...{ file: 'a.xlsx', sheet: '表', row: 1, column: null, value: null, code: 'unknown_column' },
    ...{ severity: 'note', en: '', zh: '', remedy_en: '', remedy_zh: '', candidates: [] },
    ...change,
  } as Problem
}

function label(zh: string, properties: Record<string, string>) {
  const rules = Object.entries(properties).map(([key, name]) => [key, { zh: name, en: key, kind: 'text' }])
  return { zh, en: zh, colour: '#000', glyph: '人', base: null, properties: Object.fromEntries(rules) }
}

function relationship(zh: string, ends: string[][][]) {
  return { zh, en: zh, directed: true, provenance: false, ends }
}

describe('unknown headers', () => {
  it('are listed once, with the sheets that have them', () => {
    const found = unknownHeaders([
      problem({ column: '血型' }),
      problem({ column: '手提', sheet: null }),
      problem({ column: '血型', sheet: '另表' }),
      problem({ column: '血型', sheet: '另表' }),
      problem({ column: '生日', code: 'odd_date' }),
    ])
    expect(found).toEqual([
      { header: '血型', places: ['a.xlsx · 表', 'a.xlsx · 另表'] },
      { header: '手提', places: ['a.xlsx'] },
    ])
  })

  it('may mean what the schema has, in its words', () => {
    const schema = {
      ...SCHEMA,
      entity_properties: {
        aliases: { zh: '别名', en: 'aliases', kind: 'texts' },
        extra: { zh: '其他', en: 'extra', kind: 'map' },
        recorded_at: { zh: '录入时间', en: 'recorded at', kind: 'moment', automatic: true },
      },
      labels: {
        Person: label('人员', { phone: '电话', position: '职务' }),
        Talent: { ...label('人才', {}), base: 'Person' },
        Organisation: label('机构', { phone: '电话' }),
      },
      relationships: {
        WORKS_AT: relationship('任职', [[['Person'], ['Organisation']]]),
        KNOWS: { ...relationship('相识', [[['Person'], ['Person']]]), directed: false },
        MENTIONED_IN: { ...relationship('见于', [[['Person'], ['Organisation']]]), provenance: true },
        LOCATED_IN: relationship('位于', [[['Nothing'], ['Organisation']]]),
      },
    }
    const groups = meaningsOf(schema as never, 'zh').map(({ title, meanings }) => [title, meanings.map(({ value }) => value)])
    expect(groups).toEqual([
      ['通用', ['name', 'id', 'ignored', 'phone', 'aliases']],
      ['人员', ['position']],
      ['关系', ['WORKS_AT -> Organisation', 'WORKS_AT <- Person', 'KNOWS -> Person', 'LOCATED_IN -> Organisation']],
    ])
    const relationships = meaningsOf(schema as never, 'zh').at(-1)?.meanings.map(({ text }) => text)
    expect(relationships).toEqual(['任职 → 机构', '人员 → 任职', '相识 → 人员', '位于 → 机构'])
    const map = { 手提: 'phone', 东家: 'WORKS_AT -> Organisation', 属相: 'extra', 大名: '姓名' }
    const said = wordsOf(map, meaningsOf(schema as never, 'zh'), '存入“其他”')
    expect(said.map(({ meaning }) => meaning)).toEqual(['电话', '任职 → 机构', '存入“其他”', '姓名'])
  })
})
