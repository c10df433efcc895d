import { describe, expect, it } from 'vitest'
import { conditionsOf, withCondition, without } from '@/search/conditions'

describe('conditions of a search', () => {
  const query = 'label:Talent 张 country:"New Zealand"'

  it('are found, replaced by one of their sort, and dropped', () => {
    expect(conditionsOf(query)).toEqual(['label:Talent', 'country:"New Zealand"'])
    expect(withCondition(query, 'label', 'Returnee')).toBe('张 country:"New Zealand" label:Returnee')
    expect(withCondition('张', 'office', '市 侨联')).toBe('张 office:"市 侨联"')
    expect(without(query, 'country:"New Zealand"')).toBe('label:Talent 张')
  })
})
