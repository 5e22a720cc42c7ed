import { CheckOutlined } from "@ant-design/icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import type { Layoff, Separation } from "../api/types";
import { gateRows } from "../separations/gateRows";
import { ActionButton } from "../ui/ActionButton";
import { dateText } from "../ui/format";
import { Tag } from "../ui/Tag";
import { DateText, InstantText } from "../ui/Text";
import { useCan, useMe } from "../ui/useMe";
import { type Brought, broughtInto } from "./brought";
import { JudgeAllDrawer } from "./JudgeAllDrawer";
import { liveCases, type ProcedureStep, procedure, type StepKey, underWay, type Why } from "./procedure";
import { StepDetail } from "./StepDetail";
import { StepDrawer } from "./StepDrawer";
import { useCases } from "./useCases";

/** What is brought in for all as a file; everything else comes about with the steps. */
const FILES = ["E-GROUND-41", "E-VARY-CONTRACT", "E-PRIORITY-RETAIN"];

interface ProcedureProps {
  layoff: Layoff;
  hasUnion: boolean;
  /** Show at the cases what each of them misses. */
  onWeigh: () => void;
}

/** The procedure from top to bottom: what is done and when, what is next, and what the rest waits for. */
export function Procedure({ layoff, hasUnion, onWeigh }: ProcedureProps) {
  const { t } = useTranslation("layoffs");
  const { today } = useMe();
  const cases = useCases(layoff.id);
  const [taking, setTaking] = useState<StepKey>();
  const [judging, setJudging] = useState<Brought>();
  const open = underWay(cases);
  // What the gate asks for as a file it asks of all of them: one case stands for the others.
  const sample = open[0] ?? liveCases(cases)[0];
  const path = { id: sample?.id ?? "" };
  const asked = { enabled: !!sample };
  const gate = $api.useQuery("get", "/api/v1/separations/{id}/gate", { params: { path } }, asked).data;
  const files = $api.useQuery("get", "/api/v1/layoffs/{id}/evidence", {
    params: { path: { id: layoff.id } },
  });
  const brought = broughtInto(files.data?.items ?? [], cases);
  const wanted = gate && gateRows(gate).filter((row) => FILES.includes(row.code));
  const evidenceDone = wanted?.every((row) => row.state !== "missing");
  const steps = procedure({ layoff, cases, today, hasUnion, evidenceDone });
  const whyRole = useWhyNotMine(layoff, open);
  const close = () => setTaking(undefined);
  return (
    <>
      <ol className="procedure">
        {steps.map((step, at) => (
          <li key={step.key} className={step.state} aria-current={step.state === "next" ? "step" : undefined}>
            <span className="procedure-mark" aria-hidden>
              {step.state === "done" ? <CheckOutlined /> : at + 1}
            </span>
            <div className="procedure-what">
              <div className="row between">
                <h3>{t(`step.${step.key}`)}</h3>
                <StepState step={step} />
              </div>
              <p className="quiet small">{t(`step_about.${step.key}`)}</p>
              <StepDetail
                stepKey={step.key}
                layoff={layoff}
                cases={cases}
                hasUnion={hasUnion}
                wanted={wanted ?? []}
                brought={brought}
                onJudge={setJudging}
              />
              {hasButton(step) && (
                <StepButton
                  step={step}
                  why={step.why}
                  whyRole={whyRole(step.key)}
                  onTake={() => setTaking(step.key)}
                />
              )}
            </div>
          </li>
        ))}
      </ol>
      <StepDrawer
        taking={taking}
        layoff={layoff}
        count={open.length}
        gate={gate}
        onClose={close}
        onWeigh={() => {
          close();
          onWeigh();
        }}
      />
      <JudgeAllDrawer
        layoff={layoff}
        judged={judging}
        count={open.length}
        onClose={() => setJudging(undefined)}
      />
    </>
  );
}

/** Days pass by themselves; files may be added until the notices are out. */
function hasButton({ key, state }: ProcedureStep): boolean {
  if (key === "thirty_days") return false;
  return state !== "done" || key === "evidence";
}

function StepState({ step }: { step: ProcedureStep }) {
  const { t } = useTranslation("layoffs");
  const { key, state, at, by, done, of } = step;
  const words = state === "next" ? <Tag tone="warn">{t("step_state.next")}</Tag> : null;
  const partly = state !== "done" && !!done && <Tag tone="info">{t("partly", { done, of })}</Tag>;
  const reached = state === "done" || !!done || key === "thirty_days";
  return (
    <span className="row small">
      {words}
      {partly}
      {state === "done" && <span className="visually-hidden">{t("step_state.done")}</span>}
      {reached && at && (
        <span className="quiet">
          {key === "thirty_days" && t("notices_from")}
          {at.length === 10 ? <DateText date={at} /> : <InstantText at={at} />}
          {by ? ` · ${by}` : ""}
        </span>
      )}
    </span>
  );
}

interface StepButtonProps {
  step: ProcedureStep;
  why: Why | null;
  whyRole: string | null;
  onTake: () => void;
}

function StepButton({ step, why, whyRole, onTake }: StepButtonProps) {
  const { t, i18n } = useTranslation("layoffs");
  const said = why
    ? t(why.key, { ...why.values, day: why.day ? dateText(why.day, i18n.language) : "" })
    : whyRole;
  return (
    <div className="row procedure-act">
      <ActionButton
        type={step.state === "next" ? "primary" : "default"}
        size={step.state === "next" ? "middle" : "small"}
        why={said}
        onClick={onTake}
      >
        {t(`act.${step.key}`)}
      </ActionButton>
      {said && (
        // The button itself tells this to a screen reader.
        <span className="quiet small" aria-hidden>
          {said}
        </span>
      )}
    </div>
  );
}

/** Why this person is not the one to take a step. */
function useWhyNotMine(layoff: Layoff, open: Separation[]): (key: StepKey) => string | null {
  const { t } = useTranslation("layoffs");
  const me = useMe();
  const can = useCan();
  const prepared = (one: Separation) =>
    isSelf(me, one.opened_by) ||
    isSelf(me, one.approval?.requested_by) ||
    one.approval?.requested_by_name === me.display_name;
  return (key) => {
    if (open.some((one) => isSelf(me, one.employee))) return t("why.own_case");
    if (key === "union_reply") return can("separations.union") ? null : t("why.role_union");
    if (key !== "approval") return can("layoffs.manage") ? null : t("why.role_manage");
    if (!can("layoffs.approve")) return t("why.role_manage");
    return layoff.opened_by_name === me.display_name || open.some(prepared) ? t("why.own") : null;
  };
}
