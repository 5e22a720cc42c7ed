import { Button, message } from "antd";
import { useTranslation } from "react-i18next";
import type { Gate, Layoff } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { ApprovalForm, BringForm, ExplainForm, ReportForm, UnionReplyForm } from "./forms";
import type { StepKey } from "./procedure";
import { StepOnAllForm } from "./StepOnAllForm";

export interface StepFormProps {
  layoff: Layoff;
  /** Cases that the step reaches. */
  count: number;
  onSent: () => void;
  onClose: () => void;
}

interface StepDrawerProps extends Omit<StepFormProps, "onSent"> {
  taking: StepKey | undefined;
  gate: Gate | undefined;
  onWeigh: () => void;
}

/** Take a step: what it does, what it asks for, and what the service says to it. */
export function StepDrawer({ taking, gate, onWeigh, ...rest }: StepDrawerProps) {
  const { t } = useTranslation("layoffs");
  const { count, onClose } = rest;
  const once = taking === "explain" || taking === "report";
  const props = {
    ...rest,
    onSent: () => {
      onClose();
      void message.success(once ? t("recorded") : t("done_for", { count }));
    },
  };
  return (
    <FormDrawer title={taking ? t(`act.${taking}`) : ""} open={!!taking} onClose={onClose}>
      {taking && (
        <div className="stack">
          <p className="note">
            {t(`step_about.${taking}`)}
            {!once && <> {t("for_all", { count })}</>}
          </p>
          {taking === "explain" && <ExplainForm {...props} />}
          {taking === "report" && <ReportForm {...props} />}
          {taking === "evidence" && <BringForm {...props} gate={gate} />}
          {taking === "union_reply" && <UnionReplyForm {...props} />}
          {taking === "approval" && <ApprovalForm {...props} />}
          {isOnAll(taking) && <StepOnAllForm {...props} stepKey={taking} />}
          {taking === "notice" && (
            <p className="quiet small">
              {t("notice_held_up")}{" "}
              <Button type="link" size="small" onClick={onWeigh}>
                {t("weigh")}
              </Button>
            </p>
          )}
        </div>
      )}
    </FormDrawer>
  );
}

export type StepOnAll = "union_notice" | "approval_request" | "notice" | "service" | "completion";

function isOnAll(key: StepKey): key is StepOnAll {
  return ["union_notice", "approval_request", "notice", "service", "completion"].includes(key);
}
