import { FileExcelOutlined, FilePdfOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { download } from "../api/client";
import type { Separation } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { ProblemNote } from "../ui/ProblemNote";

/** The settlement sheet to take along: a page of facts, and a workbook to compute with. */
export function SheetFiles({ separation }: { separation: Pick<Separation, "id" | "number"> }) {
  const { t } = useTranslation("separations");
  const fetch = useMutation({
    mutationFn: (extension: "pdf" | "xlsx") =>
      download(
        `/api/v1/separations/${separation.id}/settlement.${extension}`,
        `${t("money.file")}-${separation.number}.${extension}`,
      ),
  });
  const button = (extension: "pdf" | "xlsx", icon: React.ReactNode) => (
    <ActionButton
      icon={icon}
      loading={fetch.isPending && fetch.variables === extension}
      onClick={() => fetch.mutate(extension)}
    >
      {t(`money.as_${extension}`)}
    </ActionButton>
  );
  return (
    <>
      <div className="row">
        {button("pdf", <FilePdfOutlined aria-hidden />)}
        {button("xlsx", <FileExcelOutlined aria-hidden />)}
      </div>
      <ProblemNote problem={fetch.error} />
    </>
  );
}
