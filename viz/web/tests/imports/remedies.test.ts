import { describe, expect, it } from 'vitest'
import { remedyHere } from '@/imports/remedies'

describe('a remedy', () => {
  it('names what is on the page where it names an option of the command', () => {
    const named = { map: '“表头对照”', label: '“类别”' }
    expect(remedyHere('请改用已知表头,或用 --map 指定。', named, 'zh')).toBe('请改用已知表头,或用“表头对照”指定。')
    expect(remedyHere('or map it with --map.', named, 'en')).toBe('or map it with “表头对照”.')
  })
})
