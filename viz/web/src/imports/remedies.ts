/** What to do about a problem, said for somebody at this page: pure. */

/** Options of the command line that a remedy may name, as the page calls them. */
export interface Named {
  map: string
  label: string
}

export function remedyHere(remedy: string, named: Named, language: 'zh' | 'en'): string {
  // Chinese sets options of the command apart by spaces, words of the page not.
  const option = language === 'zh' ? / ?--(map|label) ?/g : /--(map|label)/g
  return remedy.replace(option, (_, name: keyof Named) => named[name])
}
