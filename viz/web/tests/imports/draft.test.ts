import { describe, expect, it } from 'vitest'
import { excessOf, formOf, MOST_FILES, noOptions, sizeOf, withFiles } from '@/imports/draft'

function file(name: string, text = '姓名\n', lastModified = 1): File {
  return new File([text], name, { lastModified })
}

describe('files for an import', () => {
  it('are taken by their endings, and the same one once', () => {
    const first = file('名单.XLSX')
    const { files, refused } = withFiles([first], [file('名单.XLSX'), file('b.csv'), file('c.docx'), file('xlsx')])
    expect(files.map(({ name }) => name)).toEqual(['名单.XLSX', 'b.csv'])
    expect(refused).toEqual(['c.docx', 'xlsx'])
    expect(withFiles([first], [file('名单.XLSX', '姓名\n', 2)]).files).toHaveLength(2)
  })

  it('are too many, or too large, past the limits of the API', () => {
    const many = Array.from({ length: MOST_FILES + 1 }, (_, index) => file(`${index}.csv`))
    expect(excessOf(many)).toBe('files')
    expect(excessOf(many.slice(1))).toBeNull()
    expect(excessOf([{ ...file('a.csv'), size: 2 ** 31 + 1 } as File])).toBe('bytes')
  })

  it('go into a form as a dry run, with what was chosen and no more', () => {
    const plain = formOf([file('a.csv')], noOptions(), {})
    expect([...plain.keys()]).toEqual(['dry_run', 'files'])
    const office = { id: 'org-1', name: '侨联' }
    const form = formOf([file('a.csv')], { ...noOptions(), label: 'Talent', createMissing: true, office }, { 手提: 'phone' })
    const texts = [...form].filter(([, value]) => typeof value === 'string')
    expect(Object.fromEntries(texts)).toEqual({
      ...{ dry_run: 'true', label: 'Talent', create_missing: 'true', office: 'org-1' },
      map: '{"手提":"phone"}',
    })
    expect(formOf([], { ...noOptions(), remembered: false }, {}).get('remembered')).toBe('false')
  })

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1500, '1.5 kB'],
    [245_000_000, '245 MB'],
    [2 ** 41, '2199 GB'],
  ])('of %d bytes are shown as %s', (bytes, shown) => expect(sizeOf(bytes)).toBe(shown))
})
