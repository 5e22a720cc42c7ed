import { DeleteOutlined, PlusOutlined, WarningFilled } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { ProposalFacts, Separation, Settlement } from "../api/types";
import { isBelow } from "../ui/format";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { MoneyText } from "../ui/Text";
import { sumOf } from "./compare";

interface ProposalFormProps {
  separation: Separation;
  statutory: Settlement["lines"];
  initial: ProposalFacts;
  onSent: () => void;
}

/** A proposal line by line, with the law's figure beside each and a warning where it falls short. */
export function ProposalForm({ separation, statutory, initial, onSent }: ProposalFormProps) {
  const { t } = useTranslation("separations");
  const required = useRequired();
  const propose = $api.useMutation("post", "/api/v1/separations/{id}/proposals");
  const statutoryOf = (code?: string) => statutory.find((line) => line.code === code)?.amount;
  return (
    <ServerForm<ProposalFacts>
      send={(body) =>
        propose.mutateAsync({
          params: { path: { id: separation.id } },
          body: {
            ...body,
            lines: body.lines.map((line, at) => ({ ...line, code: line.code || `other_${at + 1}` })),
          },
        })
      }
      onSent={onSent}
      submit={t("negotiation.send")}
      initialValues={initial}
    >
      <Form.List name="lines">
        {(rows, { add, remove }) => (
          <div className="proposal-lines">
            {rows.map((row) => (
              <Form.Item key={row.key} noStyle shouldUpdate>
                {({ getFieldValue }) => {
                  const line = getFieldValue(["lines", row.name]) ?? {};
                  const due = statutoryOf(line.code);
                  return (
                    <div className="proposal-line">
                      <Form.Item name={[row.name, "code"]} hidden>
                        <Input />
                      </Form.Item>
                      <Form.Item name={[row.name, "label"]} label={t("money.line")} rules={[required]}>
                        <Input readOnly={!!due} variant={due ? "filled" : "outlined"} />
                      </Form.Item>
                      <Form.Item
                        name={[row.name, "amount"]}
                        label={t("money.amount")}
                        rules={[
                          required,
                          { pattern: /^\d+(\.\d{1,2})?$/, message: t("negotiation.amount_form") },
                        ]}
                        extra={
                          <span className={isBelow(line.amount, due) ? "bad" : ""}>
                            {due && (
                              <>
                                {isBelow(line.amount, due) && <WarningFilled aria-hidden />}{" "}
                                {t("negotiation.statutory")} <MoneyText amount={due} />
                              </>
                            )}
                          </span>
                        }
                      >
                        <Input prefix="¥" inputMode="decimal" className="number" />
                      </Form.Item>
                      <Button
                        type="text"
                        danger
                        className="proposal-remove"
                        icon={<DeleteOutlined aria-hidden />}
                        aria-label={t("negotiation.remove_line")}
                        onClick={() => remove(row.name)}
                      />
                    </div>
                  );
                }}
              </Form.Item>
            ))}
            <Button
              icon={<PlusOutlined aria-hidden />}
              onClick={() => add({ code: "", label: "", amount: "" })}
            >
              {t("negotiation.add_line")}
            </Button>
          </div>
        )}
      </Form.List>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldValue }) => {
          const lines: ProposalFacts["lines"] = getFieldValue("lines") ?? [];
          const total = sumOf(lines.map((line) => line?.amount));
          const due = sumOf(statutory.map((line) => line.amount));
          const below = isBelow(total, due);
          return (
            <div className={below ? "note bad proposal-total" : "note proposal-total"}>
              <div className="row between">
                <span>{t("money.total")}</span>
                <MoneyText amount={total} strong />
              </div>
              <div className="row between small">
                <span>{t("negotiation.statutory_total")}</span>
                <MoneyText amount={due} />
              </div>
              {below && <p className="small">{t("negotiation.below")}</p>}
            </div>
          );
        }}
      </Form.Item>
      <div className="form-row">
        <Form.Item name="last_day" label={t("last_day")} rules={[required]}>
          <DatePick />
        </Form.Item>
        <Form.Item
          name="pay_on"
          label={t("negotiation.pay_on")}
          rules={[required]}
          extra={t("negotiation.pay_on_hint")}
        >
          <DatePick />
        </Form.Item>
      </div>
      <Form.Item name="text" label={t("negotiation.text")}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </ServerForm>
  );
}
