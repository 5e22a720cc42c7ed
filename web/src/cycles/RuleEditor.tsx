import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { PositionGoal } from "../api/types";

type Rule = PositionGoal["rule"];
type Loose = {
  kind: string;
  floor?: string;
  cap?: string;
  worst?: string;
  tiers?: { at_least: string; score: string }[];
};

/** How an actual becomes a score: in proportion, by tiers, or the lower the better. */
export function RuleEditor({ rule, onChange }: { rule?: Rule; onChange: (rule: Rule) => void }) {
  const { t } = useTranslation("cycles");
  const id = useId();
  const now = (rule ?? { kind: "linear" }) as Loose;
  const set = (part: Partial<Loose>) => onChange({ ...now, ...part } as Rule);
  const begin = (kind: string) => {
    const fresh: Record<string, Loose> = {
      linear: { kind, floor: "0.5", cap: "1.2" },
      inverse: { kind, worst: "", cap: "1.2" },
      tiered: {
        kind,
        tiers: [
          { at_least: "1.0", score: "100" },
          { at_least: "0.8", score: "60" },
        ],
      },
    };
    onChange(fresh[kind] as Rule);
  };
  const number = (name: "floor" | "cap" | "worst") => (
    <label className="rule-part" htmlFor={`${id}-${name}`}>
      <span>{t(`rule.${name}`)}</span>
      <Input
        id={`${id}-${name}`}
        size="small"
        inputMode="decimal"
        value={now[name]}
        aria-label={t(`rule.${name}`)}
        onChange={(event) => set({ [name]: event.target.value.trim() })}
      />
    </label>
  );
  return (
    <div className="rule">
      <Select
        size="small"
        value={now.kind}
        onChange={begin}
        aria-label={t("rule.kind")}
        options={["linear", "tiered", "inverse"].map((kind) => ({
          value: kind,
          label: t(`rule.kinds.${kind}`),
        }))}
      />
      {now.kind === "linear" && (
        <>
          {number("floor")}
          {number("cap")}
        </>
      )}
      {now.kind === "inverse" && (
        <>
          {number("worst")}
          {number("cap")}
        </>
      )}
      {now.kind === "tiered" && <Tiers tiers={now.tiers ?? []} onChange={(tiers) => set({ tiers })} />}
      <span className="quiet small rule-means">{t(`rule.means.${now.kind}`)}</span>
    </div>
  );
}

type Tier = { at_least: string; score: string };

function Tiers({ tiers, onChange }: { tiers: Tier[]; onChange: (tiers: Tier[]) => void }) {
  const { t } = useTranslation("cycles");
  const change = (at: number, part: Partial<Tier>) =>
    onChange(tiers.map((tier, index) => (index === at ? { ...tier, ...part } : tier)));
  return (
    <div className="tiers">
      {tiers.map((tier, at) => (
        <span key={at} className="row">
          {t("rule.at_least")}
          <Input
            size="small"
            style={{ width: 64 }}
            inputMode="decimal"
            value={tier.at_least}
            aria-label={t("rule.at_least")}
            onChange={(event) => change(at, { at_least: event.target.value.trim() })}
          />
          {t("rule.scores")}
          <Input
            size="small"
            style={{ width: 64 }}
            inputMode="decimal"
            value={tier.score}
            aria-label={t("rule.scores")}
            onChange={(event) => change(at, { score: event.target.value.trim() })}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t("rule.remove_tier")}
            onClick={() => onChange(tiers.filter((_, index) => index !== at))}
          />
        </span>
      ))}
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange([...tiers, { at_least: "", score: "" }])}
      >
        {t("rule.add_tier")}
      </Button>
    </div>
  );
}
