import { useTranslation } from "react-i18next";
import { Tag } from "./Tag";

/** The caps, floors and unsettled rules that shaped a sum, each in words. */
export function FlagTags({ flags }: { flags: string[] }) {
  const { t, i18n } = useTranslation();
  if (flags.length === 0) return null;
  return (
    <div className="row" style={{ marginTop: 14 }}>
      {flags.map((flag) => {
        const [kind = flag, rule] = flag.split(":");
        return (
          <Tag key={flag} tone={kind === "UNCONFIRMED" ? "warn" : "info"}>
            {i18n.exists(`common:flag.${kind}`) ? t(`flag.${kind}`, { rule }) : flag}
          </Tag>
        );
      })}
    </div>
  );
}
