import { createContext, useContext } from 'react';

export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

export const LanguageContext = createContext<{ language: Language; setLanguage: (language: Language) => void }>({
  language: 'en',
  setLanguage: () => {},
});

export const useLanguage = () => useContext(LanguageContext);
