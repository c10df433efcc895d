import { describe, expect, it } from 'vitest'
import { cardsOf, typesOf } from '@/routes/answers'
import { answers, route } from '../support/routes'
import { SCHEMA } from '../support/schema'

describe('the answers', () => {
  const best = route(['a', 'b', 'z'])
  const independent = route(['a', 'c', 'z'], true)

  it('show the independent route once, wherever it stands', () => {
    expect(cardsOf(answers([best, independent], independent))).toEqual([best, independent])
    expect(cardsOf(answers([best], independent))).toEqual([best, independent])
    expect(cardsOf(answers([best], null))).toEqual([best])
    expect(cardsOf(null)).toEqual([])
  })
})

describe('the bonds', () => {
  it('stand for their types; none chosen leaves the choice to the API', () => {
    expect(typesOf(['friends', 'friends', 'unheard_of'], SCHEMA.bonds)).toEqual(['KNOWS'])
    expect(typesOf([], SCHEMA.bonds)).toBeUndefined()
  })
})
