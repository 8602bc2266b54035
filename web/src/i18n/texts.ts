import { type Language, useLanguage } from './language';

// A text may take any parameters; the translation must take the same.
type Text = string | ((...values: any[]) => string);
type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] };

/** The texts of one feature. The compiler refuses a key that a language lacks. */
export function texts<const T extends Record<string, Text>>(
  en: T,
  fr: NoInfer<Translated<T>>,
): Record<Language, Translated<T>> {
  return { en: en as Translated<T>, fr };
}

export function useTexts<T>(all: Record<Language, T>): T {
  return all[useLanguage().language];
}
