import { computed, type ComputedRef } from 'vue'
import { createI18n, useI18n } from 'vue-i18n'
import archive from './archive'
import canvas from './canvas'
import en from './en'
import hits from './hits'
import imports from './imports'
import lists from './lists'
import mask from './mask'
import menu from './menu'
import overview from './overview'
import sheet from './sheet'
import similar from './similar'
import zh from './zh'

export type Language = 'zh' | 'en'

const STORED = 'qiaotu.language'

function remembered(): Language {
  try {
    return window.localStorage.getItem(STORED) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh' // Storage may be switched off; the page works all the same.
  }
}

function remember(language: Language): void {
  try {
    window.localStorage.setItem(STORED, language)
  } catch {
    // As above: not remembered, nothing else lost.
  }
}

function mark(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

export const i18n = createI18n({
  legacy: false,
  locale: remembered(),
  fallbackLocale: 'zh',
  messages: {
    zh: { ...zh, archive: archive.zh, canvas: canvas.zh, mask: mask.zh, menu: menu.zh, hits: hits.zh, imports: imports.zh, lists: lists.zh, overview: overview.zh, sheet: sheet.zh, similar: similar.zh },
    en: { ...en, archive: archive.en, canvas: canvas.en, mask: mask.en, menu: menu.en, hits: hits.en, imports: imports.en, lists: lists.en, overview: overview.en, sheet: sheet.en, similar: similar.en },
  },
})
mark(remembered())

/** The language in use, and the way to change it. */
export function useLanguage(): {
  language: ComputedRef<Language>
  choose: (language: Language) => void
} {
  const { locale } = useI18n()
  function choose(language: Language): void {
    locale.value = language
    remember(language)
    mark(language)
  }
  return { language: computed(() => (locale.value === 'en' ? 'en' : 'zh')), choose }
}
