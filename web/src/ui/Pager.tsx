import { useRouter } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useSearch } from "./usePlace";

/**
 * Forward and back through a list by the service's cursors. The address holds the cursor, so a page of a
 * list can be kept and sent; back is the browser's own back.
 */
export function Pager({ next, shown }: { next: string | null | undefined; shown: number }) {
  const { t } = useTranslation();
  const router = useRouter();
  const [search, change] = useSearch();
  const number = Number(search.page ?? "1");
  if (!next && number <= 1) return null;
  const back = () => {
    if (number > 2 && router.history.canGoBack()) router.history.back();
    else change({ cursor: undefined, page: undefined });
  };
  return (
    <nav className="pager" aria-label={t("pager.label")}>
      <Button onClick={back} disabled={number <= 1}>
        {number > 2 ? t("pager.back") : t("pager.first")}
      </Button>
      <span className="quiet small">{t("pager.shown", { number, shown })}</span>
      <Button
        onClick={() => change({ cursor: next ?? undefined, page: String(number + 1) }, { push: true })}
        disabled={!next}
      >
        {t("pager.next")}
      </Button>
    </nav>
  );
}
