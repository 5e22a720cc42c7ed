import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PaperItem } from "../api/types";
import { pathOfResource, paths } from "../paths";
import { sizeText } from "./format";
import { Go } from "./Go";
import { ListTable } from "./ListTable";
import { InstantText, ShaText } from "./Text";

/** Papers of a person: what each is, when it came about, and whether it waits for an answer. */
export function PaperList({ papers, empty }: { papers: PaperItem[]; empty: ReactNode }) {
  const { t } = useTranslation();
  return (
    <ListTable
      caption={t("paper.list")}
      rows={papers}
      rowKey={(one) => one.id}
      to={(one) => paths.document(one.id)}
      empty={empty}
      fields={[
        {
          key: "title",
          label: t("paper.title"),
          phone: "title",
          show: (one) => <span className="strong">{one.title}</span>,
        },
        { key: "created", label: t("paper.created_at"), show: (one) => <InstantText at={one.created_at} /> },
        { key: "sha", label: t("paper.sha256"), show: (one) => <ShaText sha256={one.sha256} /> },
        {
          key: "size",
          label: t("paper.size"),
          align: "right",
          phone: "hide",
          show: (one) => <span className="number quiet">{sizeText(one.size)}</span>,
        },
        {
          key: "about",
          label: t("paper.about"),
          phone: "side",
          show: (one) => {
            const to = pathOfResource(one.resource_type, one.resource_id);
            return to && <Go to={to}>{t("paper.see")}</Go>;
          },
        },
      ]}
    />
  );
}
