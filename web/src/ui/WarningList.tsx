import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Warning } from "../api/types";
import { paths } from "../paths";
import { addDays } from "./format";
import { type Field, ListTable } from "./ListTable";
import { WarningLevelTag, WarningStageTag } from "./stages";
import { Tag } from "./Tag";
import { DateText, InstantText, PersonText } from "./Text";

interface Props {
  warnings: Warning[];
  withName?: boolean;
  empty: ReactNode;
}

/** Warnings: how grave each is, where it stands, and until when it counts. */
export function WarningList({ warnings, withName, empty }: Props) {
  const { t } = useTranslation();
  const name: Field<Warning> = {
    key: "employee",
    label: t("warning.employee"),
    phone: "title",
    show: (one) => <PersonText person={one.employee} />,
  };
  return (
    <ListTable
      caption={t("warning.list")}
      rows={warnings}
      rowKey={(one) => one.id}
      to={(one) => paths.warning(one.id)}
      empty={empty}
      fields={[
        ...(withName ? [name] : []),
        {
          key: "level",
          label: t("warning.level_label"),
          phone: withName ? undefined : "title",
          show: (one) => <WarningLevelTag level={one.level} />,
        },
        {
          key: "number",
          label: t("warning.number"),
          phone: "hide",
          show: (one) => <span className="mono">{one.number}</span>,
        },
        {
          key: "issued",
          label: t("warning.issued_at"),
          show: (one) => <InstantText at={one.letter?.issued_at} />,
        },
        {
          key: "counts",
          label: t("warning.counts_to"),
          show: (one) =>
            one.letter?.counts_until ? (
              <>
                <DateText date={addDays(one.letter.counts_until, -1)} />{" "}
                {!one.in_force && one.stage !== "withdrawn" && <Tag>{t("warning.over")}</Tag>}
              </>
            ) : (
              <span className="quiet">{one.letter ? t("warning.no_end") : "—"}</span>
            ),
        },
        {
          key: "stage",
          label: t("warning.stage_label"),
          phone: "side",
          show: (one) => <WarningStageTag stage={one.stage} />,
        },
      ]}
    />
  );
}
