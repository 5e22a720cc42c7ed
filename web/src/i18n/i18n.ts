import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";

/** The languages the client speaks; the first is the default. */
export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const REMEMBERED = "youju.language";
const catalogues = import.meta.glob<Record<string, unknown>>("./{zh-CN,en}/*.json", { import: "default" });

/** In a frame of another frontend the address says the language, and nothing is kept. */
const inFrame = () => location.pathname.startsWith("/embed/");

function chosenLanguage(): Language {
  const kept = inFrame()
    ? new URLSearchParams(location.search).get("lang")
    : localStorage.getItem(REMEMBERED);
  return LANGUAGES.find((language) => language === kept) ?? "zh-CN";
}

function follow(language: string) {
  document.documentElement.lang = language;
  dayjs.locale(language === "en" ? "en" : "zh-cn");
}

/** Start the catalogues: `common` now, each noun's own file when its page is opened. */
export async function startI18n(): Promise<void> {
  i18next.on("languageChanged", follow);
  await i18next
    .use({
      type: "backend",
      read(language: string, namespace: string, done: (error: unknown, catalogue: unknown) => void) {
        const load = catalogues[`./${language}/${namespace}.json`];
        if (!load) return done(new Error(`no catalogue ${language}/${namespace}`), null);
        load().then(
          (catalogue) => done(null, catalogue),
          (error: unknown) => done(error, null),
        );
      },
    })
    .use(initReactI18next)
    .init({
      lng: chosenLanguage(),
      supportedLngs: [...LANGUAGES],
      fallbackLng: false,
      load: "currentOnly",
      ns: ["common"],
      defaultNS: "common",
      fallbackNS: "common",
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

export async function speak(language: Language): Promise<void> {
  if (!inFrame()) localStorage.setItem(REMEMBERED, language);
  await i18next.changeLanguage(language);
}

/** Of a sentence that the service gives in both languages, the one to show. */
export function spoken(both: { zh: string; en: string }, language: string): string {
  return language === "en" ? both.en : both.zh;
}
