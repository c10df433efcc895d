/** Files chosen for an import, and how they are to be imported. Pure. */

export const TAKEN = ['.xlsx', '.xlsb', '.xls', '.et', '.ods', '.csv', '.tsv', '.vcf', '.zip'] as const
export const MOST_FILES = 200 // The API's own limit.
export const MOST_BYTES = 2048 * 1024 * 1024 // The API's own limit.

/** An entity that was picked: an office, a survey round. */
export interface Picked {
  id: string
  name: string
}

export interface Options {
  /** The kind of rows in tables that do not say theirs; empty: none. */
  label: string
  createMissing: boolean
  round: Picked | null
  office: Picked | null
  /** Whether the office's headers mean what they meant the last time. */
  remembered: boolean
}

export function noOptions(): Options {
  return { label: '', createMissing: false, round: null, office: null, remembered: true }
}

/** What an office's own header means: a property, or a relationship. */
export type HeaderMap = Record<string, string>

export interface Choice {
  files: File[]
  /** Names of files that cannot be imported. */
  refused: string[]
}

/** The files chosen so far and those now given; one that is among them already is not taken twice. */
export function withFiles(chosen: File[], given: Iterable<File>): Choice {
  const files = [...chosen]
  const refused: string[] = []
  for (const file of given) {
    if (!isTaken(file.name)) refused.push(file.name)
    else if (!files.some((other) => isSame(file, other))) files.push(file)
  }
  return { files, refused }
}

function isTaken(name: string): boolean {
  const small = name.toLowerCase()
  return TAKEN.some((ending) => small.endsWith(ending))
}

function isSame(one: File, other: File): boolean {
  const same = one.name === other.name && one.size === other.size
  return same && one.lastModified === other.lastModified
}

/** Why so many files cannot be sent at once, if they cannot. */
export function excessOf(files: File[]): 'files' | 'bytes' | null {
  if (files.length > MOST_FILES) return 'files'
  return files.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES ? 'bytes' : null
}

/** The form that the API takes: a dry run of these files. */
export function formOf(files: File[], options: Options, map: HeaderMap): FormData {
  const form = new FormData()
  form.append('dry_run', 'true')
  if (options.label) form.append('label', options.label)
  if (options.createMissing) form.append('create_missing', 'true')
  if (options.round) form.append('round', options.round.id)
  if (options.office) form.append('office', options.office.id)
  if (!options.remembered) form.append('remembered', 'false')
  if (Object.keys(map).length) form.append('map', JSON.stringify(map))
  for (const file of files) form.append('files', file)
  return form
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/** `24.5 MB`. */
export function sizeOf(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1000)))
  const value = bytes / 1000 ** power
  return `${power && value < 100 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`
}
