import { LinkOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { TFunction } from "i18next";
import type { LocalStandard } from "../api/types";
import type { Field } from "../ui/ListTable";
import { Tag, type Tone } from "../ui/Tag";
import { DateText, InstantText, MoneyText } from "../ui/Text";
import { seriesOf } from "./figures";

const STANDING: Record<LocalStandard["standing"], Tone> = {
  in_force: "good",
  later: "info",
  past: "plain",
  replaced: "plain",
  corrected: "plain",
  other_use: "plain",
  unconfirmed: "warn",
  missing: "warn",
};

interface Acts {
  t: TFunction<"standards">;
  /** Nothing to do for those who only read. */
  record?: (figure: LocalStandard) => void;
  correct?: (figure: LocalStandard) => void;
}

/** The fields of a local figure, in lists at a desk and on a phone. */
export function figureFields({ t, record, correct }: Acts): Field<LocalStandard>[] {
  const fields: Field<LocalStandard>[] = [
    {
      key: "kind",
      label: t("kind"),
      width: 250,
      phone: "title",
      show: (one) => <KindText figure={one} t={t} />,
    },
    {
      key: "value",
      label: t("value"),
      align: "right",
      show: (one) => <MoneyText amount={one.value} strong={one.standing === "in_force"} />,
    },
    { key: "effective", label: t("effective"), show: (one) => <EffectiveText figure={one} t={t} /> },
    {
      key: "standing",
      label: t("standing.label"),
      phone: "side",
      show: (one) => <Tag tone={STANDING[one.standing]}>{t(`standing.${one.standing}`)}</Tag>,
    },
    { key: "source", label: t("source"), show: (one) => <SourceText figure={one} t={t} /> },
  ];
  if (!record || !correct) return fields;
  const act = (one: LocalStandard) => {
    if (one.id) {
      return one.superseded_by ? null : (
        <Button size="small" onClick={() => correct(one)}>
          {t("correct")}
        </Button>
      );
    }
    return one.standing === "unconfirmed" || one.standing === "missing" ? (
      <Button size="small" onClick={() => record(one)}>
        {t("record_official")}
      </Button>
    ) : null;
  };
  return [...fields, { key: "act", label: "", align: "right", show: act }];
}

function KindText({ figure, t }: { figure: LocalStandard; t: Acts["t"] }) {
  const year = figure.statistics_year;
  const series = seriesOf(figure);
  return (
    <div>
      <span className="strong">{t(`standard.kind.${figure.kind}`)}</span>
      {year && <span className="nowrap">&nbsp;· {t("of_year", { year: String(year) })}</span>}
      {series && <p className="quiet small">{series}</p>}
    </div>
  );
}

function EffectiveText({ figure, t }: { figure: LocalStandard; t: Acts["t"] }) {
  const { effective } = figure;
  if (!effective) return <span className="quiet">{figure.value ? t("day_unknown") : "—"}</span>;
  // Where only the month is known, the month is what there is to show.
  return effective.length === 10 ? (
    <DateText date={effective} />
  ) : (
    <span className="nowrap">{effective}</span>
  );
}

function SourceText({ figure, t }: { figure: LocalStandard; t: Acts["t"] }) {
  return (
    <div className="figure-source">
      <span className="row">
        <Tag
          tone={figure.status === "unconfirmed" ? "warn" : figure.status === "official" ? "good" : "plain"}
        >
          {t(`standard.status.${figure.status}`)}
        </Tag>
        <span className="quiet small">{t(`origin.${figure.origin}`)}</span>
      </span>
      <p className="small">
        {figure.source_url ? (
          <a href={figure.source_url} target="_blank" rel="noreferrer">
            {figure.source} <LinkOutlined aria-hidden />
          </a>
        ) : (
          figure.source
        )}
      </p>
      {figure.recorded_at && (
        <p className="quiet small">
          {figure.recorded_by} · <InstantText at={figure.recorded_at} />
        </p>
      )}
      {figure.reason && (
        <p className="quiet small">
          {t("reason")}：{figure.reason}
        </p>
      )}
    </div>
  );
}
