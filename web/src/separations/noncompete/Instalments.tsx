import { PlusOutlined } from "@ant-design/icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NonCompete } from "../../api/types";
import { ActionButton } from "../../ui/ActionButton";
import { ListTable } from "../../ui/ListTable";
import { Panel } from "../../ui/Panel";
import { Tag, type Tone } from "../../ui/Tag";
import { DateText, DueText, MoneyText, PeriodText } from "../../ui/Text";
import { Unfold } from "../../ui/Unfold";
import { nextToPay } from "./duty";
import { PaymentDrawer } from "./PaymentDrawer";

type Instalment = NonCompete["instalments"][number];

const TONES: Record<Instalment["state"], Tone> = {
  upcoming: "plain",
  paid: "good",
  short: "warn",
  missed: "bad",
};

/** What is due and what was paid, month by month; payroll records a payment here. */
export function Instalments({ duty, pays }: { duty: NonCompete; pays: boolean }) {
  const { t } = useTranslation("exit");
  const [paying, setPaying] = useState(false);
  return (
    <Panel
      flush
      title={t("pay.title")}
      about={t("pay.about")}
      extra={
        pays && (
          <ActionButton
            size="small"
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            why={!nextToPay(duty) && t("pay.why_all_paid")}
            onClick={() => setPaying(true)}
          >
            {t("pay.record")}
          </ActionButton>
        )
      }
    >
      <ListTable<Instalment>
        caption={t("pay.title")}
        rows={duty.instalments}
        rowKey={(one) => String(one.number)}
        empty={<p className="quiet panel-about">{t("pay.none")}</p>}
        fields={[
          {
            key: "number",
            label: t("pay.month"),
            phone: "title",
            show: (one) => (
              <span>
                <span className="strong">{t("pay.nth", { number: one.number })}</span>{" "}
                <span className="quiet small">
                  <PeriodText from={one.from_on} until={one.until_on} inclusive />
                </span>
              </span>
            ),
          },
          {
            key: "due_on",
            label: t("pay.due_on"),
            show: (one) =>
              one.state === "paid" ? <DateText date={one.due_on} /> : <DueText on={one.due_on} />,
          },
          { key: "due", label: t("pay.due"), align: "right", show: (one) => <MoneyText amount={one.due} /> },
          {
            key: "paid",
            label: t("pay.paid"),
            align: "right",
            show: (one) => <MoneyText amount={one.paid} />,
          },
          {
            key: "state",
            label: t("pay.state"),
            phone: "side",
            show: (one) => (
              <span className="row">
                <Tag tone={TONES[one.state]}>{t(`pay.states.${one.state}`)}</Tag>
                {one.stated_unpaid && <Tag tone="warn">{t("pay.stated")}</Tag>}
              </span>
            ),
          },
        ]}
      />
      {duty.payments.length > 0 && (
        <div style={{ padding: "0 22px 16px" }}>
          <Unfold title={t("pay.payments")} look="link">
            <ul className="stack tight" style={{ marginTop: 8 }}>
              {duty.payments.map((one, at) => (
                <li key={at} className="row between small">
                  <span>
                    <DateText date={one.paid_on} /> ·{" "}
                    {one.instalment ? t("pay.nth", { number: one.instalment }) : t("pay.extra")}
                  </span>
                  <span>
                    <MoneyText amount={one.amount} strong />{" "}
                    <span className="quiet">{t("pay.by", { name: one.recorded_by_name })}</span>
                  </span>
                </li>
              ))}
            </ul>
          </Unfold>
        </div>
      )}
      <PaymentDrawer duty={duty} open={paying} onClose={() => setPaying(false)} />
    </Panel>
  );
}
