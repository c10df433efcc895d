/** What an import's state means for a reader: pure. */
import type { Counts, Job, JobState, Severity } from './client'

const LIVING: readonly JobState[] = ['queued', 'running', 'undoing']
const BROKEN: readonly JobState[] = ['cancelled', 'failed', 'interrupted']

export const SEVERITIES: readonly Severity[] = ['refused', 'decide', 'cell', 'note']

export function isLiving({ state }: Job): boolean {
  return LIVING.includes(state)
}

/** Whether it stopped before its end and may go on. */
export function isResumable({ state }: Job): boolean {
  return BROKEN.includes(state)
}

/** Whether a dry run has ended well, so that it may be done for real. */
export function isTried({ dry_run, state }: Job): boolean {
  return dry_run && state === 'done'
}

/** Whether there may be something to give back. */
export function isUndoable(job: Job): boolean {
  return !job.dry_run && (job.state === 'done' || isResumable(job))
}

/** How much of its present stage is done, from 0 to 1; null while nobody can tell. */
export function shareOf({ done, total }: Job): number | null {
  return total ? Math.min(1, done / total) : null
}

export function countOf(counts: Counts, severity: Severity): number {
  const { refused, to_decide: decide, cells: cell, notes: note } = counts
  return { refused, decide, cell, note }[severity]
}

/** What is looked at first: the worst there is. */
export function worstOf(counts: Counts): Severity | null {
  return SEVERITIES.find((severity) => countOf(counts, severity) > 0) ?? null
}

/** The day and the minute, in the reader's own time. */
export function momentOf(moment: string | null, language: string): string {
  if (!moment) return ''
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  return new Date(moment).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })
}
