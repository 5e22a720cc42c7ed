import { useMutation } from "@tanstack/react-query";
import { Button, Form, type FormInstance, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { asProblem } from "../api/problem";
import { useMe } from "../ui/useMe";
import { type Outcome, readOutcome } from "./outcome";

interface LocalFiguresProps {
  form: FormInstance;
  /** Which figure goes into which field of the form. */
  figures: { figure: "cap3" | "minimum_wage" | "annual_average_wage"; field: string }[];
}

interface Found {
  figure: string;
  values: Outcome["values"] | undefined;
  problem: unknown;
}

/** The local figures of a city, looked up in the table of the service and put into the form. */
export function LocalFigures({ form, figures }: LocalFiguresProps) {
  const { t } = useTranslation("calculator");
  const { today } = useMe();
  const [city, setCity] = useState("");
  const one = $api.useMutation("post", "/api/v1/law/{calculator}");
  /** Each figure for itself: a city may have one and not the other. */
  const look = useMutation({
    mutationFn: async () => {
      const on: string = form.getFieldValue("last_day") ?? today;
      const found: Found[] = [];
      for (const { figure, field } of figures) {
        const answer = await one
          .mutateAsync({
            params: { path: { calculator: "local-standard" } },
            body: { performance_city: city.trim(), figure, on } as never,
          })
          .catch((problem: unknown) => ({ problem }));
        const values = readOutcome(answer)?.values;
        if (values) form.setFieldValue(field, String(values.value));
        found.push({ figure, values, problem: "problem" in answer ? answer.problem : null });
      }
      return found;
    },
  });
  return (
    <div style={{ marginBottom: 18 }}>
      <Form.Item
        label={t("field.city")}
        htmlFor="calculator-city"
        extra={t("hint.city")}
        required={false}
        style={{ marginBottom: 8 }}
      >
        <div className="row">
          <Input
            id="calculator-city"
            value={city}
            onChange={(event) => setCity(event.target.value)}
            style={{ flex: 1, minWidth: 120 }}
          />
          <Button loading={look.isPending} disabled={!city.trim()} onClick={() => look.mutate()}>
            {t("look_up")}
          </Button>
        </div>
      </Form.Item>
      <ul className="stack tight small">
        {look.data?.map(({ figure, values, problem }) => (
          <li key={figure}>
            <span className="strong">{t(`figure.${figure}`)}</span>{" "}
            {values ? (
              <span className="quiet">
                {[
                  values.stat_year,
                  values.effective,
                  t(`standard.status.${String(values.status).toLowerCase().replace("-", "_")}`),
                  values.source,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            ) : (
              <span className="warn">{asProblem(problem).errors[0]?.detail ?? t("not_known")}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
