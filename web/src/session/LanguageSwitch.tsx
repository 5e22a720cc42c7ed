import { GlobalOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { speak } from "../i18n/i18n";

/** Speaks the other language, for whoever is not signed in. */
export function LanguageSwitch() {
  const { i18n } = useTranslation();
  const other = i18n.language === "en" ? "zh-CN" : "en";
  return (
    <button
      type="button"
      className="link-button small door-language"
      lang={other}
      onClick={() => void speak(other)}
    >
      <GlobalOutlined aria-hidden /> {other === "en" ? "English" : "中文"}
    </button>
  );
}
