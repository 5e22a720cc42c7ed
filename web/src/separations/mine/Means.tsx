import { useTranslation } from "react-i18next";

/** What sending means, before anything is sent. */
export function Means({ of }: { of: string[] }) {
  const { t } = useTranslation("leaving");
  return (
    <div className="note" style={{ marginBottom: 16 }}>
      <p className="strong">{t("means")}</p>
      <ul className="bullets">
        {of.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
