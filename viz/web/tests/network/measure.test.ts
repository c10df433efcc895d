import { describe, expect, it } from 'vitest'
import { emWidth, legibleNodes, wrapName } from '@/network/measure'

describe('names under nodes', () => {
  it.each([
    ['许崇育', ['许崇育']],
    ['铜山数字孪生智慧排水系统', ['铜山数字孪生', '智慧排水系统']],
    ['徐州籍海外留学生、海外高层次人才资料库', ['徐州籍海外留学生、', '海外高层次人才…']],
    ['服务侨企“五大行动”', ['服务侨企', '“五大行动”']],
    ['Silicon Valley Office', ['Silicon', 'Valley Office']],
    ['', []],
  ])('wrap %s', (name, lines) => {
    expect(wrapName(name)).toEqual(lines)
  })

  it('never take more than two lines or far more than eight ems', () => {
    for (const name of ['侨'.repeat(500), 'x'.repeat(500), '𠮷'.repeat(40), '<b>'.repeat(60)]) {
      const lines = wrapName(name)
      expect(lines.length).toBeLessThanOrEqual(2)
      for (const line of lines) expect(emWidth(line)).toBeLessThanOrEqual(9)
    }
  })
})

describe('a window', () => {
  it('shows more nodes the larger it is', () => {
    expect(legibleNodes(1366, 768)).toBeLessThan(legibleNodes(1920, 1080))
    expect(legibleNodes(390, 844)).toBeGreaterThanOrEqual(20)
  })
})
