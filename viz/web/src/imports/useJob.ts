import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { Failure } from '@/api/failure'
import { useResource } from '@/api/useResource'
import {
  cancelImport,
  eventsAddress,
  getImport,
  runImport,
  undoImport,
  type Job,
  type Undone,
} from './client'
import { isLiving } from './jobs'

const AGAIN = 3000 // milliseconds: as long as browsers wait themselves

export type Act = 'run' | 'cancel' | 'undo'

/** An import as it is now, followed while it goes on, and what can be done about it. */
export function useJob(id: () => string | null) {
  const job = shallowRef<Job | null>(null)
  const { data, failure, loading, retry } = useResource(id, getImport)
  const { lost } = useEvents(job)
  const { acting, refusal, undone, act } = useActs(job)
  watch(id, () => (job.value = refusal.value = undone.value = null))
  watch(data, (now) => (job.value = now?.id === id() ? now : null))
  return { job, failure, loading, retry, lost, acting, refusal, undone, act }
}

/** Keeps `job` current by server-sent events until it ends. */
function useEvents(job: { value: Job | null }) {
  const lost = ref(false)
  let events: EventSource | null = null
  let waiting = 0

  function stop(): void {
    window.clearTimeout(waiting)
    events?.close()
    events = null
    lost.value = false
  }

  function hear({ data }: MessageEvent<string>): void {
    lost.value = false
    job.value = JSON.parse(data) as Job
  }

  function follow(id: string | null): void {
    stop()
    if (!id) return
    const opened = (events = new EventSource(eventsAddress(id)))
    opened.addEventListener('progress', hear)
    opened.addEventListener('end', hear)
    opened.addEventListener('error', () => {
      // The browser asks again by itself, but not after an answer that is an error.
      if (opened.readyState === EventSource.CLOSED) waiting = window.setTimeout(follow, AGAIN, id)
      lost.value = true
    })
  }

  watch(() => (job.value && isLiving(job.value) ? job.value.id : null), follow, { immediate: true })
  onScopeDispose(stop)
  return { lost }
}

function useActs(job: { value: Job | null }) {
  const acting = ref<Act | null>(null)
  const refusal = shallowRef<{ act: Act; failure: Failure } | null>(null)
  const undone = shallowRef<Undone | null>(null)
  const acts = {
    run: runImport,
    cancel: cancelImport,
    undo: async (id: string) => {
      undone.value = await undoImport(id)
      return getImport(id)
    },
  }

  async function act(name: Act): Promise<void> {
    const asked = job.value
    if (!asked || acting.value) return
    acting.value = name
    refusal.value = null
    try {
      const now = await acts[name](asked.id)
      if (job.value?.id === asked.id) job.value = now
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      refusal.value = { act: name, failure: error }
    } finally {
      acting.value = null
    }
  }

  return { acting, refusal, undone, act }
}
