import { body, client } from '@/api/client'
import { Failure, failureOf } from '@/api/failure'
import type { components } from '@/api/schema'
import type { ListedName } from '@/api/types'

type Schemas = components['schemas']

export type Job = Schemas['ImportJob']
export type JobState = Job['state']
export type Counts = Schemas['ImportCounts']
export type Problem = Schemas['ImportProblem']
export type Problems = Schemas['ImportProblems']
export type Severity = Problem['severity']
export type Undone = Schemas['ImportUndone']
export type NamesInFile = Omit<Schemas['NamesInFile'], 'names'> & { names: ListedName[] }

export const TEMPLATE = '/api/imports/template'

export function listImports(
  asked: { limit: number; offset: number },
  signal?: AbortSignal,
): Promise<Schemas['Imports']> {
  return body(client.GET('/api/imports', { params: { query: asked }, signal }))
}

/** What an office's headers meant the last time. */
export function getMapping(
  { office }: { office: string | null },
  signal?: AbortSignal,
): Promise<Schemas['ImportMapping']> {
  const query = office ? { office } : {}
  return body(client.GET('/api/imports/mapping', { params: { query }, signal }))
}

export function getImport(id: string, signal?: AbortSignal): Promise<Job> {
  // The document offers server-sent events too, which makes the answer's type unknown.
  return body(client.GET('/api/imports/{id}', { params: { path: { id } }, signal })) as Promise<Job>
}

export interface ProblemsQuestion {
  id: string
  severity?: Severity
  limit: number
  offset: number
}

export function getProblems(asked: ProblemsQuestion, signal?: AbortSignal): Promise<Problems> {
  const { id, ...query } = asked
  return body(client.GET('/api/imports/{id}/problems', { params: { path: { id }, query }, signal }))
}

export function runImport(id: string): Promise<Job> {
  return body(client.POST('/api/imports/{id}/run', { params: { path: { id } } }))
}

export function cancelImport(id: string): Promise<Job> {
  return body(client.POST('/api/imports/{id}/cancel', { params: { path: { id } } }))
}

export function undoImport(id: string): Promise<Undone> {
  return body(client.POST('/api/imports/{id}/undo', { params: { path: { id } } }))
}

/** The address under which an import tells how far it is, as it goes on. */
export function eventsAddress(id: string): string {
  return `/api/imports/${id}`
}

export function reportAddress(id: string, format: 'xlsx' | 'jsonl'): string {
  return `/api/imports/${id}/report.${format}`
}

/** Told how much of a form is sent, from 0 to 1. */
export type Sent = (share: number) => void

export function sendImport(form: FormData, sent: Sent, signal: AbortSignal): Promise<Job> {
  return sendForm('/api/imports', form, sent, signal) as Promise<Job>
}

/** The people that a file lists; the server keeps nothing of it. */
export function readNames(file: File): Promise<NamesInFile> {
  const form = new FormData()
  form.append('files', file)
  const { signal } = new AbortController()
  return sendForm('/api/match/file', form, () => undefined, signal) as Promise<NamesInFile>
}

/** The answer to a form with files. `fetch` could not tell how much of it is sent. */
function sendForm(address: string, form: FormData, sent: Sent, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded, total }) => sent(total ? loaded / total : 0)
    request.onload = () => {
      const answer = parsed(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(answer)
      else reject(failureOf(request.status, answer))
    }
    request.onerror = () => reject(new Failure('offline'))
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.open('POST', address)
    request.send(form)
  })
}

/** What the HTTP layer itself refuses may be plain text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
