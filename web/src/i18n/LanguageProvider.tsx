import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { type Language, LanguageContext, languages } from './language';

const storageKey = 'language';

function firstLanguage(): Language {
  const kept = localStorage.getItem(storageKey);
  return languages.find((one) => one === kept) ?? 'en';
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo(
    () => ({
      language,
      setLanguage: (chosen: Language) => {
        localStorage.setItem(storageKey, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}
