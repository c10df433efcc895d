import type { Words } from './types'

/** The body of an error answer (application/problem+json). */
export interface Problem {
  status: number
  code: string
  title: string
  detail: string
  detail_zh?: string
  field?: string | null
}

export type FailureReason = 'offline' | 'unavailable' | 'missing' | 'refused'

/** A request that brought no answer. `words` is what the server said about it, if it said anything. */
export class Failure extends Error {
  readonly reason: FailureReason
  readonly words: Words | null

  constructor(reason: FailureReason, words: Words | null = null) {
    super(words?.en ?? reason)
    this.reason = reason
    this.words = words
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'detail' in body && 'code' in body
}

function reasonOf(status: number): FailureReason {
  if (status === 404) return 'missing'
  return status >= 500 || status === 429 ? 'unavailable' : 'refused'
}

/** The failure that an HTTP error answer stands for. */
export function failureOf(status: number, body: unknown): Failure {
  if (!isProblem(body)) return new Failure(reasonOf(status))
  return new Failure(reasonOf(status), { zh: body.detail_zh ?? body.detail, en: body.detail })
}
