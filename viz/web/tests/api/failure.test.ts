import { describe, expect, it } from 'vitest'
import { failureOf } from '@/api/failure'

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
