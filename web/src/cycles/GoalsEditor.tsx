import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, message, Select } from "antd";
import type { TFunction } from "i18next";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Kpi, PositionGoal } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { ProblemNote } from "../ui/ProblemNote";
import { type GoalDraft, judge, settleOn, type Verdict } from "./goalWeights";
import { RuleEditor } from "./RuleEditor";
import { WeightBar } from "./WeightBar";
import "./goals.css";

interface GoalsEditorProps {
  cycleId: string;
  positionId: string;
  goals: PositionGoal[];
  kpis: Kpi[];
  onSaved: () => void;
}

/** The goals of a position in a cycle. They can be saved once their weights make exactly 100. */
export function GoalsEditor({ cycleId, positionId, goals, kpis, onSaved }: GoalsEditorProps) {
  const { t } = useTranslation("cycles");
  const [drafts, setDrafts] = useState<GoalDraft[]>(goals.length > 0 ? goals : [emptyGoal()]);
  const save = $api.useMutation("put", "/api/v1/review-cycles/{id}/position-goals/{position_id}");
  const verdict = judge(drafts);
  const change = (at: number, part: GoalDraft) =>
    setDrafts(drafts.map((goal, index) => (index === at ? { ...goal, ...part } : goal)));
  const send = () =>
    save.mutate(
      {
        params: { path: { id: cycleId, position_id: positionId } },
        body: { goals: drafts as PositionGoal[] },
      },
      {
        onSuccess: () => {
          void message.success(t("goals.saved"));
          onSaved();
        },
      },
    );

  return (
    <div className="stack">
      <WeightBar
        goals={drafts}
        nameOf={(code) => kpis.find((kpi) => kpi.code === code)?.name ?? code ?? ""}
      />
      <ol className="goal-drafts">
        {drafts.map((goal, at) => (
          <GoalRow
            key={at}
            at={at}
            goal={goal}
            kpis={kpis.filter(
              (kpi) => kpi.code === goal.kpi_code || !drafts.some((other) => other.kpi_code === kpi.code),
            )}
            onChange={(part) => change(at, part)}
            onRemove={() => setDrafts(drafts.filter((_, index) => index !== at))}
            onSettle={verdict.ok || !("by" in verdict) ? undefined : () => setDrafts(settleOn(drafts, at))}
          />
        ))}
      </ol>
      <div>
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => setDrafts([...drafts, emptyGoal()])}>
          {t("goals.add")}
        </Button>
      </div>
      <ProblemNote problem={save.error} />
      <div className="form-foot">
        <ActionButton type="primary" why={whyNot(verdict, t)} loading={save.isPending} onClick={send}>
          {t("goals.save")}
        </ActionButton>
      </div>
    </div>
  );
}

function emptyGoal(): GoalDraft {
  return { rule: { kind: "linear", floor: "0.5", cap: "1.2" } };
}

function whyNot(verdict: Verdict, t: TFunction): string | null {
  if (verdict.ok) return null;
  if ("by" in verdict) return t(`goals.why.${verdict.reason}`, { by: verdict.by });
  return t(`goals.why.${verdict.reason}`, "at" in verdict ? { number: verdict.at + 1 } : {});
}

interface GoalRowProps {
  at: number;
  goal: GoalDraft;
  kpis: Kpi[];
  onChange: (part: GoalDraft) => void;
  onRemove: () => void;
  onSettle?: () => void;
}

function GoalRow({ at, goal, kpis, onChange, onRemove, onSettle }: GoalRowProps) {
  const { t } = useTranslation("cycles");
  const id = useId();
  const kpi = kpis.find((one) => one.code === goal.kpi_code);
  return (
    <li className="goal-draft">
      <div className="goal-draft-line">
        <label htmlFor={`${id}-kpi`}>
          <span>{t("goals.kpi")}</span>
          <Select
            id={`${id}-kpi`}
            value={goal.kpi_code}
            onChange={(code) => {
              const chosen = kpis.find((one) => one.code === code);
              const inverse = chosen?.direction === "lower_is_better";
              onChange({
                kpi_code: code,
                rule: inverse
                  ? { kind: "inverse", worst: "", cap: "1.2" }
                  : { kind: "linear", floor: "0.5", cap: "1.2" },
              });
            }}
            placeholder={t("goals.kpi_pick")}
            aria-label={t("goals.kpi")}
            showSearch={{ optionFilterProp: "label" }}
            options={kpis.map((one) => ({ value: one.code, label: `${one.name}（${one.code}）` }))}
          />
        </label>
        <label htmlFor={`${id}-target`}>
          <span>{t("goals.target")}</span>
          <Input
            id={`${id}-target`}
            value={goal.target}
            inputMode="decimal"
            suffix={kpi?.unit}
            aria-label={t("goals.target")}
            onChange={(event) => onChange({ target: event.target.value.trim() })}
          />
        </label>
        <label htmlFor={`${id}-weight`}>
          <span>{t("goals.weight")}</span>
          <Input
            id={`${id}-weight`}
            value={goal.weight}
            inputMode="decimal"
            suffix="%"
            aria-label={t("goals.weight_of", { number: at + 1 })}
            onChange={(event) => onChange({ weight: event.target.value.trim() })}
          />
        </label>
        <Button
          type="text"
          danger
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t("goals.remove", { number: at + 1 })}
          onClick={onRemove}
        />
      </div>
      <div className="goal-draft-rule">
        <RuleEditor rule={goal.rule} onChange={(rule) => onChange({ rule })} />
        {onSettle && (
          <button type="button" className="link-button small" onClick={onSettle}>
            {t("goals.settle")}
          </button>
        )}
      </div>
    </li>
  );
}
