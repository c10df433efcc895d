import { describe, expect, it } from 'vitest'
import { linesOf, listedOf, rowsOf } from '@/lists/listed'
import { person } from '../support/schema'

describe('a pasted list', () => {
  it('is a name a line, with what else stands beside it', () => {
    const text = ' 张三 \t马来西亚\t\t槟城大学\r\n\nTan Kah Kee\n\t无名'
    expect(listedOf(text)).toEqual([
      { name: '张三', country: '马来西亚', school: null, office: '槟城大学' },
      { name: 'Tan Kah Kee', country: null, school: null, office: null },
    ])
  })

  it('shows who is reached best first, strangers last', () => {
    const candidate = (id: string) => ({ node: person(id), score: 1, reasons: [], matched_on: {} })
    const match = (name: string, ids: string[]) => ({
      asked: { name },
      total: ids.length,
      candidates: ids.map(candidate),
    })
    const matches = [match('甲', []), match('乙', ['b', 'c']), match('丙', ['d']), match('丁', ['e'])]
    const reached = new Map([
      ['d', { ...person('d'), score: 0.2, hops: 2, path: ['x', 'y', 'd'] }],
      ['e', { ...person('e'), score: 0.4, hops: 1, path: ['x', 'e'] }],
    ])
    const rows = rowsOf(matches as never, reached as never)
    expect(rows.map(({ listed, others }) => [listed.name, others])).toEqual([
      ['丁', 0],
      ['丙', 0],
      ['乙', 1],
      ['甲', 0],
    ])
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
