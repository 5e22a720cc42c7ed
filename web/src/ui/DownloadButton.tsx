import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { download } from "../api/client";
import { ProblemNote } from "./ProblemNote";

/** Takes a file of the service; when that fails, says why. */
export function DownloadButton({ path, fileName }: { path: string; fileName: string }) {
  const { t } = useTranslation();
  const save = useMutation({ mutationFn: () => download(path, fileName) });
  return (
    <>
      <Button
        size="small"
        icon={<DownloadOutlined aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {t("download")}
      </Button>
      <ProblemNote problem={save.error} />
    </>
  );
}
