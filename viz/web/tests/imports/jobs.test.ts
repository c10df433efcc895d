import { describe, expect, it } from 'vitest'
import type { Counts, Job, JobState } from '@/imports/client'
import * as jobs from '@/imports/jobs'

const NONE: Counts = {
  ...{ new: 0, changed: 0, same: 0, refused: 0, to_decide: 0, cells: 0, notes: 0, joined: 0 },
  ...{ relationships_new: 0, relationships_changed: 0, relationships_same: 0 },
}

function job(state: JobState, change: Partial<Job> = {}): Job {
  return {
    ...{ id: 'j', state, dry_run: false, files: ['a.csv'], label: null, map: null },
    ...{ create_missing: false, round: null, office: null, who: 'local', submitted_at: '2026-01-31T08:00:00Z' },
    ...{ started_at: null, finished_at: null, ahead: null, stage: 'reading', done: 0, total: null },
    ...{ counts: NONE, error: null, decisions: [] },
    ...change,
  }
}

describe('an import', () => {
  it.each([
    ['queued', true, false, false],
    ['running', true, false, false],
    ['undoing', true, false, false],
    ['done', false, false, true],
    ['cancelled', false, true, true],
    ['failed', false, true, true],
    ['interrupted', false, true, true],
    ['undone', false, false, false],
  ] as const)('that is %s: living %s, resumable %s, undoable %s', (state, living, resumable, undoable) => {
    const one = job(state)
    expect([jobs.isLiving(one), jobs.isResumable(one), jobs.isUndoable(one)]).toEqual([living, resumable, undoable])
    expect(jobs.isUndoable(job(state, { dry_run: true }))).toBe(false)
  })

  it('that was a dry run and ended well may be done for real', () => {
    expect(jobs.isTried(job('done', { dry_run: true }))).toBe(true)
    expect(jobs.isTried(job('failed', { dry_run: true }))).toBe(false)
    expect(jobs.isTried(job('done'))).toBe(false)
  })

  it('shows the worst of its problems first', () => {
    expect(jobs.worstOf(NONE)).toBeNull()
    expect(jobs.worstOf({ ...NONE, notes: 9, cells: 2 })).toBe('cell')
    expect(jobs.worstOf({ ...NONE, to_decide: 1, refused: 3 })).toBe('refused')
  })

  it('is as far as its rows, when their number is known', () => {
    expect(jobs.shareOf(job('running', { done: 5, total: 20 }))).toBe(0.25)
    expect(jobs.shareOf(job('running', { done: 21, total: 20 }))).toBe(1)
    expect(jobs.shareOf(job('running', { done: 5 }))).toBeNull()
  })
})
