import { Checkbox, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { paths } from "../../paths";
import { useGo } from "../../ui/Go";
import { Panel } from "../../ui/Panel";
import { DatePick } from "../../ui/Pickers";
import { ServerForm } from "../../ui/ServerForm";
import { RuleTag } from "../../ui/Tag";
import { DateText } from "../../ui/Text";
import { Means } from "./Means";
import "./mine.css";

interface Resigning {
  last_day?: string;
  reason?: string;
  understood?: boolean;
}

/** Resign: the last day the law gives, the day one wishes for, and what sending means. */
export function ResignationForm({ earliest, probation }: { earliest: string; probation: boolean }) {
  const { t } = useTranslation("leaving");
  const go = useGo();
  const give = $api.useMutation("post", "/api/v1/leaving-notices", {
    onSuccess: (one) => go(paths.separation(one.id), { replace: true }),
  });
  return (
    <>
      <Panel>
        <p className="law-day">
          <span>{t("resignation.earliest")}</span>
          <b>
            <DateText date={earliest} />
          </b>
          <RuleTag cite={t("resignation.cite")} rule="R-052" />
        </p>
        <p className="quiet small">{t(probation ? "resignation.three_days" : "resignation.thirty_days")}</p>
      </Panel>
      <Panel>
        <ServerForm<Resigning>
          send={({ last_day, reason }) =>
            give.mutateAsync({ body: { ground: "37", last_day, reason: reason ?? "" } })
          }
          submit={t("send")}
          cancel={{ act: () => go(paths.leaving()) }}
        >
          <Form.Item name="last_day" label={t("wished")} extra={t("resignation.wished_hint")}>
            <DatePick />
          </Form.Item>
          <Form.Item name="reason" label={t("reason")} extra={t("resignation.reason_hint")}>
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={10000} />
          </Form.Item>
          <Means
            of={[t("resignation.means_effect"), t("resignation.means_back"), t("resignation.means_money")]}
          />
          <Understood />
        </ServerForm>
      </Panel>
    </>
  );
}

/** Nothing is sent before the person says that they know what it means. */
export function Understood() {
  const { t } = useTranslation("leaving");
  return (
    <Form.Item
      name="understood"
      valuePropName="checked"
      rules={[
        {
          validator: (_, ticked: boolean | undefined) =>
            ticked ? Promise.resolve() : Promise.reject(new Error(t("understood_first"))),
        },
      ]}
    >
      <Checkbox>{t("understood")}</Checkbox>
    </Form.Item>
  );
}
