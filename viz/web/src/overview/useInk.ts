import { onBeforeUnmount, shallowRef } from 'vue'
import { inkOf, onSchemeChange, type Ink } from '@/network/canvas/ink'

/** The page's ink, which changes when the machine turns from day to night. */
export function useInk() {
  const ink = shallowRef<Ink>(inkOf(document.body))
  onBeforeUnmount(onSchemeChange(() => (ink.value = inkOf(document.body))))
  return ink
}
