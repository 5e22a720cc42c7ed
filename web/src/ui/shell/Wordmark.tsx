import { useTranslation } from "react-i18next";
import "./wordmark.css";

/** 有据: the name and its mark. */
export function Wordmark({ small }: { small?: boolean }) {
  const { t } = useTranslation();
  const size = small ? 24 : 30;
  return (
    <span className="wordmark">
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#0f4a56" />
        <path d="M9 9h14M9 14.5h14M9 20h6" stroke="#f7f5f0" strokeWidth="2.3" strokeLinecap="round" />
        <path
          d="m17.6 22.4 2.7 2.7 5-5.7"
          fill="none"
          stroke="#e9a15b"
          strokeWidth="2.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span style={{ fontSize: small ? 18 : 22 }}>{t("brand")}</span>
    </span>
  );
}
