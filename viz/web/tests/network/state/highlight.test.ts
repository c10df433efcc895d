import { describe, expect, it } from 'vitest'
import { highlightOf } from '@/network/state/highlight'
import { route } from '../../support/routes'

describe('a highlight', () => {
  it('brings out the nodes and relationships of one route', () => {
    const { nodes, relationships } = highlightOf(route(['a', 'b', 'z']))
    expect([...nodes]).toEqual(['a', 'b', 'z'])
    expect([...relationships]).toEqual(['a-b', 'b-z'])
  })
})
