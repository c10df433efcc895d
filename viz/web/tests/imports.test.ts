import { describe, expect, it } from 'vitest'
import importWords from '@/i18n/imports'
import type { Counts, Job, JobState, Problem } from '@/imports/client'
import { excessOf, formOf, MOST_FILES, noOptions, sizeOf, withFiles } from '@/imports/draft'
import * as jobs from '@/imports/jobs'
import { meaningsOf, unknownHeaders, wordsOf } from '@/imports/meanings'
import { linesOf, listedOf } from '@/lists/listed'
import { SCHEMA } from './schema'

const NONE: Counts = {
  ...{ new: 0, changed: 0, same: 0, refused: 0, to_decide: 0, cells: 0, notes: 0 },
  ...{ relationships_new: 0, relationships_changed: 0, relationships_same: 0 },
}

function job(state: JobState, change: Partial<Job> = {}): Job {
  return {
    ...{ id: 'j', state, dry_run: false, files: ['a.csv'], label: null, map: null },
    ...{ create_missing: false, round: null, office: null, who: 'local', submitted_at: '2026-01-31T08:00:00Z' },
    ...{ started_at: null, finished_at: null, ahead: null, stage: 'reading', done: 0, total: null },
    ...{ counts: NONE, error: null },
    ...change,
  }
}

function problem(change: Partial<Problem>): Problem {
  return {
    ...{ file: 'a.xlsx', sheet: '表', row: 1, column: null, value: null, code: 'unknown_column' },
    ...{ severity: 'note', en: '', zh: '', remedy_en: '', remedy_zh: '', candidates: [] },
    ...change,
  } as Problem
}

function file(name: string, text = '姓名\n', lastModified = 1): File {
  return new File([text], name, { lastModified })
}

describe('files for an import', () => {
  it('are taken by their endings, and the same one once', () => {
    const first = file('名单.XLSX')
    const { files, refused } = withFiles([first], [file('名单.XLSX'), file('b.csv'), file('c.docx'), file('xlsx')])
    expect(files.map(({ name }) => name)).toEqual(['名单.XLSX', 'b.csv'])
    expect(refused).toEqual(['c.docx', 'xlsx'])
    expect(withFiles([first], [file('名单.XLSX', '姓名\n', 2)]).files).toHaveLength(2)
  })

  it('are too many, or too large, past the limits of the API', () => {
    const many = Array.from({ length: MOST_FILES + 1 }, (_, index) => file(`${index}.csv`))
    expect(excessOf(many)).toBe('files')
    expect(excessOf(many.slice(1))).toBeNull()
    expect(excessOf([{ ...file('a.csv'), size: 2 ** 31 + 1 } as File])).toBe('bytes')
  })

  it('go into a form as a dry run, with what was chosen and no more', () => {
    const plain = formOf([file('a.csv')], noOptions(), {})
    expect([...plain.keys()]).toEqual(['dry_run', 'files'])
    const office = { id: 'org-1', name: '侨联' }
    const form = formOf([file('a.csv')], { ...noOptions(), label: 'Talent', createMissing: true, office }, { 手提: 'phone' })
    const texts = [...form].filter(([, value]) => typeof value === 'string')
    expect(Object.fromEntries(texts)).toEqual({
      ...{ dry_run: 'true', label: 'Talent', create_missing: 'true', office: 'org-1' },
      map: '{"手提":"phone"}',
    })
    expect(formOf([], { ...noOptions(), remembered: false }, {}).get('remembered')).toBe('false')
  })

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1500, '1.5 kB'],
    [245_000_000, '245 MB'],
    [2 ** 41, '2199 GB'],
  ])('of %d bytes are shown as %s', (bytes, shown) => expect(sizeOf(bytes)).toBe(shown))
})

describe('an import', () => {
  it.each([
    ['queued', true, false, false],
    ['running', true, false, false],
    ['undoing', true, false, false],
    ['done', false, false, true],
    ['cancelled', false, true, true],
    ['failed', false, true, true],
    ['interrupted', false, true, true],
    ['undone', false, false, false],
  ] as const)('that is %s: living %s, resumable %s, undoable %s', (state, living, resumable, undoable) => {
    const one = job(state)
    expect([jobs.isLiving(one), jobs.isResumable(one), jobs.isUndoable(one)]).toEqual([living, resumable, undoable])
    expect(jobs.isUndoable(job(state, { dry_run: true }))).toBe(false)
  })

  it('that was a dry run and ended well may be done for real', () => {
    expect(jobs.isTried(job('done', { dry_run: true }))).toBe(true)
    expect(jobs.isTried(job('failed', { dry_run: true }))).toBe(false)
    expect(jobs.isTried(job('done'))).toBe(false)
  })

  it('shows the worst of its problems first', () => {
    expect(jobs.worstOf(NONE)).toBeNull()
    expect(jobs.worstOf({ ...NONE, notes: 9, cells: 2 })).toBe('cell')
    expect(jobs.worstOf({ ...NONE, to_decide: 1, refused: 3 })).toBe('refused')
  })

  it('is as far as its rows, when their number is known', () => {
    expect(jobs.shareOf(job('running', { done: 5, total: 20 }))).toBe(0.25)
    expect(jobs.shareOf(job('running', { done: 21, total: 20 }))).toBe(1)
    expect(jobs.shareOf(job('running', { done: 5 }))).toBeNull()
  })
})

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

function label(zh: string, properties: Record<string, string>) {
  const rules = Object.entries(properties).map(([key, name]) => [key, { zh: name, en: key, kind: 'text' }])
  return { zh, en: zh, colour: '#000', glyph: '人', base: null, properties: Object.fromEntries(rules) }
}

function relationship(zh: string, ends: string[][][]) {
  return { zh, en: zh, directed: true, provenance: false, ends }
}

describe('the words', () => {
  it('exist in both languages, with the same gaps to fill', () => {
    const gaps = (words: object): unknown =>
      Object.fromEntries(
        Object.entries(words).map(([key, said]: [string, string | object]) => [
          key,
          typeof said === 'string' ? [...said.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort() : gaps(said),
        ]),
      )
    expect(gaps(importWords.en)).toEqual(gaps(importWords.zh))
  })
})

describe('a list from a file', () => {
  it('is the same list once it is lines', () => {
    const names = [
      { name: 'Tan Kah\tKee', country: null, school: '厦门大学', office: null },
      { name: '张三', country: '德国', school: null, office: '侨乡\n公司' },
      { name: '李四', country: null, school: null, office: null },
    ]
    expect(listedOf(linesOf(names))).toEqual([
      { ...names[0], name: 'Tan Kah Kee' },
      { ...names[1], office: '侨乡 公司' },
      names[2],
    ])
  })
})
