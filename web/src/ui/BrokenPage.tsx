import { useQueryClient } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "./ProblemNote";

/** A page that could not be shown: what the service said, and a way to try again. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const client = useQueryClient();
  const again = () => {
    void client.resetQueries({ predicate: (query) => query.state.status === "error" });
    reset();
    void router.invalidate();
  };
  return (
    <div className="page-body stack">
      <ProblemNote problem={error} />
      <div>
        <Button onClick={again}>{t("try_again")}</Button>
      </div>
    </div>
  );
}
