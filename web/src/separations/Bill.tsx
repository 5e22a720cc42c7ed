import { DeleteOutlined } from "@ant-design/icons";
import { Button, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Separation, Settlement } from "../api/types";
import { spoken } from "../i18n/i18n";
import { ProblemNote } from "../ui/ProblemNote";
import { Tag } from "../ui/Tag";
import { MoneyText } from "../ui/Text";

type Line = Settlement["lines"][number];

interface BillProps {
  separation: Pick<Separation, "id">;
  money: Settlement;
  /** Whether stated items can be taken off. */
  editable: boolean;
}

/** The lines of the sheet, what each rests on, and what they come to. */
export function Bill({ separation, money, editable }: BillProps) {
  const { t } = useTranslation("separations");
  const remove = $api.useMutation("delete", "/api/v1/separations/{id}/settlement-items/{item_id}");
  return (
    <>
      <table className="bill">
        <thead>
          <tr>
            <th scope="col">{t("money.line")}</th>
            <th scope="col" className="right">
              {t("money.amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {money.lines.map((line, at) => (
            <tr key={line.item_id ?? `${line.code}${at}`}>
              <td>
                <Named line={line} />
              </td>
              <td className="right">
                {line.amount.startsWith("-") && "−"}
                <MoneyText amount={line.amount.replace("-", "")} />
                {editable && line.item_id && (
                  <Remove
                    pending={remove.isPending && remove.variables?.params.path.item_id === line.item_id}
                    onConfirm={() =>
                      remove.mutate({ params: { path: { id: separation.id, item_id: line.item_id ?? "" } } })
                    }
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="bill-total">
            <td>{t("money.total")}</td>
            <td className="right">
              <MoneyText amount={money.total} strong />
            </td>
          </tr>
          <tr>
            <td>{t("money.tax")}</td>
            <td className="right">
              −<MoneyText amount={money.tax} />
            </td>
          </tr>
          <tr className="bill-total">
            <td>{t("money.net")}</td>
            <td className="right">
              <MoneyText amount={money.net} strong />
            </td>
          </tr>
        </tfoot>
      </table>
      <ProblemNote problem={remove.error} />
    </>
  );
}

function Named({ line }: { line: Line }) {
  const { t, i18n } = useTranslation("separations");
  return (
    <>
      <span className="row">
        {spoken(line, i18n.language)}
        {line.kind !== "statutory" && (
          <Tag tone={line.kind === "deduction" ? "warn" : "plain"}>{t(`money.kind.${line.kind}`)}</Tag>
        )}
        {line.rules.map((rule) => (
          <span key={rule} className="mono quiet">
            {rule}
          </span>
        ))}
      </span>
      {line.basis && <p className="quiet small">{line.basis}</p>}
      {line.statutory && (
        <p className="quiet small">
          {t("negotiation.statutory")} <MoneyText amount={line.statutory} />
        </p>
      )}
    </>
  );
}

function Remove({ pending, onConfirm }: { pending: boolean; onConfirm: () => void }) {
  const { t } = useTranslation("separations");
  return (
    <Popconfirm
      title={t("item.remove_sure")}
      okText={t("item.remove")}
      cancelText={t("cancel")}
      onConfirm={onConfirm}
    >
      <Button
        type="text"
        size="small"
        danger
        loading={pending}
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t("item.remove")}
      />
    </Popconfirm>
  );
}
