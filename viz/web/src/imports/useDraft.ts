import { ref, shallowRef } from 'vue'
import { Failure } from '@/api/failure'
import { shared } from '@/shell/shared'
import { sendImport, type Job } from './client'
import { excessOf, formOf, noOptions, withFiles, type HeaderMap, type Options } from './draft'

/**
 * The files chosen for the next import. They stay while other screens are looked at, and after a
 * refusal; those of the last one that was taken stay too, so that it can be tried again.
 */
export const useDraft = shared(() => {
  const files = shallowRef<File[]>([])
  const refused = shallowRef<string[]>([])
  const options = ref<Options>(noOptions())
  const failure = shallowRef<Failure | null>(null)
  /** A file that was changed or moved since it was chosen. */
  const lost = ref<string | null>(null)
  /** How much is sent, from 0 to 1; null while nothing is being sent. */
  const share = ref<number | null>(null)
  const sent = shallowRef<{ job: string; files: File[]; how: Options; map: HeaderMap } | null>(null)
  let running = new AbortController()

  function add(given: Iterable<File>): void {
    const choice = withFiles(files.value, given)
    files.value = choice.files
    refused.value = choice.refused
    lost.value = null
  }

  function drop(file: File): void {
    files.value = files.value.filter((other) => other !== file)
    refused.value = []
    lost.value = null
  }

  /** Tries the chosen files; null when they were not taken, which `failure` or `lost` explains. */
  async function send(): Promise<Job | null> {
    const job = await deliver(files.value, options.value, {})
    if (!job) return null
    files.value = refused.value = []
    // What was meant for these files' headers is no word about the next ones'.
    options.value = { ...options.value, remembered: true }
    return job
  }

  /** Tries the files of the last import once more, as the first time. */
  async function sendAgain(map: HeaderMap): Promise<Job | null> {
    return sent.value && deliver(sent.value.files, sent.value.how, map)
  }

  async function deliver(given: File[], how: Options, map: HeaderMap): Promise<Job | null> {
    if (excessOf(given) || share.value !== null) return null
    const { signal } = (running = new AbortController())
    share.value = 0
    failure.value = lost.value = null
    try {
      lost.value = await firstLost(given)
      if (lost.value) return null
      const job = await sendImport(formOf(given, how, map), (part) => (share.value = part), signal)
      sent.value = { job: job.id, files: given, how, map }
      return job
    } catch (error) {
      if (!(error instanceof Failure) && !signal.aborted) throw error
      failure.value = error instanceof Failure ? error : null
      return null
    } finally {
      share.value = null
    }
  }

  return {
    ...{ files, refused, options, failure, lost, share, sent },
    ...{ add, drop, send, sendAgain, stop: () => running.abort() },
  }
})

/** The first file that can no longer be read: a browser only says that sending failed. */
async function firstLost(files: File[]): Promise<string | null> {
  for (const file of files) {
    try {
      await file.slice(0, 1).arrayBuffer()
    } catch {
      return file.name
    }
  }
  return null
}
