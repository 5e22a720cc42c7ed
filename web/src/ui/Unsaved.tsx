import { useBlocker } from "@tanstack/react-router";
import { Modal } from "antd";
import { useTranslation } from "react-i18next";

interface Place {
  pathname: string;
  search: Record<string, unknown>;
}

interface UnsavedProps {
  when: boolean;
  /** Whether the changes live on at the place that is gone to; by default on no other place. */
  stays: (here: Place, there: Place) => boolean;
}

/** Asks before unsaved changes are lost: on the way to another page, and when the tab is closed. */
export function Unsaved({ when, stays }: UnsavedProps) {
  const { t } = useTranslation();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => when && !stays(current as Place, next as Place),
    enableBeforeUnload: when,
    withResolver: true,
  });
  return (
    <Modal
      open={blocker.status === "blocked"}
      title={t("unsaved.title")}
      okText={t("unsaved.leave")}
      okButtonProps={{ danger: true }}
      cancelText={t("unsaved.stay")}
      onOk={blocker.proceed}
      onCancel={blocker.reset}
    >
      <p>{t("unsaved.text")}</p>
    </Modal>
  );
}
