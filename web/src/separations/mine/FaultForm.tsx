import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { paths } from "../../paths";
import { useGo } from "../../ui/Go";
import { Panel } from "../../ui/Panel";
import { DatePick } from "../../ui/Pickers";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { Means } from "./Means";
import "./mine.css";
import { Understood } from "./ResignationForm";

/** Items of article 38, the commonest first. */
const ITEMS = ["38(1)(2)", "38(1)(3)", "38(1)(1)", "38(1)(4)", "38(1)(5)", "38(1)(6)", "38(2)"];

interface Ending {
  ground: string;
  reason: string;
  last_day?: string;
  understood?: boolean;
}

/** End it for the employer's fault: which fault, in plain words, and what happened. */
export function FaultForm() {
  const { t } = useTranslation("leaving");
  const required = useRequired();
  const go = useGo();
  const give = $api.useMutation("post", "/api/v1/leaving-notices", {
    onSuccess: (one) => go(paths.separation(one.id), { replace: true }),
  });
  return (
    <>
      <div className="note warn">
        <p className="strong">{t("fault.now_or_never")}</p>
        <p>{t("fault.now_or_never_about")}</p>
      </div>
      <Panel>
        <ServerForm<Ending>
          send={({ ground, reason, last_day }) => give.mutateAsync({ body: { ground, reason, last_day } })}
          submit={t("send")}
          cancel={{ act: () => go(paths.leaving()) }}
        >
          <Form.Item name="ground" label={t("fault.which")} rules={[required]}>
            <Radio.Group aria-label={t("fault.which")} className="choice fault-choice">
              {ITEMS.map((item) => (
                <Radio key={item} value={item}>
                  <span className="strong">{t(`fault.item.${item}`)}</span>{" "}
                  <span className="mono quiet">{item}</span>
                  <br />
                  <span className="quiet small">{t(`fault.item_about.${item}`)}</span>
                </Radio>
              ))}
            </Radio.Group>
          </Form.Item>
          <Form.Item
            name="reason"
            label={t("fault.reason")}
            rules={[{ ...required, whitespace: true }]}
            extra={t("fault.reason_hint")}
          >
            <Input.TextArea autoSize={{ minRows: 5, maxRows: 16 }} maxLength={10000} />
          </Form.Item>
          <Form.Item name="last_day" label={t("wished")} extra={t("fault.wished_hint")}>
            <DatePick />
          </Form.Item>
          <Means of={[t("fault.means_effect"), t("fault.means_money"), t("fault.means_proof")]} />
          <Understood />
        </ServerForm>
      </Panel>
    </>
  );
}
