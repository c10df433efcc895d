import { describe, expect, it } from 'vitest'
import { byDocument } from '@/entity/sources'

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
