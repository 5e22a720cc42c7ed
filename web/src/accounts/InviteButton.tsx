import { MailOutlined } from "@ant-design/icons";
import { Button, message, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { ProblemNote } from "../ui/ProblemNote";

/** Sends an activation code to every employee who has not opened the own account yet. */
export function InviteButton() {
  const { t } = useTranslation("accounts");
  const invite = $api.useMutation("post", "/api/v1/accounts/activations");
  return (
    <>
      <Popconfirm
        title={t("invite_sure")}
        description={t("invite_about")}
        okText={t("invite_all")}
        cancelText={t("cancel")}
        onConfirm={() =>
          invite.mutate(
            { body: {} },
            { onSuccess: ({ sent }) => void message.success(t("invited", { count: sent })) },
          )
        }
      >
        <Button icon={<MailOutlined aria-hidden />} loading={invite.isPending}>
          {t("invite_all")}
        </Button>
      </Popconfirm>
      <ProblemNote problem={invite.error} />
    </>
  );
}
