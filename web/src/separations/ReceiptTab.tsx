import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api, ifMatch } from "../api/client";
import type { Separation } from "../api/types";
import { paths } from "../paths";
import { Facts } from "../ui/Facts";
import { shanghai } from "../ui/format";
import { Go } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { DateText, InstantText } from "../ui/Text";
import { useCan, useMe } from "../ui/useMe";
import { earliestAfterResignation } from "./noticeDates";
import { isOver } from "./road";

/** The employee's own notice: it takes effect by itself; the employer only says that it has arrived. */
export function ReceiptTab({ separation }: { separation: Separation }) {
  const { t } = useTranslation("casework");
  const me = useMe();
  const can = useCan();
  const { notice, receipt } = separation;
  const self = isSelf(me, separation.employee);
  const mayAnswer = can("separations.manage") && !self && !isOver(separation);
  return (
    <div className="stack">
      <Panel title={t("receipt.notice")} about={t("receipt.notice_about")}>
        <Facts
          of={[
            [t("receipt.given_at"), notice ? <InstantText at={notice.issued_at} /> : t("receipt.on_paper")],
            [t("receipt.last_day"), <DateText date={separation.last_day} />],
            [
              t("receipt.wished"),
              separation.wished_last_day && <DateText date={separation.wished_last_day} />,
            ],
            [
              t("receipt.paper"),
              notice && <Go to={paths.document(notice.document_id)}>{t("receipt.read")}</Go>,
            ],
          ]}
        />
        {separation.reason && <p className="prose quote">{separation.reason}</p>}
      </Panel>
      {receipt ? (
        <Panel title={t("receipt.done")}>
          <Facts
            of={[
              [t("receipt.by"), receipt.by_name],
              [t("receipt.at"), <InstantText at={receipt.at} />],
              [t("receipt.received_on"), <DateText date={receipt.received_on} />],
              [t("receipt.last_day"), <DateText date={separation.last_day} />],
            ]}
          />
          {receipt.text && <p className="prose quote">{receipt.text}</p>}
        </Panel>
      ) : mayAnswer ? (
        <ReceiptPanel separation={separation} />
      ) : (
        <Panel>
          <p className="quiet">{t(self ? "receipt.waiting_self" : "receipt.waiting")}</p>
        </Panel>
      )}
    </div>
  );
}

interface Receipt {
  received_on?: string;
  last_day: string;
  text?: string;
}

function ReceiptPanel({ separation }: { separation: Separation }) {
  const { t } = useTranslation("casework");
  const { today } = useMe();
  const required = useRequired();
  const [form] = Form.useForm<Receipt>();
  const received = Form.useWatch("received_on", form);
  const acknowledge = $api.useMutation("post", "/api/v1/separations/{id}/receipt");
  const contracts = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/contracts", {
    params: { path: { id: separation.employee.id } },
  }).data.items;
  const { notice, wished_last_day: wished } = separation;
  const given = shanghai(notice?.issued_at)?.date;
  const receivedOn = given ?? received ?? today;
  const byLawFrom = (day: string) =>
    separation.ground === "37" ? earliestAfterResignation(day, contracts) : day;
  const byLaw = byLawFrom(receivedOn);
  // On paper the day that was opened with the case is what the employee wished.
  const wish = wished ?? (given ? null : separation.last_day);
  const days = [...new Set([byLaw, ...(wish ? [wish] : [])])].sort();
  return (
    <Panel title={t("receipt.acknowledge")} about={t("receipt.about")}>
      <ServerForm<Receipt>
        form={form}
        send={(body) =>
          acknowledge.mutateAsync({
            params: { path: { id: separation.id } },
            headers: ifMatch(separation),
            body: { ...body, text: body.text ?? "" },
          })
        }
        submit={t("receipt.acknowledge")}
        onValuesChange={(changed: Partial<Receipt>) => {
          // A paper that came on another day takes effect on another day.
          if (changed.received_on) form.setFieldValue("last_day", byLawFrom(changed.received_on));
        }}
        initialValues={{
          received_on: given ? undefined : today,
          last_day: given ? (separation.last_day ?? byLaw) : byLaw,
        }}
      >
        {!given && (
          <Form.Item
            name="received_on"
            label={t("receipt.received_on")}
            rules={[required]}
            extra={t("receipt.received_on_hint")}
          >
            <DatePick />
          </Form.Item>
        )}
        <Form.Item
          name="last_day"
          label={t("receipt.last_day")}
          rules={[required]}
          extra={t(wish && wish < byLaw ? "receipt.earlier_hint" : "receipt.by_law_hint")}
        >
          <Radio.Group aria-label={t("receipt.last_day")} className="choice">
            {days.map((day) => (
              <Radio key={day} value={day}>
                <span className="strong">
                  <DateText date={day} />
                </span>
                <br />
                <span className="quiet small">
                  {t(day === wish ? "receipt.as_wished" : "receipt.by_law")}
                </span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="text" label={t("receipt.text")} extra={t("receipt.text_hint")}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
        </Form.Item>
      </ServerForm>
    </Panel>
  );
}
