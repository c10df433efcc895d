import { ref } from 'vue'
import { shared } from './shared'
import { useLocation } from './useLocation'

/** The three parts of the page; a phone shows one at a time, a wide screen all of them. */
export type Pane = 'find' | 'network' | 'details'
export const PANES: readonly Pane[] = ['find', 'network', 'details']

export const usePane = shared(() => {
  const { panel, around, shown } = useLocation().state.value
  // A shared address of a network opens on the network.
  const drawn = around !== null || (shown !== null && shown.length > 0)
  const pane = ref<Pane>(panel === 'search' && drawn ? 'network' : 'find')
  function show(next: Pane): void {
    pane.value = next
  }
  return { pane, show }
})
