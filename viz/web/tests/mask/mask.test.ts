import { afterEach, describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { namesIn, People, starred, veiled } from '@/mask/people'
import { meet, useMask, wearMask } from '@/mask/useMask'

const XU = {
  id: 'person-xu-chongyu',
  name: '许崇育',
  labels: ['Person', 'Talent'],
  properties: {
    aliases: ['老许头'],
    english_name: 'Xu Chongyu',
    email: 'xu@example.org',
    summary: '许崇育（Xu Chongyu）任院士',
    recorded_by: '王小明',
    sources: [{ document: 'doc-1', line: 3, words: '院士许崇育与某甲' }],
  },
}
const STUDIO = { id: 'org-a', name: '许崇育工作室', labels: ['Organisation'], properties: {} }

function knowing(...names: string[]): People {
  const people = new People()
  people.meet(names)
  return people
}

describe('names of people', () => {
  it.each([
    ['许崇育', '许**'],
    ['张三', '张*'],
    ['Xu Chongyu', 'X**'],
    ['𠮷田', '𠮷*'],
    ['', ''],
  ])('%s is starred as %s', (name, shown) => {
    expect(starred(name)).toBe(shown)
  })

  it('are found wherever a person stands in an answer', () => {
    const hit = { ...XU, matched_on: { field: 'id', text: 'person-xu-chongyu' }, also: [] }
    expect(namesIn({ hits: [hit, STUDIO], steps: [{ from: 'a', node: { ...XU, name: '孙博华' } }] })).toEqual(
      ['许崇育', 'Xu Chongyu', '老许头', 'person-xu-chongyu', '孙博华', 'Xu Chongyu', '老许头'],
    )
  })

  it.each([
    ['从许崇育到孙博华', '从许**到孙**'],
    ['欧阳修文与欧阳修', '欧**与欧**'],
    ['Li Wei, not Limited', 'L**, not Limited'],
    ['Wei', 'Wei'],
    ['李', '李'],
  ])('are hidden in %s', (text, shown) => {
    const people = knowing('许崇育', '孙博华', '欧阳修', '欧阳修文', 'Li Wei', 'Lim', '李')
    expect(people.hide(text)).toBe(shown)
  })

  it('count as new once', () => {
    const people = knowing('许崇育')
    expect(people.meet(['许崇育'])).toBe(false)
    expect(people.meet(['许崇育', '孙博华'])).toBe(true)
  })
})

describe('a veiled answer', () => {
  const people = knowing(...namesIn(XU))
  const shown = veiled({ nodes: [XU, STUDIO], sentence: { zh: '经许崇育', en: 'over 许崇育' } }, people)

  it('stars people, also in others’ names and in sentences', () => {
    expect(shown.nodes.map(({ name }) => name)).toEqual(['许**', '许**工作室'])
    expect(shown.sentence).toEqual({ zh: '经许**', en: 'over 许**' })
    expect(shown.nodes[0]?.properties).toMatchObject({
      aliases: ['老**'],
      english_name: 'X**',
      email: 'x**',
      summary: '许**（X**）任院士',
      recorded_by: '王**',
    })
  })

  it('leaves quotations out, which may name people who were never met', () => {
    expect(shown.nodes[0]?.properties).toMatchObject({
      sources: [{ document: 'doc-1', line: 3, words: null }],
    })
  })

  it('keeps what is reckoned with', () => {
    expect(shown.nodes.map(({ id }) => id)).toEqual([XU.id, STUDIO.id])
    const positions = { 'person-xu-chongyu': [1, 2] }
    expect(veiled({ positions, from: '许崇育' }, people)).toEqual({ positions, from: '许崇育' })
  })

  it('stars the people of a list that was handed in', () => {
    expect(veiled([{ listed: { name: '赵钱孙', country: '挪威' } }], people)).toEqual([
      { listed: { name: '赵**', country: '挪威' } },
    ])
  })
})

describe('the mask', () => {
  afterEach(() => wearMask(false))

  it('is put on and taken off what is shown already', () => {
    const { toldOf, nameOf } = useMask()
    meet({ hits: [XU] })
    const shown = toldOf(() => ({ nodes: [XU], words: '经许崇育' }))
    expect([shown.value.words, nameOf(XU)]).toEqual(['经许崇育', '许崇育'])
    wearMask(true)
    expect([shown.value.words, nameOf(XU), nameOf(STUDIO)]).toEqual(['经许**', '许**', '许**工作室'])
    wearMask(false)
    expect(shown.value.words).toBe('经许崇育')
  })

  it('covers names in what is shown when they are met later', () => {
    const text = shallowRef('由钱学长引荐')
    const shown = useMask().toldOf(() => text.value)
    wearMask(true)
    expect(shown.value).toBe('由钱学长引荐')
    meet([{ name: '钱学长', labels: ['Person'] }])
    expect(shown.value).toBe('由钱**引荐')
  })

  it('leaves an answer the same object while nothing in it changes', () => {
    const shown = useMask().toldOf(() => ({ nodes: [STUDIO] }))
    wearMask(true)
    const before = shown.value
    meet([{ name: '孙某人', labels: ['Person'] }])
    expect(shown.value).toBe(before)
  })
})
