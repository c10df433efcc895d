import { expect, test } from 'vitest'
import { kindOf } from '@/network/kinds'
import { SCHEMA } from '../support/schema'
import text from '../support/kinds.json?raw'

const CASES = JSON.parse(text) as { labels: string[]; kind: string }[]

// tests/graph/test_schema.py holds the server to the same cases.
test.each(CASES)('$labels is a $kind', ({ labels, kind }) => {
  expect(kindOf({ labels }, SCHEMA)).toBe(kind)
})
