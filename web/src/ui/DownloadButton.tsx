import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { download } from "../api/client";
import { ProblemNote } from "./ProblemNote";

interface DownloadButtonProps {
  path: string;
  fileName: string;
  icon?: ReactNode;
  /** What stands on it, where there is more to say than that it downloads. */
  children?: ReactNode;
}

/** Takes a file of the service; when that fails, says why. */
export function DownloadButton({ path, fileName, icon, children }: DownloadButtonProps) {
  const { t } = useTranslation();
  const save = useMutation({ mutationFn: () => download(path, fileName) });
  return (
    <>
      <Button
        size="small"
        icon={icon ?? <DownloadOutlined aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {children ?? t("download")}
      </Button>
      <ProblemNote problem={save.error} />
    </>
  );
}
