import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Separation, Settlement } from "../api/types";
import { spoken } from "../i18n/i18n";
import { paths } from "../paths";
import { FlagTags } from "../ui/FlagTags";
import { Go } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { Steps } from "../ui/Steps";
import { DateText } from "../ui/Text";
import { Unfold } from "../ui/Unfold";
import { useCan } from "../ui/useMe";
import { Bill } from "./Bill";
import { FiguresUsed } from "./FiguresUsed";
import { NewItemDrawer } from "./NewItemDrawer";
import { outcomeSteps } from "./outcome";
import { isOver } from "./road";
import { SheetFiles } from "./SheetFiles";
import "./money.css";

/** What the sheet needs to know of its case. */
export type Settled = Pick<Separation, "id" | "number" | "stage" | "employee">;

/** In the order they build on one another. */
const SUMS = [
  "average_wage",
  "severance",
  "annual_leave",
  "wages",
  "non_compete",
  "deduction",
  "income_tax",
] as const;

/** The settlement sheet: what is owed, by law and beside it, each sum with the steps by which it can be redone. */
export function MoneyTab({ separation, self }: { separation: Settled; self: boolean }) {
  const { t, i18n } = useTranslation("separations");
  const can = useCan();
  const money = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/settlement", {
    params: { path: { id: separation.id } },
  }).data;
  const [adding, setAdding] = useState(false);
  const editable = can("separations.manage") && !self && !isOver(separation);
  const sums = SUMS.map((name) => [name, outcomeSteps(money[name])] as const);
  return (
    <div className="stack">
      <Missing separation={separation} missing={money.missing} self={self} />
      <Panel title={t("money.title")} about={t("money.about")} extra={<MoneyDay day={money.last_day} />}>
        <Bill separation={separation} money={money} editable={editable} />
        <FlagTags flags={money.flags} />
        {money.notes.length > 0 && (
          <ul className="bullets quiet small" style={{ marginTop: 14 }}>
            {money.notes.map((note) => (
              <li key={note.zh}>{spoken(note, i18n.language)}</li>
            ))}
          </ul>
        )}
        <div className="row between" style={{ marginTop: 16 }}>
          <SheetFiles separation={separation} />
          {editable && (
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
              {t("item.add")}
            </Button>
          )}
        </div>
      </Panel>
      {editable && <NewItemDrawer separation={separation} open={adding} onClose={() => setAdding(false)} />}
      <FiguresUsed figures={money.figures} />
      <Panel title={t("money.how")} about={t("money.how_about", { ruleset: money.ruleset })}>
        {sums.every(([, steps]) => steps.length === 0) && <p className="quiet">{t("money.no_steps")}</p>}
        {sums
          .filter(([, steps]) => steps.length > 0)
          .map(([name, steps], at) => (
            <Unfold key={name} look="heading" title={t(`money.sum.${name}`)} open={at < 2}>
              <Steps steps={steps} />
            </Unfold>
          ))}
      </Panel>
    </div>
  );
}

/** What is not on record: of a sheet that may still change, with the way to complete it. */
function Missing(props: { separation: Settled; missing: Settlement["missing"]; self: boolean }) {
  const { separation, missing, self } = props;
  const { t, i18n } = useTranslation("separations");
  if (missing.length === 0) return null;
  const over = isOver(separation);
  return (
    <div className={over ? "note" : "note warn"}>
      <p className="strong">{t(over ? "money.left_out" : "money.missing")}</p>
      <ul className="bullets">
        {missing.map((one) => (
          <li key={one.zh}>{spoken(one, i18n.language)}</li>
        ))}
      </ul>
      {!self && !over && (
        <p className="row">
          <Go to={paths.employee(separation.employee.id, "pay")}>{t("money.complete")}</Go>
          <Go to={paths.standards()}>{t("money.complete_figures")}</Go>
        </p>
      )}
    </div>
  );
}

function MoneyDay({ day }: { day?: string | null }) {
  const { t } = useTranslation("separations");
  if (!day) return null;
  return (
    <span className="quiet small">
      {t("last_day")} <DateText date={day} />
    </span>
  );
}
