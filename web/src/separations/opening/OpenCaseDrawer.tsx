import { Form, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { ComparedGround, SeparationFacts } from "../../api/types";
import { spoken } from "../../i18n/i18n";
import { paths } from "../../paths";
import { Facts } from "../../ui/Facts";
import { FormDrawer } from "../../ui/FormDrawer";
import { useGo } from "../../ui/Go";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { DateText } from "../../ui/Text";
import { roadOf } from "../road";
import { barsOf, openQuestions } from "./verdict";

interface OpenCaseDrawerProps {
  /** The chosen ground; the drawer is open exactly when there is one. */
  ground: ComparedGround | undefined;
  employee: { id: string; name: string };
  lastDay?: string;
  onClose: () => void;
}

interface Opening {
  item?: string;
  proposer: SeparationFacts["proposer"];
  reason: string;
}

/** Items of a ground that may be named, by the ground's code. */
const ITEMS: Record<string, string[]> = {
  "38(1)": ["38(1)(1)", "38(1)(2)", "38(1)(3)", "38(1)(4)", "38(1)(5)", "38(1)(6)"],
  "41": ["41(1)(1)", "41(1)(2)", "41(1)(3)", "41(1)(4)"],
};

/** Open the case on the chosen ground: who proposed it, and the reasons. */
export function OpenCaseDrawer({ ground, employee, lastDay, onClose }: OpenCaseDrawerProps) {
  const { t } = useTranslation("opening");
  return (
    <FormDrawer title={t("open")} open={!!ground} onClose={onClose} wide>
      {ground && <OpeningForm {...{ ground, employee, lastDay, onClose }} />}
    </FormDrawer>
  );
}

function OpeningForm(props: OpenCaseDrawerProps & { ground: ComparedGround }) {
  const { ground, employee, lastDay, onClose } = props;
  const { t, i18n } = useTranslation("opening");
  const required = useRequired();
  const go = useGo();
  const create = $api.useMutation("post", "/api/v1/separations", {
    onSuccess: (one) => go(paths.separation(one.id)),
  });
  const road = roadOf(ground.ground);
  const items = ITEMS[ground.ground];
  const held = barsOf(ground).length + openQuestions(ground).length;
  const send = ({ item, proposer, reason }: Opening) => {
    // Only an agreed ending may be proposed by either; every other ground says whose act it is.
    const side = road === "agreement" ? proposer : road === "employee_notice" ? "employee" : "employer";
    return create.mutateAsync({
      body: {
        employee_id: employee.id,
        ground: item ?? ground.ground,
        proposer: side,
        initiator: side,
        reason,
        last_day: lastDay,
      },
    });
  };
  return (
    <div className="stack">
      <Facts
        of={[
          [t("employee"), employee.name],
          [t("ground"), `${spoken(ground, i18n.language)} ${ground.ground}`],
          [t("last_day"), lastDay ? <DateText date={lastDay} /> : t("last_day_open")],
        ]}
      />
      {road === "employee_notice" ? (
        <p className="note">{t("paper_about")}</p>
      ) : (
        held + ground.missing.length > 0 && (
          <p className="note warn">{t("still_lacking", { held, missing: ground.missing.length })}</p>
        )
      )}
      <ServerForm<Opening>
        send={send}
        submit={t("open_submit")}
        cancel={{ act: onClose }}
        initialValues={{ proposer: "employer" }}
      >
        {items && (
          <Form.Item name="item" label={t("item")} rules={road === "employee_notice" ? [required] : []}>
            <Select
              allowClear
              options={items.map((value) => ({ value, label: `${t(`items.${value}`)} ${value}` }))}
            />
          </Form.Item>
        )}
        {road === "agreement" && (
          <Form.Item name="proposer" label={t("proposer")} rules={[required]} extra={t("proposer_hint")}>
            <Radio.Group
              aria-label={t("proposer")}
              className="choice"
              options={["employer", "employee"].map((value) => ({ value, label: t(`side.${value}`) }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t("reason")}
          rules={[{ ...required, whitespace: true }]}
          extra={t(road === "employee_notice" ? "reason_hint_paper" : "reason_hint")}
        >
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} />
        </Form.Item>
      </ServerForm>
    </div>
  );
}
