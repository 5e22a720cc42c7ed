import { LoadingOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";

/** Something is being done to many cases at once, which takes a while: said to everybody, also by voice. */
export function Working({ when, cases }: { when: boolean; cases: number }) {
  const { t } = useTranslation("layoffs");
  return (
    <div role="status" style={{ marginBottom: when ? 16 : 0 }}>
      {when && (
        <p className="note row">
          <LoadingOutlined aria-hidden /> {t("working", { count: cases })}
        </p>
      )}
    </div>
  );
}
