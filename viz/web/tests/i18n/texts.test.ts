import { describe, expect, it } from 'vitest'

type Texts = { [key: string]: string | Texts }
type Both = { zh: Texts; en: Texts }

// Of each part of the page both languages, but for the two files that hold one each.
const MODULES = import.meta.glob<Texts>(
  ['../../src/i18n/*.ts', '!../../src/i18n/index.ts', '!../../src/i18n/useWords.ts'],
  { import: 'default', eager: true },
)
const PARTS = Object.entries(MODULES).map(([path, texts]) => [path.replace(/.*\//, ''), texts] as const)

function textsIn(language: keyof Both): Map<string, string> {
  return new Map(
    PARTS.flatMap(([file, texts]) => {
      if (file === `${language}.ts`) return flatten(texts, 'page')
      const both = texts as Partial<Both>
      return both[language] ? flatten(both[language], file) : []
    }),
  )
}

function flatten(texts: Texts, path: string): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) => {
    const name = `${path}.${key}`
    return typeof value === 'string' ? [[name, value] as [string, string]] : flatten(value, name)
  })
}

describe('the texts', () => {
  const [chinese, english] = [textsIn('zh'), textsIn('en')]

  it('are those of every part', () => {
    expect(chinese.get('page.shell.name')).toBe('侨图')
    expect(english.get('menu.ts.expand')).toBe('Expand')
    expect([...english.keys()]).toEqual(expect.arrayContaining([...chinese.keys()]))
    expect(english.size).toBe(chinese.size)
  })

  it.each([...chinese])('%s has the same places to fill in both languages', (key, text) => {
    const places = (words: string) => (words.match(/\{\w+\}/g) ?? []).sort()
    expect(places(english.get(key) ?? '')).toEqual(places(text))
  })

  it('use full-width punctuation in Chinese', () => {
    expect([...chinese].filter(([, text]) => /[\u4e00-\u9fff][,;:?!]/.test(text))).toEqual([])
  })

  it('speak of relationships and organisations, not of ties and bodies', () => {
    expect([...english].filter(([, text]) => /\b(ties?|body|bodies)\b/i.test(text))).toEqual([])
  })
})
