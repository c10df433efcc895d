import { describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref, type Ref } from 'vue'
import { Failure } from '@/api/failure'
import { useResource, type Resource } from '@/api/useResource'

interface Pending {
  question: string
  signal: AbortSignal
  answer: (text: string) => void
  fail: (failure: Failure) => void
}

/** A resource whose answers the test gives by hand. */
function resourceOf(question: Ref<string | null>): { resource: Resource<string>; asked: Pending[] } {
  const asked: Pending[] = []
  const load = (text: string, signal: AbortSignal) =>
    new Promise<string>((answer, fail) => asked.push({ question: text, signal, answer, fail }))
  const resource = effectScope().run(() => useResource(() => question.value, load))
  return { resource: resource as Resource<string>, asked }
}

async function settle(): Promise<void> {
  await nextTick()
  await Promise.resolve()
  await nextTick()
}

describe('a resource', () => {
  it('keeps the last answer while a newer question is open', async () => {
    const question = ref<string | null>('a')
    const { resource, asked } = resourceOf(question)
    asked[0]?.answer('A')
    await settle()
    question.value = 'b'
    await settle()
    expect(resource).toMatchObject({ data: { value: 'A' }, loading: { value: true } })
    asked[1]?.answer('B')
    await settle()
    expect(resource).toMatchObject({ data: { value: 'B' }, loading: { value: false } })
  })

  it('stops an older request and never shows its late answer', async () => {
    const question = ref<string | null>('a')
    const { resource, asked } = resourceOf(question)
    question.value = 'b'
    await settle()
    expect(asked[0]?.signal.aborted).toBe(true)
    asked[1]?.answer('B')
    asked[0]?.answer('A')
    await settle()
    expect(resource.data.value).toBe('B')
  })

  it('keeps what it has when a request fails, and asks again on retry', async () => {
    const question = ref<string | null>('a')
    const { resource, asked } = resourceOf(question)
    asked[0]?.answer('A')
    await settle()
    question.value = 'b'
    await settle()
    asked[1]?.fail(new Failure('offline'))
    await settle()
    expect(resource).toMatchObject({ data: { value: 'A' }, failure: { value: { reason: 'offline' } } })
    resource.retry()
    asked[2]?.answer('B')
    await settle()
    expect(resource).toMatchObject({ data: { value: 'B' }, failure: { value: null } })
  })

  it('is empty without a question', async () => {
    const question = ref<string | null>('a')
    const { resource, asked } = resourceOf(question)
    asked[0]?.answer('A')
    await settle()
    question.value = null
    await settle()
    expect(resource.data.value).toBeNull()
    expect(asked).toHaveLength(1)
  })
})
