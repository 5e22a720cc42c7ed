import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { NonCompeteFloor, Separation } from "../../api/types";
import { spoken } from "../../i18n/i18n";
import { Empty } from "../../ui/Empty";
import { Facts } from "../../ui/Facts";
import { FlagTags } from "../../ui/FlagTags";
import { Panel } from "../../ui/Panel";
import { Steps } from "../../ui/Steps";
import { RuleTag } from "../../ui/Tag";
import { MoneyText } from "../../ui/Text";
import { Unfold } from "../../ui/Unfold";
import { useCan } from "../../ui/useMe";
import { DecideForm } from "./DecideForm";
import { Duty } from "./Duty";
import { computedOf } from "./duty";

/** Whether a non-compete duty binds after the end: said once, paid monthly, ended early by either side. */
export function NonCompeteTab({ separation, self }: { separation: Separation; self: boolean }) {
  const { t } = useTranslation("exit");
  const can = useCan();
  const of = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/non-compete", {
    params: { path: { id: separation.id } },
  }).data;
  if (of.non_compete) return <Duty duty={of.non_compete} self={self} />;
  if (!of.last_day || !of.floor || self || !can("non_competes.decide")) {
    const why = self ? "duty.none_self" : of.last_day ? "duty.none_role" : "duty.none_undecided";
    return (
      <Panel>
        <Empty title={t("duty.none")}>{t(why)}</Empty>
      </Panel>
    );
  }
  return (
    <div className="stack">
      <Floor floor={of.floor} />
      <DecideForm separation={separation} floor={of.floor} />
    </div>
  );
}

/** What the monthly pay is measured against, with every step. */
function Floor({ floor }: { floor: NonCompeteFloor }) {
  const { t, i18n } = useTranslation("exit");
  const computed = computedOf(floor.computed);
  return (
    <Panel title={t("duty.floor")} about={t("duty.floor_about")}>
      <Facts
        of={[
          [t("duty.floor_monthly"), floor.monthly && <MoneyText amount={floor.monthly} strong />],
          [t("duty.average"), floor.average_wage && <MoneyText amount={floor.average_wage} />],
          [t("duty.minimum"), floor.minimum_wage && <MoneyText amount={floor.minimum_wage} />],
        ]}
      />
      {floor.missing.map((one) => (
        <p key={one.zh} className="warn small" style={{ marginTop: 8 }}>
          {spoken(one, i18n.language)}
        </p>
      ))}
      {computed && (
        <Unfold title={t("duty.how")} look="link">
          <Steps steps={computed.steps} />
          <FlagTags flags={computed.flags} />
        </Unfold>
      )}
      <p className="row small" style={{ marginTop: 10 }}>
        <RuleTag rule="R-081" />
      </p>
    </Panel>
  );
}
