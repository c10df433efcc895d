import { ref, watch } from 'vue'
import { shared } from './shared'
import { useLocation } from './useLocation'

/** The three parts of the page; a phone shows one at a time, a wide screen all of them. */
export type Pane = 'find' | 'network' | 'details'
export const PANES: readonly Pane[] = ['find', 'network', 'details']

export const usePane = shared(() => {
  const { state } = useLocation()
  const { panel, around, shown } = state.value
  // A shared address of a network opens on the network.
  const drawn = around !== null || (shown !== null && shown.length > 0)
  const pane = ref<Pane>(panel === 'search' && drawn ? 'network' : 'find')
  // What an act elsewhere has asked for comes to the front.
  watch(state, (now, before) => {
    if (now.screen !== 'work') return
    if (now.panel === 'route' && before.panel !== 'route') pane.value = 'find'
    else if (now.around !== null && now.around !== before.around) pane.value = 'network'
  })
  function show(next: Pane): void {
    pane.value = next
  }
  return { pane, show }
})
