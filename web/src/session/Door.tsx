import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Wordmark } from "../ui/shell/Wordmark";
import { LanguageSwitch } from "./LanguageSwitch";
import "./door.css";

/** The frame of the pages before the sign-in. */
export function Door({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  const { t } = useTranslation("session");
  return (
    <div className="door">
      <title>{`${title} · ${t("brand")}`}</title>
      <section className="door-side" aria-label={t("motto.label")}>
        <Wordmark />
        <div className="door-motto">
          <p className="door-line">{t("motto.line")}</p>
          <p>{t("motto.about")}</p>
          <ol className="door-trail">
            {["known", "answered", "signed"].map((step) => (
              <li key={step}>
                <b>{t(`motto.${step}`)}</b>
                <span>{t(`motto.${step}_means`)}</span>
              </li>
            ))}
          </ol>
        </div>
      </section>
      <main className="door-main">
        <div className="door-form">
          <div className="door-brand">
            <Wordmark />
          </div>
          <h1>{title}</h1>
          <p className="quiet">{about}</p>
          <div className="door-body">{children}</div>
        </div>
        <LanguageSwitch />
      </main>
    </div>
  );
}
